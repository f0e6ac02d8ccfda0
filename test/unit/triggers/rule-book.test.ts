import { RuleBook } from '../../../src/triggers/rules/rule-book.ts';
import type { PublishedRule } from '../../../src/triggers/rules/rule.repository.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aRule } from '../../support/rule-ports.ts';

const event = {
  type: 'account.movement.posted',
  event_id: 'e',
  tenant: 't',
  occurred_at: '2026-11-23T10:00:00+03:00',
  data: {},
};

/** Rules that are in use, and what was read of them. */
const setUp = () => {
  const clock = new FakeClock('2026-11-23T07:00:00.000Z');
  const inUse = new Map<string, number>();
  const read: string[] = [];
  /** What a reading of names waits for. */
  let gate: Promise<void> = Promise.resolve();
  const book = new RuleBook({
    clock,
    refreshMs: 1_000,
    customTypes: { list: async () => [] },
    rules: {
      publishedRefs: async () => {
        const found = [...inUse].map(([id, version]) => ({ id, version }));
        read.push('names');
        await gate;
        return found;
      },
      loadVersions: async (_tenantId, refs): Promise<PublishedRule[]> => {
        read.push(...refs.map(({ id, version }) => `${id} ${version}`));
        return refs.map((ref) => ({ ...ref, rule: aRule({ when: [] }) }));
      },
    },
  });
  const acting = async () => {
    const rule = await book.actingOn('t', event, { customer: null });
    return rule === null ? null : `${rule.id} ${rule.version}`;
  };
  const holdReading = (): (() => void) => {
    let open = (): void => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    return open;
  };
  return { book, clock, inUse, read, acting, holdReading };
};

describe('the rules a process has at hand', () => {
  it('without any: asked for once in a while, and not for each event', async () => {
    const { acting, read, clock } = setUp();
    for (let n = 0; n < 100; n += 1) expect(await acting()).toBeNull();
    expect(read).toEqual(['names']);
    clock.turn(1_000);
    await Promise.all(Array.from({ length: 100 }, acting));
    expect(read).toEqual(['names', 'names']);
  });

  it('another process publishes: counts after a while, and only what is new is read', async () => {
    const { acting, inUse, read, clock } = setUp();
    inUse.set('a', 1).set('b', 1);
    expect(await acting()).toBe('a 1');
    inUse.set('a', 2);
    expect(await acting()).toBe('a 1');
    clock.turn(1_000);
    expect(await acting()).toBe('a 2');
    inUse.delete('a');
    clock.turn(1_000);
    expect(await acting()).toBe('b 1');
    expect(read).toEqual(['names', 'a 1', 'b 1', 'names', 'a 2', 'names']);
  });

  it('this process publishes, also while it reads what was before: counts with the next event', async () => {
    const { book, acting, inUse, holdReading } = setUp();
    inUse.set('a', 1);
    const go = holdReading();
    const before = acting();
    inUse.set('a', 2);
    book.forget('t');
    const after = acting();
    go();
    expect([await before, await after, await acting()]).toEqual(['a 1', 'a 2', 'a 2']);
  });

  it('a clock that is set back does not keep old rules', async () => {
    const { acting, inUse, clock } = setUp();
    inUse.set('a', 1);
    await acting();
    inUse.set('a', 2);
    clock.turn(-3_600_000);
    expect(await acting()).toBe('a 2');
  });

  it('a version that was chosen before, whatever is in use now: is found', async () => {
    const { book, inUse } = setUp();
    inUse.set('a', 2);
    expect(await book.load('t', { id: 'a', version: 1 })).toMatchObject({ id: 'a', version: 1 });
  });
});
