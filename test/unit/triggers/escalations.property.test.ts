import fc from 'fast-check';
import type { OpenRequest } from '../../../src/requests/request-store.ts';
import type { SaidOfRequest } from '../../../src/requests/said-of-request.ts';
import { Escalations } from '../../../src/triggers/escalations.ts';
import type { EventToAccept } from '../../../src/triggers/event.repository.ts';
import type { RuleEscalation } from '../../../src/triggers/rule-action.ts';
import { aContact, aCustomer, aRequestContent } from '../../support/records.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2026-11-23T07:00:00Z');
/** A question leaves in the seconds after it is asked. */
const toleranceMs = minute;

class Died extends Error {}

const people = ['A', 'B', 'C', 'D'] as const;
const roleOf = { A: 'documents', B: 'owner', C: 'reports', D: 'owner' } as const;

const escalation: fc.Arbitrary<RuleEscalation> = fc
  .record({
    hours: fc.integer({ min: 1, max: 40 }),
    roles: fc.constantFrom<readonly ('owner' | 'reports')[]>(['owner'], ['reports'], ['owner', 'reports']),
    isTask: fc.boolean(),
  })
  .map(({ hours, roles, isTask }): RuleEscalation => {
    const after = `PT${hours}H`;
    return isTask
      ? { after, to: 'task', role: 'staff', urgent: false }
      : { after, to: 'contact', roles: [...roles] };
  });
const hoursOf = ({ after }: RuleEscalation): number => Number(after.slice(2, -1));

