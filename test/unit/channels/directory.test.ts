import type { Tenant } from '../../../src/channels/channel.ts';
import { Directory } from '../../../src/channels/directory.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';

type Parts = ConstructorParameters<typeof Directory>[0];

const setUp = (answers: (() => Promise<Partial<Tenant> | null>)[]) => {
  let reads = 0;
  const parts = {
    tenants: {
      find: () => {
        reads += 1;
        return (answers.shift() ?? (async () => null))();
      },
    },
    quietHours: noQuietHours,
    privacy: { url: 'https://example.com', version: null },
    tenantIds: ['tnt_a'],
    ownWordingsOf: () => Promise.resolve(new Map()),
    standingsOf: null,
    ownDaysOf: () => Promise.resolve(new Map()),
  };
  // Channels are not asked for here.
  return { directory: new Directory(parts as unknown as Parts), reads: () => reads };
};

const tenant = async (): Promise<Partial<Tenant>> => ({ name: 'Demo', timeZone: 'Europe/Istanbul' });

describe('directory', () => {
  it('a tenant, asked for by hundreds in one moment: read once, and not again while it is fresh', async () => {
    const { directory, reads } = setUp([tenant]);
    const found = await Promise.all(Array.from({ length: 300 }, () => directory.settingsOf('tnt_a')));
    expect(new Set(found.map(({ timeZone }) => timeZone))).toEqual(new Set(['Europe/Istanbul']));
    await directory.settingsOf('tnt_a');
    expect(reads()).toBe(1);
  });

  it('a read that fails: fails for all who wait for it, and the next one reads again', async () => {
    const down = async (): Promise<null> => {
      throw new Error('database down');
    };
    const { directory, reads } = setUp([down, tenant]);
    const outcomes = await Promise.allSettled([directory.settingsOf('tnt_a'), directory.settingsOf('tnt_a')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(directory.settingsOf('tnt_a')).resolves.toMatchObject({ timeZone: 'Europe/Istanbul' });
    expect(reads()).toBe(2);
  });

  it('a tenant that is not there: asked for again each time, since it may be there in a moment', async () => {
    const { directory } = setUp([async () => null, tenant]);
    await expect(directory.settingsOf('tnt_a')).rejects.toThrow('no such tenant');
    await expect(directory.settingsOf('tnt_a')).resolves.toMatchObject({ timeZone: 'Europe/Istanbul' });
  });
});
