import request from 'supertest';
import type { Server } from 'node:http';
import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { aRule } from '../support/rule-ports.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { newPerson, requestOf, whatHappened, type Person } from '../support/scenario.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

/** Two letters a second: of six rows the last two have not gone when somebody orders something. */
const env = { PUBLIC_URL: 'https://mutabik.example.com', RUN_LETTERS_PER_SECOND: '2' };
/** How long a rule lets a letter wait: longer than a process needs to take over, short enough for all scenes to be of one day. */
const waitMs = 10 * 60_000;

/** Above that of a run. */
const leaseMs = 61_000;

type Order = 'remind' | 'withdraw' | 'cancel';
type Point = readonly [call: CallName, ...nths: number[]];

/** Every write of the call that orders something. */
const ordering: readonly Point[] = [['runs.change']];

/** Every write of an errand, from its lease to its end; some of them for several rows or in several goes. */
const working: { readonly [order in Order]: readonly Point[] } = {
  remind: [
    ['runs.takeLease', 1, 2],
    ['runRows.lookAgainAt', 1],
    ['inbox.store', 1, 2],
    ['runs.keepErrand', 1, 2],
  ],
  withdraw: [
    ['runs.takeLease', 1, 2],
    ['runRows.move', 1, 2],
    ['runRows.lookAgainAt', 1],
    ['events.takeBack', 1],
    ['runRows.writeSeen', 1],
    ['inbox.store', 1, 2],
    ['runs.keepErrand', 1, 2],
  ],
  cancel: [['runs.takeLease'], ['runRows.move'], ['runs.keepErrand']],
};

const deathsAt = (points: readonly Point[]) =>
  points.flatMap(([call, ...nths]) =>
    (nths.length === 0 ? [1] : nths).flatMap((nth) => [
      { call, nth, moment: 'before' as const },
      { call, nth, moment: 'after' as const },
    ]),
  );
const orders: readonly Order[] = ['remind', 'withdraw', 'cancel'];

/** What becomes of the rows: one waits under a rule, three were asked, two have not gone. */
const expected: { readonly [order in Order]: readonly string[] } = {
  remind: ['handed', 'open', 'open', 'open', 'open', 'open'],
  withdraw: ['cancelled', 'withdrawn', 'withdrawn', 'withdrawn', 'cancelled', 'cancelled'],
  cancel: ['handed', 'open', 'open', 'open', 'cancelled', 'cancelled'],
};

/** What each person got: the letter, and what came of the order. */
const messages: { readonly [order in Order]: readonly number[] } = {
  remind: [0, 2, 2, 2, 1, 1],
  withdraw: [0, 2, 2, 2, 0, 0],
  cancel: [0, 1, 1, 1, 0, 0],
};

const histories: { readonly [order in Order]: readonly string[] } = {
  remind: ['created', 'assigned', 'reminder_sent'],
  withdraw: ['created', 'assigned', 'withdrawn'],
  cancel: ['created', 'assigned'],
};

