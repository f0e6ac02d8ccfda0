import { PortfolioLimits, type PortfolioLimitParts } from '../../../src/delivery/portfolio-limits.ts';
import { silentLogger } from '../../../src/shared/logger.ts';
import { fakeClock } from '../../support/app-ports.ts';
import { startOfTests } from '../../support/builders-api.ts';

type Listed = Awaited<ReturnType<PortfolioLimitParts['channels']['list']>>;

/** Two tenants, each with a number that may write to five people, and what was done in which order. */
const limits = (changes: Partial<PortfolioLimitParts> = {}) => {
  const done: string[] = [];
  const known = new Map<string, number | null>();
  const parts: PortfolioLimitParts = {
    channels: {
      list: async (tenantId) => {
        const channel = { id: `chn_${tenantId}`, dailyLimit: { people: 5, at: startOfTests } };
        return { items: [channel], next: null } as unknown as Listed;
      },
      noteDailyLimit: async () => false,
    },
    reach: {
      limitOf: (tenantId) => known.get(tenantId) ?? null,
      say: (tenantId, people) => {
        known.set(tenantId, people);
        done.push(`learned ${tenantId}`);
      },
      renew: async () => undefined,
    },
    reached: { reachedSince: async () => [] },
    tenantIds: async () => ['a', 'b'],
    accessOf: async () => ({ channelId: 'c', phoneNumberId: '1', accessToken: 'x' }),
    readLimit: async () => {
      done.push('asked');
      return undefined;
    },
    releaseHeld: async (tenantId) => void done.push(`released ${tenantId}`),
    readEveryMs: 1,
    clock: fakeClock(new Date(startOfTests.getTime() + 1_000)),
    logger: silentLogger,
    ...changes,
  };
  return { limits: new PortfolioLimits(parts), done, known };
};

describe('the daily limit of a process that just started', () => {
  it('what is stored is learned without asking; what was held before is looked at again, once', async () => {
    const test = limits();
    await test.limits.learn();
    expect(test.done).toEqual(['learned a', 'released a', 'learned b', 'released b']);
    await test.limits.learn();
    expect(test.done.slice(4)).toEqual(['learned a', 'learned b']);
    expect([...test.known]).toEqual([
      ['a', 5],
      ['b', 5],
    ]);
  });

  it('what is stored comes before the question', async () => {
    const test = limits();
    await test.limits.renew();
    expect(test.done).toEqual(['learned a', 'released a', 'asked', 'learned b', 'released b', 'asked']);
  });

  it('an error at one tenant: the others are learned, and that one the next time', async () => {
    let fails = true;
    const test = limits({
      releaseHeld: async (tenantId) => {
        if (tenantId === 'a' && fails) throw new Error('database is away');
        test.done.push(`released ${tenantId}`);
      },
    });
    await test.limits.renew();
    expect(test.done).toEqual(['learned a', 'learned b', 'released b', 'asked']);
    fails = false;
    await test.limits.learn();
    expect(test.done.slice(4)).toEqual(['learned a', 'released a', 'learned b']);
  });
});
