import fc from 'fast-check';
import { advance, startMachine, type MachineEvent, type Running } from '../../machines/registry.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import { submittedInputs } from '../support/submitted-inputs.ts';
import type { RequestChange } from '../../src/requests/request-change.ts';
import { makeTellParties } from '../../src/requests/tell-parties.ts';
import type { RequestId } from '../../src/shared/ids.ts';
import { MongoRequestRepository } from '../../src/storage/repositories/mongo-request-repository.ts';
import { MongoRequestWorkRepository } from '../../src/storage/repositories/mongo-request-work-repository.ts';
import { tenantA } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aChange, aNewRequest, minutes } from '../support/records.ts';

const binding = { authority: 'binding', mayObject: true } as const;
const events: readonly MachineEvent[] = [
  { type: 'customer.approved', ...binding },
  { type: 'customer.confirmed', ...binding },
  { type: 'customer.confirmed', ...binding },
  { type: 'customer.rejected', ...binding },
  { type: 'customer.corrected', ...binding },
  { type: 'customer.choseReason', reason: 'price' },
  { type: 'customer.wentBack' },
  { type: 'timer.expiry' },
  { type: 'timer.correction' },
];

interface Evidence {
  id: string;
  result: string;
  contactRef: string;
}

/** One person's dialog, with what its steps owe to the store, in order. */
class Party {
  readonly conversationId: string;
  readonly contactRef: string;
  readonly #requestId: string;
  running: Running | null = null;
  readonly owed: RequestChange[] = [];
  readonly evidence: Evidence[] = [];
  /** The last outcome this person was told; null: none. */
  told: string | null = null;
  #timers = new Set<string>();
  #decisionId: string | null = null;
  #rev = 0;

  constructor(requestId: string, contactRef: string) {
    this.#requestId = requestId;
    this.contactRef = contactRef;
    this.conversationId = `cnv_${contactRef}`;
  }

  open(fourEyes: 'first' | 'second'): void {
    if (this.running !== null) return;
    const started = startMachine('approval', {
      variant: 'transaction',
      lines: [],
      reminders: [],
      expiresAt: '2026-12-23T20:59:59.000Z',
      fourEyes,
    });
    this.#note(started.running, started.effects);
  }

  /** A timer that does not run never fires. */
  tell(event: MachineEvent): void {
    const timer = event.type.startsWith('timer.') ? event.type.slice('timer.'.length) : null;
    if (this.running === null || (timer !== null && !this.#timers.delete(timer))) return;
    const { running, effects } = advance(this.running, event);
    this.#note(running, effects);
  }

  #note(running: Running, effects: readonly Effect[]): void {
    this.running = running;
    this.#rev += 1;
    const id = `${this.conversationId}:${this.#rev}:${this.#requestId}`;
    let change = aChange({ id, requestId: this.#requestId, conversationId: this.conversationId, lines: [] });
    for (const effect of effects) {
      if (effect.type === 'startTimer') this.#timers.add(effect.params.timer);
      if (effect.type === 'cancelTimer') this.#timers.delete(effect.params.timer);
      if (effect.type === 'recordDecision') change = { ...change, ...this.#decide(id, effect.params) };
      if (effect.type === 'closeRequest') {
        change = { ...change, closed: { outcome: effect.params.outcome } };
        this.told = effect.params.outcome;
      }
      if (effect.type === 'forwardRequest' && effect.params.as === 'second_approver')
        change = { ...change, history: [{ at: change.at, what: 'forward', by: 'system' }] };
    }
    if (effects.length > 0) this.owed.push(change);
  }

  #decide(
    id: string,
    { result, corrects = false }: { result: string; corrects?: boolean },
  ): Partial<RequestChange> {
    const { contactRef, conversationId } = this;
    const decisionId = `dec_${id}`;
    const before = this.#decisionId;
    this.evidence.push({ id: decisionId, result, contactRef });
    this.#decisionId = decisionId;
    if (result === 'approved_first') return { approvedFirst: { decisionId, contactRef, conversationId } };
    return {
      decision: {
        id: decisionId,
        decidedAt: minutes(1),
        contactRef,
        messageId: 'in_1',
        contentHash: 'c'.repeat(64),
        shownHash: 'd'.repeat(64),
      },
      ...(corrects && before !== null ? { corrects: before } : {}),
    };
  }
}

type Step = { who: 0 | 1; what: number } | { who: 0 | 1; what: 'relay' | 'deliver' };
const who = fc.constantFrom(0 as const, 1 as const);
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ who, what: fc.nat(events.length - 1) }) },
    { weight: 2, arbitrary: fc.record({ who, what: fc.constantFrom('relay' as const, 'deliver' as const) }) },
  ),
  { minLength: 4, maxLength: 30 },
);