const tally = (states: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

const runsOf = (world: World) => {
  const { workers } = world.application;
  if (workers === null) throw new Error('these worlds have workers');
  return workers.runs;
};

/** Leaves its loop nothing to do: only who has the answer sweeps. */
const takeSweep = (runs: ReturnType<typeof runsOf>): (() => Promise<number>) => {
  const sweep = runs.sweep.bind(runs);
  runs.sweep = () => Promise.resolve(0);
  return sweep;
};

describe.each(orders)(
  'a process that dies in the middle of an order to %s all letters; another goes on',
  (order) => {
    let graph: MockGraph;
    let dying: World;
    let other: World;
    let sweepDying: () => Promise<number>;
    let mortal: DyingProcess;
    let caller: RunCaller;
    beforeAll(async () => {
      const databaseName = freshDatabaseName();
      graph = await startMockGraph();
      other = await startWorld({ databaseName, graph, env });
      // Nothing runs by itself in the process that dies; runs are swept every second whatever the interval is.
      dying = await startWorld({ databaseName, graph, env: { ...env, POLL_INTERVAL_MS: '600000' } });
      sweepDying = takeSweep(runsOf(dying));
      const { workers } = dying.application;
      if (workers === null) throw new Error('these worlds have workers');
      // What it orders about a letter is stored and left to the other one: of conversations that die tell failure-sends.
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

    /** The clocks of both go alike. */
    const turn = async (milliseconds: number): Promise<void> => {
      dying.clock.turn(milliseconds);
      await other.turn(milliseconds);
    };
    /** The other process leaves runs alone while this is done. */
    const alone = async (work: () => Promise<unknown>): Promise<void> => {
      const runs = runsOf(other);
      const sweep = runs.sweep.bind(runs);
      runs.sweep = () => Promise.resolve(0);
      try {
        // What its own loop had begun is over then: the clock has not gone on, so nothing more is handed over.
        await sweep();
        await work();
      } finally {
        runs.sweep = sweep;
      }
    };
    /** Letters to this person wait for ten minutes. */
    const letWait = async (id: string, person: Person): Promise<void> => {
      const rule = {
        ...aRule({
          on: 'reconciliation.letter.ready',
          when: [{ field: 'customer.ref', op: 'one_of', value: [person.customerRef ?? ''] }],
        }),
        then: [{ do: 'request', wait: { for: 'PT10M' } }],
      };
      await other.api.put(`/v1/triggers/${id}/draft`, rule).expect(200);
      await other.api.post(`/v1/triggers/${id}/publish`).expect(200);
    };

    let scenes = 0;
    /** A run of six: one letter waits under a rule, three were asked, two have not gone. */
    const halfGone = async (): Promise<{ id: string; persons: Person[] }> => {
      scenes += 1;
      const persons: Person[] = [];
      for (let n = 0; n < 6; n += 1) persons.push(await newPerson(other));
      await letWait(`waits-${String(scenes)}`, persons[0] as Person);
      const lines = persons.map(({ customerRef }) => `${customerRef};TL;1.000,50;B`);
      const made = await caller
        .upload(['Müşteri No;Birim;Bakiye;B/A', ...lines].join('\n'), { periodEnd: '2026-10-31' })
        .expect(201);
      const { id } = made.body as { id: string };
      await other.api.post(`/v1/runs/${id}/start`).expect(202);
      await other.settle();
      await turn(1_000);
      expect((await caller.rows(id)).map(({ state }) => state)).toEqual([
        ...['handed', 'open', 'open', 'open', 'ready', 'ready'],
      ]);
      return { id, persons };
    };
    const give = (world: World, id: string) =>
      request(world.application.server as Server)
        .post(`/v1/runs/${id}/${order === 'remind' ? 'remind' : 'cancel'}`)
        .set('Authorization', `Bearer ${testApiKey}`)
        .set('Idempotency-Key', `order-${id}`)
        .send(order === 'withdraw' ? { withdraw: true } : {});
    /** Everything that is left to do is done, by whoever lives. */
    const goOn = async (): Promise<void> => {
      // Its lease ends; what it had begun is taken over; the order goes on at the pace of the run.
      for (const milliseconds of [leaseMs, 91_000, 1_000, 1_000, 1_000]) await turn(milliseconds);
    };

    const expectDone = async ({ id, persons }: { id: string; persons: Person[] }) => {
      const shown = (await other.api.get(`/v1/runs/${id}`).expect(200)).body;
      const rows = await caller.rows(id);
      expect(rows.map(({ state }) => state)).toEqual(expected[order]);
      expect(shown).toMatchObject({
        state: order === 'remind' ? 'done' : 'cancelled',
        errand: null,
        rows: 6,
        counts: tally(expected[order]),
      });
      expect(persons.map((person) => person.got().length)).toEqual(messages[order]);
      // The order stands once in the history of the run, and in that of each letter.
      const what = { remind: 'reminded', withdraw: 'withdrawn', cancel: 'cancelled' }[order];
      expect(shown.history.filter((line: { what: string }) => line.what === what)).toHaveLength(1);
      for (const row of rows.slice(1, 4)) {
        const letter = await requestOf(other, { event_id: row.eventId });
        expect(whatHappened(letter)).toEqual(histories[order]);
      }
      // What waited under the rule when it was taken back is never asked; anything else is, once.
      await turn(waitMs);
      const [waited] = persons;
      const letters = waited?.got().filter(({ template }) => template?.startsWith('recon_letter'));
      expect(letters).toHaveLength(order === 'withdraw' ? 0 : 1);
    };

    it.each(deathsAt(working[order]))(
      'dead $moment $call $nth: it ends, for every letter, and for none twice',
      async ({ call, nth, moment }) => {
        const scene = await halfGone();
        await alone(async () => {
          // The lease of the other one ends: from here on this run is the dying one's.
          await turn(leaseMs);
          await give(other, scene.id).expect(202);
          mortal.dieAt(call, moment, { nth });
          // At the pace of the run it takes several goes.
          for (let goes = 0; goes < 4 && !mortal.isDead(); goes += 1) {
            await sweepDying().catch(() => 0);
            await dying.application.workers?.idle();
            if (!mortal.isDead()) await turn(1_000);
          }
          expect(mortal.isDead()).toBe(true);
        });
        await goOn();
        await expectDone(scene);
      },
    );

    it.each(deathsAt(ordering))(
      'dead $moment $call while it is ordered: ordered again it is one order',
      async ({ call, nth, moment }) => {
        const scene = await halfGone();
        await alone(async () => {
          await turn(leaseMs);
          mortal.dieAt(call, moment, { nth });
          expect((await give(dying, scene.id)).status).toBeGreaterThanOrEqual(500);
          expect(mortal.isDead()).toBe(true);
          await give(other, scene.id).expect(202);
          await give(other, scene.id).expect(202);
        });
        await goOn();
        await expectDone(scene);
      },
    );
  },
);
