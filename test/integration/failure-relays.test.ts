import { MongoClient } from 'mongodb';
import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
  type ReceivedCall,
} from '../support/callback-receiver.ts';
import { makeMortal, type DyingProcess } from '../support/dying-process.ts';
import { freshDatabaseName, testDatabaseUri } from '../support/engine.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { readRecords, type Recorded } from '../support/recorded-of.ts';
import { relayScenes, type DeathPoint, type RelayScene } from '../support/relay-scenes.ts';
import type { Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

/** Nothing runs by itself in the process that dies: a test says what it does. */
const atRest = { POLL_INTERVAL_MS: '600000' };
/** Above the lease of a file. */
const fileLeaseMs = 11 * 60_000;
const day = 24 * 60 * 60_000;

interface Run {
  scene: RelayScene;
  title: string;
  /** Null: lives on, to show how it should be. */
  death: DeathPoint | null;
  people: readonly Person[];
  /** What is on record of the people afterwards. */
  recorded: readonly Recorded[];
  /** What went wrong on the way. */
  fault: unknown;
}

/** The last message twice. */
const withLastAgain = (recorded: Recorded): Recorded => ({
  ...recorded,
  got: [...recorded.got, ...recorded.got.slice(-1)],
});

const runsOf = (scene: RelayScene): Run[] => {
  const base = { scene, title: scene.title, people: [], recorded: [], fault: null };
  const deaths = scene.points.flatMap((point): DeathPoint[] => {
    if (typeof point === 'object' && 'call' in point) return [point];
    const [call, nth] = typeof point === 'string' ? [point, 1] : point;
    return [
      { call, nth, moment: 'before' },
      { call, nth, moment: 'after' },
    ];
  });
  return [{ ...base, death: null }, ...deaths.map((death) => ({ ...base, death }))];
};

describe('a process that dies again and again, each time at another write; another one takes over', () => {
  let graph: MockGraph;
  let receiver: CallbackReceiver;
  let dying: World;
  let other: World;
  let mortal: DyingProcess;
  let client: MongoClient;
  const databaseName = freshDatabaseName();
  const runs = relayScenes.flatMap(runsOf);
  const deaths = runs.flatMap(({ title, death }) => (death === null ? [] : [{ title, ...death }]));
  const collection = (name: string) => client.db(databaseName).collection(name);

  beforeAll(async () => {
    graph = await startMockGraph();
    other = await startWorld({ demo: true, databaseName, graph, env: { POLL_INTERVAL_MS: '200' } });
    dying = await startWorld({ demo: true, databaseName, graph, env: atRest });
    mortal = makeMortal(dying.application);
    receiver = await startCallbackReceiver();
    await registerReceiver(other, receiver);
    client = await MongoClient.connect(testDatabaseUri());
    // Files are fetched by whoever is first: the other one leaves them until it takes over.
    const { files } = other.application.repositories;
    const claimDue = files.claimDue.bind(files);
    files.claimDue = () => Promise.resolve([]);
    for (const [index, run] of runs.entries())
      await liveAndDie(run, `run_${index}`).catch((error: unknown) => {
        run.fault = error;
      });
    files.claimDue = claimDue;
    await takeOver();
    const read = await readRecords(other);
    for (const run of runs) run.recorded = await Promise.all(run.people.map(read));
  }, 600_000);
  afterAll(async () => {
    mortal?.revive();
    await dying?.close();
    await other?.close();
    await receiver?.close();
    await graph?.close();
    await client?.close();
  });

  const liveAndDie = async (run: Run, name: string): Promise<void> => {
    const { scene, death } = run;
    mortal.revive();
    const { people, act } = await scene.prepare(other, name, receiver);
    run.people = people;
    const left = await uncheckedFiles();
    if (death !== null) {
      // The answer is either not sent at all or sent and recorded: what lies between is the subject of failure-sends.
      const sendsEnd = async (): Promise<unknown> => dying.application.workers?.deliveries.idle();
      const first = death.call.startsWith('outbox.') ? async () => undefined : sendsEnd;
      mortal.dieAt(death.call, death.moment, { nth: death.nth, first });
    }
    await act(dying).catch((error: unknown) => {
      if (!mortal.isDead()) throw error;
    });
    // Files are worked on beside the conversations.
    if (death !== null) await waitFor(`its death at ${death.call}`, () => mortal.isDead(), 20_000);
    else await filesChecked(left);
  };
  const uncheckedFiles = (): Promise<number> =>
    collection('files').countDocuments({ state: 'pending_fetch' });
  const filesChecked = (but = 0): Promise<unknown> =>
    waitFor('files to be checked', async () => (await uncheckedFiles()) <= but, 60_000);
  /** The dead one's leases end: those of conversations by the database's clock, which no test turns, so they are ended. */
  const takeOver = async (): Promise<void> => {
    await collection('conversations').updateMany({}, { $set: { 'lease.until': new Date(0) } });
    // What was being sent turns unknown; nobody reports a status; it is sent again. Then files, then what they lead to.
    for (const milliseconds of [61_000, 91_000, fileLeaseMs]) await other.turn(milliseconds);
    await filesChecked();
    await other.settle();
  };
  const unharmed = (title: string): Run => {
    const found = runs.find((run) => run.title === title && run.death === null);
    if (found === undefined) throw new Error('every scene has a run without a death');
    return found;
  };

  it.each(deaths)(
    '$title, dead $moment $call $nth: as if nothing had happened',
    ({ title, call, nth, moment, isSentAgain = false }) => {
      const run = runs.find(
        ({ death, ...one }) =>
          one.title === title && death?.call === call && death.nth === nth && death.moment === moment,
      );
      expect(run?.fault).toBeNull();
      const { recorded } = unharmed(title);
      const expected = isSentAgain ? recorded.map(withLastAgain) : recorded;
      // That it is looked at still, said once at most, and then what came of it: two texts of one kind.
      const meanwhile = (run?.scene.mayTakeLonger === true ? run.people : []).flatMap((person) =>
        person.got().filter(({ text }) => text?.startsWith('Dosyanızı aldık, kontrol ediyoruz') === true),
      );
      expect(meanwhile.length).toBeLessThanOrEqual(1);
      expect(run?.recorded).toEqual(meanwhile.length === 1 ? expected.map(withLastAgain) : expected);
      expect(run?.recorded).not.toEqual([]);
    },
  );

  /** By id: a process that died after a call and before it was noted leaves the same call to be made again. */
  const distinctCalls = async (): Promise<ReceivedCall[]> => {
    const queue = collection('callbackdeliveries');
    // Lent to the dead one, by the clock of the test.
    await other.turn(60_000);
    await waitFor(
      'all to be called',
      async () => (await queue.countDocuments({ status: 'pending' })) === 0,
      60_000,
    );
    const byId = new Map<string, ReceivedCall>();
    for (const call of receiver.calls) {
      const id = String(call.headers['webhook-id']);
      expect(byId.get(id)?.raw ?? call.raw).toBe(call.raw);
      byId.set(id, call);
    }
    expect(byId.size).toBe(await queue.countDocuments({}));
    return [...byId.values()];
  };

  it('callbacks of all that: of each kind as many as without a death', async () => {
    const calls = await distinctCalls();
    const kindsOf = ({ people }: Run): string[] =>
      calls
        .filter(({ raw }) => people.some(({ customerRef }) => raw.includes(`"${customerRef}"`)))
        .map(({ body }) => body.type)
        .sort();
    for (const run of runs)
      expect([run.title, run.death, kindsOf(run)]).toEqual([
        run.title,
        run.death,
        kindsOf(unharmed(run.title)),
      ]);
    expect(new Set(calls.map(({ body }) => body.type)).size).toBeGreaterThan(4);
  });

  it('contents of all that: none in the store that no file names', async () => {
    const files = await collection('files').find({}).toArray();
    const named = new Set(files.flatMap(({ original, view }) => [original, view]));
    const stored = [
      ...(await collection('fs.files').find({}).toArray()).map(({ _id }) => String(_id)),
      ...(await collection('fs.chunks').find({}).toArray()).map(({ files_id: key }) => String(key)),
    ];
    expect(stored.filter((key) => !named.has(key))).toEqual([]);
    expect(stored.length).toBeGreaterThan(0);
  });

  it.each([
    ['callbacks.enqueue', 'before'],
    ['callbacks.enqueue', 'after'],
    ['tasks.escalate', 'before'],
    ['tasks.escalate', 'after'],
  ] as const)(
    'an overdue task, dead before or after it (%s, %s): escalated once, told once',
    async (call, moment) => {
      await collection('tasks').deleteMany({});
      mortal.revive();
      const { act } = await (relayScenes[0] as RelayScene).prepare(other, `late_${call}_${moment}`, receiver);
      await act(other);
      const [task] = (await other.api.get('/v1/tasks')).body.data as { id: string }[];
      other.clock.turn(5 * day);
      dying.clock.turn(other.clock.now().getTime() - dying.clock.now().getTime());
      mortal.dieAt(call, moment);
      await expect(dying.application.workers?.escalateTasks()).rejects.toThrow('was killed');
      await other.application.workers?.escalateTasks();
      await other.application.workers?.escalateTasks();

      const told = (await distinctCalls()).filter(
        ({ body }) => body.type === 'task.escalated' && body.data.taskId === task?.id,
      );
      expect(told.map(({ body }) => body.data.escalations)).toEqual([1]);
      expect((await other.api.get(`/v1/tasks/${task?.id}`)).body).toMatchObject({
        escalations: 1,
        urgent: true,
      });
    },
  );
});
