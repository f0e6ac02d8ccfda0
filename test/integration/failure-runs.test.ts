import request from 'supertest';
import type { Server } from 'node:http';
import { deathsAt } from '../support/deaths.ts';
import { makeMortal, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, testApiKey, type World } from '../support/world.ts';

const env = { PUBLIC_URL: 'https://mutabik.example.com', RUN_LETTERS_PER_SECOND: '1000' };
const people = 3;

/** Every write of a letter on its way from its row to its event, and of what became of it. */
const handingOver = deathsAt(
  ['runs.takeLease'],
  ['runRows.begin'],
  ['fileStore.put', 1, 2],
  ['runRows.keepDocument', 1, 2],
  ['fileStore.removeOthers'],
  ['events.accept', 1, 3],
  ['runRows.handed'],
  ['runs.keepPace'],
  ['runRows.writeSeen', 1, 3],
);

/** Every write of a file that becomes a run. */
const making = deathsAt(['runs.create'], ['runRows.add'], ['runs.change']);

describe('a process that dies in the middle of a run; another one goes on', () => {
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
    // Nothing runs by itself in the process that dies.
    dying = await startWorld({ databaseName, graph, env: { ...env, POLL_INTERVAL_MS: '600000' } });
    // What it asks people is stored and left to the other one: the lease of a dead conversation ends by the database's clock, and
    // failure-sends tells of those.
    const { workers } = dying.application;
    if (workers === null) throw new Error('these worlds have workers');
    workers.conversations.enqueue = () => 0;
    // Runs are swept every second whatever the interval is: only where this test says so.
    const { runs } = workers;
    sweepDying = runs.sweep.bind(runs);
    runs.sweep = () => Promise.resolve(0);
    mortal = makeMortal(dying.application);
    caller = runCaller(other);
  });
  afterEach(() => mortal.revive());
  afterAll(async () => {
    await dying?.close();
    await other?.close();
    await graph?.close();
  });

  const tableFor = (persons: readonly Person[]): string =>
    ['Müşteri No;Birim;Bakiye;B/A', ...persons.map(({ customerRef }) => `${customerRef};TL;1.000,50;B`)].join(
      '\n',
    );
  const newPeople = async (): Promise<Person[]> => {
    const made: Person[] = [];
    for (let index = 0; index < people; index += 1) made.push(await newPerson(other));
    return made;
  };
  const runsOf = (world: World) => {
    const { workers } = world.application;
    if (workers === null) throw new Error('these worlds have workers');
    return workers.runs;
  };
  /** The other process leaves runs alone while this is done. */
  const alone = async (work: () => Promise<unknown>): Promise<void> => {
    const runs = runsOf(other);
    const sweep = runs.sweep.bind(runs);
    runs.sweep = () => Promise.resolve(0);
    try {
      await work();
    } finally {
      runs.sweep = sweep;
    }
  };
  const lettersTo = (person: Person) =>
    person.got().filter(({ template }) => template?.startsWith('recon_letter'));

  it.each(handingOver)('dead $moment $call $nth: every letter goes, and none twice', async (death) => {
    const persons = await newPeople();
    const made = await caller.upload(tableFor(persons), { periodEnd: '2026-10-31' }).expect(201);
    const { id } = made.body as { id: string };
    await alone(async () => {
      await other.api.post(`/v1/runs/${id}/start`).expect(202);
      mortal.dieAt(death.call, death.moment, { nth: death.nth });
      // Of what became of the letters it learns in a second look.
      for (let looks = 0; looks < 3 && !mortal.isDead(); looks += 1) {
        await sweepDying().catch(() => 0);
        await dying.application.workers?.events.idle();
      }
      expect(mortal.isDead()).toBe(true);
    });
    // Its lease ends; events and messages it had begun are taken over.
    for (const milliseconds of [61_000, 91_000, 1_000]) {
      dying.clock.turn(milliseconds);
      await other.turn(milliseconds);
    }

    expect(persons.map((person) => lettersTo(person).length)).toEqual(persons.map(() => 1));
    const rows = await caller.rows(id);
    expect(rows.map(({ state }) => state)).toEqual(persons.map(() => 'open'));
    expect((await other.api.get(`/v1/runs/${id}`)).body).toMatchObject({ state: 'done' });
    for (const { eventId, document } of rows) {
      const requests = await other.api.get(`/v1/requests?eventId=${eventId}`);
      expect(requests.body.data).toHaveLength(1);
      expect(document?.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it.each(making)(
    'dead $moment $call while the file is read: sent again it is one run, whole',
    async (death) => {
      const persons = await newPeople();
      const send = (world: World) =>
        request(world.application.server as Server)
          .post('/v1/runs')
          .set('Authorization', `Bearer ${testApiKey}`)
          .set('Idempotency-Key', `file-${death.call}-${death.moment}`)
          .field('periodEnd', '2026-10-31')
          .attach('file', Buffer.from(tableFor(persons)), 'a.csv');
      mortal.dieAt(death.call, death.moment);
      expect((await send(dying)).status).toBeGreaterThanOrEqual(500);
      expect(mortal.isDead()).toBe(true);

      const again = await send(other).expect(201);

      expect(again.body).toMatchObject({ state: 'draft', rows: people, counts: { ready: people } });
      expect((await send(other)).body.id).toBe(again.body.id);
      expect(await caller.rows(again.body.id)).toHaveLength(people);
    },
  );
});
