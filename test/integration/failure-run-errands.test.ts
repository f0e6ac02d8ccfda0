import request from 'supertest';
import type { Server } from 'node:http';
import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

/** Two letters a second, and two reminders: of four letters that went two have been reminded of when it is ended. */
const env = { PUBLIC_URL: 'https://mutabik.example.com', RUN_LETTERS_PER_SECOND: '2' };
/** Above that of a run. */
const leaseMs = 61_000;

type Errand = 'remind' | 'withdraw';
const errands: readonly Errand[] = ['remind', 'withdraw'];
const moments = ['before', 'after'] as const;

/** Every write of one go, up to the one that says how far it went. */
const working: Readonly<Record<Errand, readonly CallName[]>> = {
  remind: ['runs.takeLease', 'inbox.store', 'runs.keepErrand'],
  withdraw: ['runs.takeLease', 'runRows.move', 'inbox.store', 'runs.keepErrand'],
};

/** Two of four were done; two letters had not gone. */
const expected: Readonly<Record<Errand, { states: string[]; messages: number[]; what: string }>> = {
  remind: {
    states: ['open', 'open', 'open', 'open', 'open', 'open'],
    messages: [2, 2, 1, 1, 1, 1],
    what: 'remind_stopped',
  },
  withdraw: {
    states: ['withdrawn', 'withdrawn', 'open', 'open', 'cancelled', 'cancelled'],
    messages: [2, 2, 1, 1, 0, 0],
    what: 'withdraw_stopped',
  },
};

/** Leaves its loop nothing to do: only who has the answer sweeps. */
const takeSweep = (world: World): (() => Promise<number>) => {
  const { workers } = world.application;
  if (workers === null) throw new Error('these worlds have workers');
  const sweep = workers.runs.sweep.bind(workers.runs);
  workers.runs.sweep = () => Promise.resolve(0);
  return sweep;
};

describe.each(errands)('an order to %s all letters, ended by a person while a process dies', (errand) => {
  let graph: MockGraph;
  let dying: World;
  let other: World;
  let sweepDying: () => Promise<number>;
  let sweepOther: () => Promise<number>;
  let mortal: DyingProcess;
  let caller: RunCaller;
  beforeAll(async () => {
    const databaseName = freshDatabaseName();
    graph = await startMockGraph();
    other = await startWorld({ databaseName, graph, env });
    dying = await startWorld({ databaseName, graph, env: { ...env, POLL_INTERVAL_MS: '600000' } });
    sweepDying = takeSweep(dying);
    const { workers } = dying.application;
    if (workers === null) throw new Error('these worlds have workers');
    // What it orders about a letter is stored and left to the other one.
    workers.conversations.enqueue = () => 0;
    mortal = makeMortal(dying.application);
    caller = runCaller(other);
  });
  afterEach(() => mortal.revive());
  afterAll(async () => {
    await dying?.close();
    await other?.close();
    await graph?.close();
  });

  const turn = async (milliseconds: number): Promise<void> => {
    dying.clock.turn(milliseconds);
    await other.turn(milliseconds);
  };
  /** The other process leaves runs alone while this is done; their lease is the dying one's. */
  const alone = async (work: () => Promise<unknown>): Promise<void> => {
    const { workers } = other.application;
    sweepOther = takeSweep(other);
    try {
      await sweepOther();
      await turn(leaseMs);
      await work();
    } finally {
      if (workers !== null) workers.runs.sweep = sweepOther;
    }
  };
  const give = (world: World, id: string, what: Errand | 'errand/cancel') =>
    request(world.application.server as Server)
      .post(`/v1/runs/${id}/${what === 'withdraw' ? 'cancel' : what}`)
      .set('Authorization', `Bearer ${testApiKey}`)
      .set('Idempotency-Key', `${what}-${id}`)
      .send(what === 'withdraw' ? { withdraw: true } : {});

  /** Six letters of which four went. */
  const halfGone = async (): Promise<{ id: string; persons: Person[] }> => {
    const persons: Person[] = [];
    for (let n = 0; n < 6; n += 1) persons.push(await newPerson(other));
    const lines = persons.map(({ customerRef }) => `${customerRef};TL;1.000,50;B`);
    const table = ['Müşteri No;Birim;Bakiye;B/A', ...lines].join('\n');
    const made = await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201);
    const { id } = made.body as { id: string };
    await other.api.post(`/v1/runs/${id}/start`).expect(202);
    await other.settle();
    await turn(1_000);
    return { id, persons };
  };
  const goOn = async (): Promise<void> => {
    for (const milliseconds of [leaseMs, 91_000, 1_000, 1_000, 1_000]) await turn(milliseconds);
  };
  const shown = async (id: string) => (await other.api.get(`/v1/runs/${id}`).expect(200)).body;
  const statesOf = async (id: string): Promise<string[]> => (await caller.rows(id)).map(({ state }) => state);
  const endings = async (id: string): Promise<unknown[]> =>
    (await shown(id)).history.filter(({ what }: { what: string }) => what === expected[errand].what);

  it.each(moments)('dead %s the write that ends it: ended again it is ended once', async (moment) => {
    const { id, persons } = await halfGone();
    await alone(async () => {
      await give(other, id, errand).expect(202);
      await sweepDying();
      mortal.dieAt('runs.keepErrand', moment, { nth: 1 });
      expect((await give(dying, id, 'errand/cancel')).status).toBeGreaterThanOrEqual(500);
      expect(mortal.isDead()).toBe(true);
      await give(other, id, 'errand/cancel').expect(202);
      await give(other, id, 'errand/cancel').expect(202);
    });
    await goOn();

    const { states, messages } = expected[errand];
    expect(await statesOf(id)).toEqual(states);
    expect(persons.map((person) => person.got().length)).toEqual(messages);
    expect(await endings(id)).toHaveLength(1);
    expect(await shown(id)).toMatchObject({
      errand: null,
      state: errand === 'remind' ? 'done' : 'cancelled',
    });
  });

  it.each(working[errand].flatMap((call) => moments.map((moment) => ({ call, moment }))))(
    'dead $moment $call of a go, then ended: whoever takes the run over goes on with none of it',
    async ({ call, moment }) => {
      const { id, persons } = await halfGone();
      await alone(async () => {
        await give(other, id, errand).expect(202);
        mortal.dieAt(call, moment, { nth: 1 });
        await sweepDying().catch(() => 0);
        expect(mortal.isDead()).toBe(true);
        await give(other, id, 'errand/cancel').expect(202);
      });
      await goOn();

      const { states, messages } = expected[errand];
      // Of the two of that go one, both or none were asked for; of those behind them none.
      expect((await statesOf(id)).slice(2)).toEqual(states.slice(2));
      expect(persons.slice(2).map((person) => person.got().length)).toEqual(messages.slice(2));
      for (const person of persons.slice(0, 2)) expect(person.got().length).toBeLessThanOrEqual(2);
      expect(await shown(id)).toMatchObject({ errand: null });
      expect(await endings(id)).toHaveLength(1);
    },
  );
});

