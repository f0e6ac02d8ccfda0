import fc from 'fast-check';
import type { OutboxEntry } from '../../src/delivery/outbox-entry.ts';
import { makePlanSend } from '../../src/delivery/plan-send.ts';
import { MongoRuleTallyRepository } from '../../src/storage/repositories/mongo-rule-tally-repository.ts';
import { MessageCaps } from '../../src/triggers/message-caps.ts';
import { startOfTests } from '../support/builders-api.ts';
import { anIntent } from '../support/builders-work.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const minute = 60_000;
const hour = 60 * minute;
const after = (ms: number): Date => new Date(startOfTests.getTime() + ms);

/** What becomes of one try: it dies before the call, after it, or is sent so much later than it was counted. */
type Fate = { dies: 'before' | 'after' | 'no'; later: number };

describe('caps of messages', () => {
  let database: TestDatabase;
  /** Two processes. */
  let tallies: readonly MongoRuleTallyRepository[];

  beforeAll(async () => {
    database = await openTestDatabase();
    tallies = [0, 1].map(() => new MongoRuleTallyRepository(database.models, database.vault));
  });
  afterEach(() => database.empty('triggertallies'));
  afterAll(() => database.close());

  const planOf = (process: number, atMost: number) => {
    const repository = tallies[process % 2];
    if (repository === undefined) throw new Error('no process');
    const caps = new MessageCaps({
      tallies: repository,
      requests: { load: () => Promise.resolve(null) },
      rules: { inUse: () => Promise.resolve([]), load: () => Promise.resolve(null) },
      contactCap: { atMost, withinMs: hour },
      marketingCap: null,
    });
    return makePlanSend({
      accessOf: (_tenant, channelId) => Promise.resolve({ channelId, phoneNumberId: '1', accessToken: 'x' }),
      windowsOf: (_tenant, ids) => Promise.resolve(new Map(ids.map((id) => [id, after(1e12)]))),
      outdatedBecause: () => Promise.resolve(null),
      comesWithQuestion: () => Promise.resolve(false),
      budgets: { untilOf: () => null },
      templates: { heldOf: () => null },
      templateOut: () => Promise.resolve(null),
      capsOf: (entry) => caps.of(entry),
      isMarketing: () => Promise.resolve(false),
      marketingRefusal: () => Promise.resolve(null),
      reach: { untilOf: () => null, take: () => Promise.resolve(null) },
      quietUntilOf: () => Promise.resolve(null),
    });
  };
  const entryOf = (run: number, n: number, changes: Partial<OutboxEntry>): OutboxEntry => ({
    ...anIntent({ id: `cnv_${run}:${n}:0`, conversationId: `cnv_${run}`, class: 'notify', isUnasked: true }),
    ...{ notAfter: after(1e11), state: 'sending', outcome: null, attempt: 1, unknowns: 0, wakeAt: null },
    ...{
      owner: 'p',
      providerMessageId: null,
      statuses: [],
      reason: null,
      forceTemplate: false,
      sentAs: null,
    },
    ...changes,
  });

  const fate: fc.Arbitrary<Fate> = fc.record({
    dies: fc.constantFrom('before', 'after', 'no', 'no'),
    later: fc.nat(minute - 1),
  });

  it('never more than so many within the time, in whatever order they come and wherever a process dies; none is lost', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(50 * minute), { minLength: 1, maxLength: 8 }),
        fc.array(fate, { minLength: 30, maxLength: 30 }),
        fc.integer({ min: 1, max: 3 }),
        async (comes, fates, atMost) => {
          run += 1;
          const waiting = comes.map((at, n) => ({ n, at, unknowns: 0 }));
          const calls: number[] = [];
          const arrived = new Set<number>();
          for (let turn = 0; waiting.length > 0 && turn < 400; turn += 1) {
            waiting.sort((one, other) => one.at - other.at || other.n - one.n);
            const [next] = waiting;
            if (next === undefined) break;
            const { dies, later } = fates[turn] ?? { dies: 'no', later: 0 };
            const entry = entryOf(run, next.n, { unknowns: next.unknowns });
            const plan = await planOf(turn, atMost)(entry, { isFresh: false, now: after(next.at) });
            if (plan.verdict === 'hold') {
              expect(plan).toMatchObject({ check: 'cap', reason: 'cap' });
              expect(plan.until.getTime()).toBeGreaterThan(after(next.at).getTime());
              next.at = plan.until.getTime() - startOfTests.getTime();
              continue;
            }
            expect(plan.verdict).toBe('send');
            if (dies !== 'before') calls.push(next.at + later);
            if (dies === 'no') {
              arrived.add(next.n);
              waiting.shift();
            } else {
              // Its lease lapses, and nobody knows.
              next.unknowns += 1;
              next.at += 2 * minute;
            }
          }
          expect(arrived.size).toBe(comes.length);
          for (const call of calls)
            expect(calls.filter((one) => one <= call && one > call - hour).length).toBeLessThanOrEqual(
              atMost,
            );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('many at once in two processes: exactly so many leave, and each other one knows when', async () => {
    const plans = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        planOf(n, 7)(entryOf(0, n, {}), { isFresh: true, now: startOfTests }),
      ),
    );
    expect(plans.filter(({ verdict }) => verdict === 'send')).toHaveLength(7);
    expect(plans.filter(({ verdict }) => verdict === 'hold')).toHaveLength(13);
  });

  it('asked again by a try that did not leave: the same place, as of now; worth nothing by then: dropped as `cap`', async () => {
    const plan = planOf(0, 1);
    const ask = (n: number, at: number, changes: Partial<OutboxEntry> = {}) =>
      plan(entryOf(0, n, changes), { isFresh: false, now: after(at) });
    expect((await ask(1, 0)).verdict).toBe('send');
    expect((await ask(1, 30 * minute)).verdict).toBe('send');
    expect(await ask(2, hour)).toMatchObject({ verdict: 'hold', until: after(91 * minute) });
    const short = { notAfter: after(80 * minute) };
    expect(await ask(2, hour, short)).toMatchObject({ verdict: 'hold', until: after(80 * minute) });
    expect(await ask(2, 80 * minute, { ...short, heldFor: 'cap' })).toMatchObject({
      ...{ verdict: 'drop', ends: 'expired', reason: 'cap' },
    });
  });

  it('an answer, a decision, what staff let go: neither counted nor held', async () => {
    const plan = planOf(0, 1);
    const ask = async (n: number, changes: Partial<OutboxEntry>) =>
      (await plan(entryOf(0, n, changes), { isFresh: false, now: startOfTests })).verdict;
    expect(await ask(1, { class: 'decision' })).toBe('send');
    expect(await ask(2, { class: 'reply' })).toBe('send');
    expect(await ask(3, {})).toBe('send');
    expect(await ask(4, {})).toBe('hold');
    const handled = { what: 'released', by: 'key:a', at: startOfTests } as const;
    expect(await ask(4, { handled })).toBe('send');
    expect(await ask(5, { class: 'decision' })).toBe('send');
  });
});