describe('two people at one request, relays and messages in any order', () => {
  let database: TestDatabase;
  let count = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  /** Both on the way to their yes, so that random steps often meet there. */
  const halfway: readonly Step[] = [
    { who: 0, what: 0 },
    { who: 0, what: 1 },
    { who: 0, what: 'relay' },
    { who: 1, what: 0 },
  ];

  const play = async (played: readonly Step[]) => {
    count += 1;
    const requestId = `req_${count}`;
    const store = new MongoRequestWorkRepository(database.models, database.vault);
    const parties = [new Party(requestId, 'C001-1'), new Party(requestId, 'C001-2')] as const;
    const { submitInput, inputs } = submittedInputs({ now: () => minutes(1) });
    const tell = makeTellParties({ requests: store, submitInput });
    await store.open([
      aNewRequest(
        { requestId, kind: 'approval', variant: 'transaction', details: { four_eyes: true } },
        { conversationId: parties[0].conversationId },
      ),
    ]);
    parties[0].open('first');
    const effective: string[] = [];

    const relay = async (party: Party): Promise<void> => {
      const changes = party.owed.splice(0);
      const { late, corrected } = await store.applyChanges(tenantA, changes);
      // A relay that is repeated after a crash changes nothing and answers the same.
      expect(await store.applyChanges(tenantA, changes)).toEqual({ late, corrected });
      await tell(tenantA, changes, late);
      const ending = changes.filter(({ closed, id }) => closed !== null && !late.includes(id));
      effective.push(...ending.filter(({ id }) => !corrected.includes(id)).map(({ id }) => id));
      const isForwarded = changes.some(({ history }) => history.some(({ what }) => what === 'forward'));
      const request = await store.load(tenantA, requestId);
      if (!isForwarded || request?.status !== 'open') return;
      const { conversationId, contactRef } = parties[1];
      await store.assign(tenantA, requestId, { conversationId, contactRef });
      parties[1].open('second');
    };
    const deliver = (party: Party): void => {
      const next = inputs.findIndex(({ conversationId }) => conversationId === party.conversationId);
      const [entry] = next < 0 ? [] : inputs.splice(next, 1);
      if (entry === undefined || !('input' in entry.body) || entry.body.input.type !== 'command') return;
      const { command } = entry.body.input;
      if (command.type !== 'decided-elsewhere') return;
      party.told = command.outcome;
      party.tell({ type: 'system.decidedElsewhere', outcome: command.outcome });
    };

    for (const { who: index, what } of played) {
      const party = parties[index];
      if (what === 'relay') await relay(party);
      else if (what === 'deliver') deliver(party);
      else party.tell(events[what] as MachineEvent);
    }
    for (let round = 0; round < 8; round += 1)
      for (const party of parties) {
        await relay(party);
        while (inputs.some(({ conversationId }) => conversationId === party.conversationId)) deliver(party);
      }
    const requests = new MongoRequestRepository(database.models, database.vault);
    const record = await requests.find(tenantA, requestId as RequestId);
    if (record === null) throw new Error('the request is gone');
    return { parties, record, effective, evidence: parties.flatMap((party) => party.evidence) };
  };

  it('two are needed: one end at most, one standing decision, approved only by two people, both told the truth', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (random, isHalfway) => {
        const played = isHalfway ? [...halfway, ...random] : random;
        const { parties, record, effective, evidence } = await play(played);
        seen.set(String(record.outcome), (seen.get(String(record.outcome)) ?? 0) + 1);

        expect(effective.length).toBe(record.status === 'closed' ? 1 : 0);
        const standing = evidence.find(({ id }) => id === record.decision?.id);
        expect(standing?.result ?? null).toBe(record.decision === null ? null : record.outcome);
        if (record.outcome === 'approved') {
          const first = evidence.find(({ result }) => result === 'approved_first');
          expect(first).toBeDefined();
          expect(standing?.contactRef).not.toBe(first?.contactRef);
        }
        if (record.status === 'closed')
          for (const party of parties)
            if (party.running !== null)
              expect([party.contactRef, party.told]).toEqual([party.contactRef, record.outcome]);
      }),
      { numRuns: 40 },
    );
    expect(seen.size).toBeGreaterThan(1);
  });

  it('both say yes, then the first takes it back while the second’s yes is on its way: one outcome stands, both know it', async () => {
    const yes: Step[] = [
      { who: 0, what: 0 },
      { who: 0, what: 1 },
      { who: 0, what: 'relay' },
      { who: 1, what: 0 },
      { who: 1, what: 1 },
      { who: 0, what: 3 },
    ];
    const secondFirst = await play([...yes, { who: 1, what: 'relay' }]);
    const firstFirst = await play([...yes, { who: 0, what: 'relay' }]);

    expect([secondFirst.record.outcome, firstFirst.record.outcome]).toEqual(['approved', 'rejected']);
    for (const { parties, record, evidence } of [secondFirst, firstFirst]) {
      expect(parties.map(({ told }) => told)).toEqual([record.outcome, record.outcome]);
      expect(evidence.map(({ result }) => result).sort()).toEqual(['approved', 'approved_first', 'rejected']);
    }
  });

  it('the second corrects a yes to a no: the first is told again', async () => {
    const { parties, record } = await play([
      { who: 0, what: 0 },
      { who: 0, what: 1 },
      { who: 0, what: 'relay' },
      { who: 1, what: 0 },
      { who: 1, what: 1 },
      { who: 1, what: 'relay' },
      { who: 0, what: 'deliver' },
      { who: 1, what: 4 },
      { who: 1, what: 1 },
    ]);

    expect(record.outcome).toBe('rejected');
    expect(parties.map(({ told }) => told)).toEqual(['rejected', 'rejected']);
  });
});