const story = fc.record({
  steps: fc
    .array(escalation, { minLength: 1, maxLength: 3 })
    .map((steps) => [...steps].sort((one, other) => hoursOf(one) - hoursOf(other))),
  /** After this the question leaves; null: it never does. */
  leavesIn: fc.option(fc.integer({ min: 0, max: 60 }).map((quarters) => quarters * 15 * minute)),
  isHeldKnown: fc.boolean(),
  answeredIn: fc.option(fc.integer({ min: 1, max: 80 }).map((hours) => hours * hour)),
  expiresIn: fc.integer({ min: 2, max: 90 }).map((hours) => hours * hour),
  stopped: fc.subarray([...people.slice(1)]),
  turns: fc.array(
    fc.record({
      turn: fc.oneof(fc.integer({ min: 1, max: 3 * hour }), fc.integer({ min: -2 * hour, max: 2 * day })),
      left: fc.option(fc.integer({ min: 1, max: 12 }), { nil: Infinity }),
      isAfter: fc.boolean(),
    }),
    { minLength: 3, maxLength: 30 },
  ),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** A process died over the one step that was due, the question ended, and then the clock was set back to before its end. */
const endedAndSetBack: Story = {
  steps: [{ after: 'PT1H', to: 'contact', roles: ['owner'] }],
  ...{ leavesIn: 0, isHeldKnown: true, answeredIn: null, expiresIn: 2 * hour, stopped: [] },
  turns: [
    { turn: hour + 1, left: 1, isAfter: false },
    { turn: hour - 1, left: Infinity, isAfter: false },
    { turn: -2, left: Infinity, isAfter: false },
  ],
};

/** What is stored outlives processes; each call may be the last that a process makes. */
const newStore = ({ steps, leavesIn, isHeldKnown, answeredIn, expiresIn, stopped }: Story) => {
  const events = new Map<string, { event: EventToAccept; came: string | null }>();
  const handed = new Map<string, { to: string; at: number }>();
  const tasks = new Map<string, number>();
  const clock = { at: start };
  /** The latest it was: what came about is stored, and a clock that is set back undoes nothing of it. */
  const reached = { at: start };
  const turnTo = (at: number): void => {
    clock.at = at;
    reached.at = Math.max(reached.at, at);
  };
  const life = { left: Infinity, isAfter: false };
  const call = async <T>(work: () => T): Promise<T> => {
    life.left -= 1;
    const dies = life.left <= 0;
    if (dies && !life.isAfter) throw new Died();
    const done = work();
    if (dies) throw new Died();
    return done;
  };
  const rule = {
    ...{ id: 'r', version: 1, name: 'r', cap: null },
    then: [{ do: 'request' as const, audience: null, escalate: steps }],
  };
  const endsAt = start + Math.min(answeredIn ?? Infinity, expiresIn);
  const isOver = (): boolean => reached.at >= endsAt;
  const request = (): OpenRequest => ({
    ...{ token: 't', conversationId: 'cnv_A', contactRef: 'A', outcome: null, approvals: [] },
    content: { ...aRequestContent(), lines: [], expiresAt: new Date(start + expiresIn).toISOString() },
    status: isOver() ? 'closed' : 'open',
    rule: { id: 'r', version: 1 },
  });
  const leftAt = leavesIn === null ? null : start + leavesIn;
  const hasLeft = (): boolean => leftAt !== null && reached.at >= leftAt;
  const said = (): SaidOfRequest[] => [
    {
      ...{ id: 'm', conversationId: 'cnv_A', seq: 1, saidAt: new Date(start) },
      isWaiting: leftAt !== null && !hasLeft(),
      heldUntil: isHeldKnown && leftAt !== null ? new Date(leftAt) : null,
      leftAt: hasLeft() ? new Date(leftAt as number) : null,
      ...{ mayHaveArrived: hasLeft(), sendingUntil: null, reason: null },
    },
    ...[...handed.values()].map(({ to, at }, n) => ({
      ...{ id: `m${n}`, conversationId: `cnv_${to}`, seq: 2 + n, isWaiting: false, heldUntil: null },
      ...{ saidAt: new Date(at), leftAt: new Date(at) },
      ...{ mayHaveArrived: true, sendingUntil: null, reason: null },
    })),
  ];
  const contacts = people.map((ref) => aContact({ ref, roles: [roleOf[ref]] }));
  const process = () =>
    new Escalations({
      events: {
        accept: (event) =>
          call(() => {
            if (events.has(event.eventId)) return { replayed: true as const, same: true };
            events.set(event.eventId, { event, came: null });
            return 'created' as const;
          }),
      },
      rules: { load: async () => rule },
      requests: { load: () => call(request) },
      said: { ofRequest: () => call(said) },
      identities: {
        openConversation: async (_tenant: string, _channel: string, id: string) => ({
          conversationId: `cnv_${id}`,
        }),
      } as unknown as ConstructorParameters<typeof Escalations>[0]['identities'],
      contactIdOf: async (_tenant, ref) => ref,
      channelOf: async () => 'ch',
      findCustomer: () => call(() => aCustomer({ contacts })),
      isStopped: async (_tenant, ref) => stopped.includes(ref as never),
      openTask: (_tenant, { id }) => call(() => void (tasks.has(id) || tasks.set(id, clock.at))),
      isSubmitted: (_tenant, id) => call(() => handed.has(id)),
      submitInput: (_tenant, ...inputs) =>
        call(() => {
          for (const { id, body } of inputs) {
            const { command } = (body as { input: { command: { to: string } } }).input;
            if (!handed.has(id)) handed.set(id, { to: command.to, at: clock.at });
          }
        }),
    });
  return { events, handed, tasks, clock, turnTo, life, call, request, process, leftAt, hasLeft, isOver };
};

describe('escalations', () => {
  it('any clock, answer, hold and crash: from when the question left, in their order, each once, never to whoever was asked', async () => {
    const tally = { handed: 0, tasks: 0, answered: 0, asked_later: 0 };
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const store = newStore(told);
        const { events, handed, tasks, clock, life, call, leftAt } = store;
        await store.process().plan('t', store.request(), new Date(start));
        /** What each step did, when, since when the question was out (null: it waits), and whether it was over by then. */
        const acts: { step: number; at: number; isTask: boolean; since: number | null; isOver: boolean }[] =
          [];
        const work = async (): Promise<void> => {
          const due = [...events.values()].filter(
            ({ event, came }) => came === null && (event.dueAt?.getTime() ?? 0) <= clock.at,
          );
          for (const one of due) {
            const before = [handed.size, tasks.size];
            const step = Number(one.event.envelope.data['step']);
            const note = (): void => {
              const isTask = tasks.size !== before[1];
              const since = leftAt === null ? start : store.hasLeft() ? leftAt : null;
              if (isTask || handed.size !== before[0])
                acts.push({ step, at: clock.at, isTask, since, isOver: store.isOver() });
            };
            const { event } = one;
            const { reason, status } = await store
              .process()
              .carryOut({ ...event, receivedAt: event.receivedAt }, new Date(clock.at))
              .finally(note);
            await call(() => (one.came = reason ?? status));
          }
        };
        for (const { turn, ...death } of told.turns) {
          store.turnTo(Math.max(start, clock.at + turn));
          Object.assign(life, death);
          await work().catch((error: unknown) => {
            if (!(error instanceof Died)) throw error;
          });
        }
        life.left = Infinity;
        for (let again = 0; again < 4; again += 1) await work();

        for (const { step, at, isTask, since, isOver } of acts) {
          const { after } = told.steps[step] as RuleEscalation;
          // Where nobody was asked yet and it would come after the end, staff is told; else never before the time has passed.
          if (since !== null)
            expect(at - since).toBeGreaterThanOrEqual(Number(after.slice(2, -1)) * hour - toleranceMs);
          else expect([step, isTask]).toEqual([step, true]);
          expect(isOver).toBe(false);
        }
        expect(new Set(acts.map(({ step }) => step)).size).toBe(acts.length);
        const to = [...handed.values()].map((one) => one.to);
        expect(new Set(['A', ...to]).size).toBe(to.length + 1);
        expect(to.filter((ref) => told.stopped.includes(ref as never))).toEqual([]);
        // Nothing that was due is forgotten while there is nobody's answer.
        const settled = [...events.values()].filter(({ event }) => (event.dueAt?.getTime() ?? 0) <= clock.at);
        expect(settled.every(({ came }) => came !== null)).toBe(true);
        const since = leftAt ?? Infinity;
        const due = told.steps.filter(
          (step) =>
            since + hoursOf(step) * hour <= clock.at && since + hoursOf(step) * hour < start + told.expiresIn,
        );
        // What was not known to be held is put off by what was known; what never left counts from whoever was asked next.
        if (!store.isOver() && told.isHeldKnown) expect(acts.length).toBeGreaterThanOrEqual(due.length);
        tally.handed += handed.size;
        tally.tasks += tasks.size;
        for (const { came } of events.values())
          if (came === 'answered' || came === 'asked_later') tally[came] += 1;
      }),
      { numRuns: 500, examples: [[endedAndSetBack]] },
    );
    expect(Math.min(...Object.values(tally))).toBeGreaterThan(20);
  });
});