describe('reminders of the night, ended by a person', () => {
  const hour = 60 * 60_000;
  const deaths = (['runs.keepErrand', 'heldMessages.handle'] as const).flatMap((call) =>
    moments.map((moment) => ({ call, moment })),
  );
  let graph: MockGraph;
  let dying: World;
  let other: World;
  let sweepDying: () => Promise<number>;
  let mortal: DyingProcess;
  beforeAll(async () => {
    const databaseName = freshDatabaseName();
    const night = { ...env, RUN_LETTERS_PER_SECOND: '20', QUIET_HOURS: '20:00-09:00' };
    graph = await startMockGraph();
    other = await startWorld({ databaseName, graph, env: night });
    dying = await startWorld({ databaseName, graph, env: { ...night, POLL_INTERVAL_MS: '600000' } });
    sweepDying = takeSweep(dying);
    mortal = makeMortal(dying.application);
  });
  afterEach(() => mortal.revive());
  afterAll(async () => {
    await dying?.close();
    await other?.close();
    await graph?.close();
  });
  const turn = async (milliseconds: number): Promise<void> => {
    dying.clock.turn(milliseconds);
    await other.turn(milliseconds);
  };
  const held = async (): Promise<unknown[]> =>
    (await other.api.get('/v1/messages?state=held').expect(200)).body.data;

  it.each(deaths)(
    'dead $moment $call while those that are held are dropped: none goes in the morning',
    async ({ call, moment }) => {
      const caller = runCaller(other);
      const persons = [await newPerson(other), await newPerson(other)];
      const lines = persons.map(({ customerRef }) => `${customerRef};TL;1.000,50;B`);
      const table = ['Müşteri No;Birim;Bakiye;B/A', ...lines].join('\n');
      const { id } = (await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201)).body as {
        id: string;
      };
      await other.api.post(`/v1/runs/${id}/start`).expect(202);
      await other.settle();
      await turn(1_000);
      // The evening of that day.
      await turn(11 * hour);
      await other.api.post(`/v1/runs/${id}/remind`).expect(202);
      await other.settle();
      await turn(1_000);
      expect(await held()).toHaveLength(2);
      const { workers } = other.application;
      const sweepOther = takeSweep(other);
      try {
        await turn(leaseMs);
        // All were ordered by then.
        expect((await other.api.get(`/v1/runs/${id}`)).body.errand).toBeNull();
        const ended = await other.api.post(`/v1/runs/${id}/errand/cancel`).expect(202);
        expect(ended.body.errand).toMatchObject({ kind: 'recall' });
        mortal.dieAt(call, moment, { nth: 1 });
        await sweepDying().catch(() => 0);
        expect(mortal.isDead()).toBe(true);
      } finally {
        if (workers !== null) workers.runs.sweep = sweepOther;
      }
      await turn(leaseMs);
      await turn(1_000);
      expect(await held()).toEqual([]);
      expect((await other.api.get(`/v1/runs/${id}`)).body.errand).toBeNull();
      await turn(13 * hour);
      expect(persons.map((person) => person.got().length)).toEqual([1, 1]);
    },
  );
});
