import { createServer, type Server } from 'node:http';
import type { MongoTaskRepository } from '../../src/storage/repositories/mongo-task-repository.ts';
import { MongoChangeLogRepository } from '../../src/storage/repositories/mongo-change-log-repository.ts';
import { ChangeFeed } from '../../src/changes/change-feed.ts';
import { ChangeNotes } from '../../src/changes/change-notes.ts';
import type { Change } from '../../src/changes/change.ts';
import type { Scope } from '../../src/staff/permissions.ts';
import { tellOfWrites } from '../../src/app/tell-of-writes.ts';
import { makeRepositories } from '../../src/app/make-repositories.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { Tally } from '../../src/shared/tally.ts';
import { makeTestApp, type TestApp } from '../support/app.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { aTask } from '../support/staff-records.ts';
import { StreamReader } from '../support/stream-reader.ts';

/** A process: its own notes and feed, and its own server, on a database that others use as well. */
interface Process {
  notes: ChangeNotes;
  feed: ChangeFeed;
  tasks: MongoTaskRepository;
  test: TestApp;
  server: Server;
}

describe('GET /v1/stream', () => {
  let database: TestDatabase;
  let clock: FakeClock;
  let processes: Process[];
  let readers: StreamReader[];

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => {
    clock = new FakeClock(startOfTests.toISOString());
    processes = [];
    readers = [];
  });
  afterEach(async () => {
    for (const reader of readers) reader.close();
    for (const { server, feed } of processes) {
      feed.close();
      await new Promise((resolve) => server.close(resolve));
    }
    await database.empty();
  });
  afterAll(() => database.close());

  const startProcess = async (
    maxStreams?: number,
    { looksAtOnce } = { looksAtOnce: false },
  ): Promise<Process> => {
    const log = new MongoChangeLogRepository(database.models);
    const feed = new ChangeFeed({
      log,
      clock,
      ...(looksAtOnce ? { onListening: () => notes.refresh() } : {}),
    });
    const notes = new ChangeNotes({
      ...{ log, clock, logger: silentLogger, onStored: () => undefined },
      owner: `process-${processes.length}`,
    });
    const storage = { models: database.models, vault: database.vault } as Parameters<
      typeof makeRepositories
    >[0];
    const repositories = makeRepositories(storage, {
      ...{ clock, tally: new Tally(), languageOf: () => Promise.resolve('tr' as const) },
    });
    tellOfWrites(repositories, notes);
    await notes.refresh();
    const test = makeTestApp({
      ports: (ports) => ({ ...ports, clock, changeFeed: feed }),
      ...(maxStreams === undefined ? {} : { maxStreams }),
    });
    const server = createServer(test.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const started = { notes, feed, tasks: repositories.tasks, test, server };
    processes.push(started);
    return started;
  };

  const listen = async (
    { test, server }: Process,
    {
      scopes = ['*'],
      tenant = tenantA,
      lastEventId,
    }: { scopes?: Scope[]; tenant?: typeof tenantA; lastEventId?: string } = {},
  ): Promise<StreamReader> => {
    const reader = new StreamReader(server, {
      authorization: test.bearer(scopes, tenant),
      ...(lastEventId === undefined ? {} : { lastEventId }),
    });
    readers.push(reader);
    await reader.until(({ events, isOver }) => events.length > 0 || isOver);
    return reader;
  };

  /** Everybody has noticed that somebody listens, and it was said. */
  const warm = async (): Promise<void> => {
    clock.turn(13_000);
    await pass();
  };

  /** What the loops do, in all processes. */
  const pass = async (): Promise<void> => {
    for (const { notes } of processes) await notes.refresh();
    for (const { notes } of processes) await notes.flush();
    for (const { feed } of processes) await feed.tick();
  };

  const last = (reader: StreamReader): string[] => reader.kinds.slice(-1);

  it('a task is made in another process: whoever listens hears of it, ids alone', async () => {
    const [here, there] = [await startProcess(), await startProcess()];
    const reader = await listen(here);
    await warm();
    await reader.until(({ kinds }) => kinds.includes('reset'));
    await there.tasks.open([aTask('tsk_9')]);
    await pass();
    await reader.until(({ kinds }) => kinds.includes('task.changed tsk_9'));

    expect(reader.status).toBe(200);
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(reader.kinds).toEqual(['ready', 'reset', 'task.changed tsk_9']);
    const { conversationId } = aTask('tsk_9');
    expect(reader.events.at(-1)).toEqual({
      ...{ lastEventId: reader.lastEventId, kind: 'task.changed', id: 'tsk_9' },
      ...(conversationId === null ? {} : { conversationId }),
      ...(aTask('tsk_9').requestId === null ? {} : { requestId: aTask('tsk_9').requestId }),
      at: clock.now().toISOString(),
    });
  });

  it('somebody begins to listen: what their own process writes from then on is told', async () => {
    const here = await startProcess(undefined, { looksAtOnce: true });
    const reader = await listen(here);
    await here.tasks.open([aTask('tsk_8')]);
    await here.notes.flush();
    await here.feed.tick();
    await reader.until(({ kinds }) => kinds.includes('task.changed tsk_8'));

    expect(reader.kinds).toEqual(['ready', 'task.changed tsk_8']);
  });

  it('nobody listens: nothing is written', async () => {
    const here = await startProcess();
    await here.tasks.open([aTask('tsk_1')]);
    await pass();

    expect(await database.models.collection('changes').countDocuments()).toBe(0);
  });

  it('the connection breaks and the reader comes to another process: it gets what it missed, in order', async () => {
    const [here, there] = [await startProcess(), await startProcess()];
    const before = await listen(here);
    await warm();
    await here.tasks.open([aTask('tsk_1')]);
    await pass();
    await before.until(({ kinds }) => kinds.includes('task.changed tsk_1'));
    before.close();
    for (const id of ['tsk_2', 'tsk_3']) {
      await there.tasks.open([aTask(id)]);
      await pass();
    }
    for (let step = 0; step < 45; step += 1) {
      clock.turn(18_000);
      for (const { notes } of processes) await notes.refresh();
    }
    const after = await listen(there, { lastEventId: before.lastEventId });
    await there.tasks.open([aTask('tsk_4')]);
    await pass();
    await after.until(({ kinds }) => kinds.includes('task.changed tsk_4'));

    expect(after.kinds).toEqual(['ready', 'task.changed tsk_2', 'task.changed tsk_3', 'task.changed tsk_4']);
  });

  it('a batch was half read: the rest of it comes, and nothing of it twice', async () => {
    const here = await startProcess();
    const whole = await listen(here);
    await warm();
    await here.tasks.open(['tsk_1', 'tsk_2', 'tsk_3'].map((id) => aTask(id)));
    await pass();
    await whole.until(({ kinds }) => kinds.includes('task.changed tsk_3'));
    const first = whole.events.find(({ id }) => id === 'tsk_1');
    const again = await listen(here, { lastEventId: first?.lastEventId ?? '' });
    await again.until(({ kinds }) => kinds.includes('task.changed tsk_3'));

    expect(again.kinds).toEqual(['ready', 'task.changed tsk_2', 'task.changed tsk_3']);
  });

  it.each([
    [
      'was away for too long',
      async (reader: StreamReader) => {
        reader.close();
        clock.turn(16 * 60_000);
        await pass();
        return reader.lastEventId;
      },
    ],
    ['has an id of nobody', () => Promise.resolve('99999')],
    ['has no id of ours', () => Promise.resolve('abc')],
  ] as const)('a reader %s: it is told to read everything again', async (_title, lastEventId) => {
    const here = await startProcess();
    const before = await listen(here);
    await warm();
    await here.tasks.open([aTask('tsk_1')]);
    await pass();
    await before.until(({ kinds }) => kinds.includes('task.changed tsk_1'));

    const after = await listen(here, { lastEventId: await lastEventId(before) });
    expect(after.kinds[0]).toBe('reset');
  });

  it('a process dies with what it noted: everybody reads again', async () => {
    const [here, there] = [await startProcess(), await startProcess()];
    const reader = await listen(here);
    await warm();
    await reader.until(({ kinds }) => kinds.length === 2);
    await there.tasks.open([aTask('tsk_1')]);
    processes.splice(processes.indexOf(there), 1);
    clock.turn(21_000);
    await pass();
    await pass();
    await reader.until(({ kinds }) => kinds.length === 3);

    expect(last(reader)).toEqual(['reset']);
    there.feed.close();
    await new Promise((resolve) => there.server.close(resolve));
  });

  it('a process stops in order: what it noted is told, and nobody is told that anything is missing', async () => {
    const [here, there] = [await startProcess(), await startProcess()];
    const reader = await listen(here);
    await warm();
    await reader.until(({ kinds }) => kinds.length === 2);
    await there.tasks.open([aTask('tsk_1')]);
    await there.notes.stop();
    processes = processes.filter((one) => one !== there);
    clock.turn(30_000);
    await pass();
    await reader.until(({ kinds }) => kinds.length === 3);

    expect(last(reader)).toEqual(['task.changed tsk_1']);
    await new Promise((resolve) => there.server.close(resolve));
  });

  it('callers with fewer scopes and of another tenant listen: each hears what is theirs', async () => {
    const here = await startProcess();
    const [all, tasks, requests, compliance, others] = [
      await listen(here),
      await listen(here, { scopes: ['tasks:read'] }),
      await listen(here, { scopes: ['requests:read'] }),
      await listen(here, { scopes: ['tasks:read', 'compliance'] }),
      await listen(here, { tenant: tenantB }),
    ];
    await warm();
    await here.tasks.open([aTask('tsk_1'), aTask('tsk_2', { role: 'compliance' })]);
    await here.tasks.claim(tenantA, ['staff', 'accounting', 'compliance'], 'tsk_2', 'ayse');
    await here.tasks.open([aTask('tsk_9', { tenantId: tenantB })]);
    await pass();
    await others?.until(({ kinds }) => kinds.includes('task.changed tsk_9'));
    await all?.until(({ kinds }) => kinds.includes('task.changed tsk_2'));
    await tasks?.until(({ kinds }) => kinds.includes('task.changed tsk_1'));
    await compliance?.until(({ kinds }) => kinds.includes('task.changed tsk_2'));

    const heard = (reader?: StreamReader): string[] =>
      (reader?.kinds ?? []).filter((kind) => kind.includes(' '));
    expect(heard(all)).toEqual(['task.changed tsk_1', 'task.changed tsk_2']);
    expect(heard(tasks)).toEqual(['task.changed tsk_1']);
    expect(heard(requests)).toEqual([]);
    expect(heard(compliance)).toEqual(['task.changed tsk_1', 'task.changed tsk_2']);
    expect(heard(others)).toEqual(['task.changed tsk_9']);
  });

  it('the key is revoked: its stream ends within seconds', async () => {
    const here = await startProcess();
    const reader = await listen(here);
    const [key] = here.test.held.keys;
    if (key !== undefined) key.revokedAt = clock.now();
    clock.turn(6_000);
    await here.feed.tick();
    await reader.until(({ isOver }) => isOver);

    expect(here.feed.countOf(tenantA, `key:${key?.id}`)).toBe(0);
  });

  it('the clock jumps by days: listeners read again at once, and hear of what comes then', async () => {
    const here = await startProcess();
    const reader = await listen(here);
    await warm();
    await reader.until(({ kinds }) => kinds.length === 2);
    for (const [n, id] of ['tsk_1', 'tsk_2'].entries()) {
      clock.turn(3 * 24 * 60 * 60_000);
      // Written before anybody has noticed.
      await here.tasks.open([aTask(`tsk_unheard_${n}`)]);
      await pass();
      await reader.until(({ kinds }) => kinds.length === 3 + 2 * n);
      expect(last(reader)).toEqual(['reset']);
      await pass();
      await here.tasks.open([aTask(id)]);
      await pass();
      await reader.until(({ kinds }) => kinds.includes(`task.changed ${id}`));
    }
  });

  it('the clock is set back by days: what happens is told, heartbeats come, and a revoked key ends its stream', async () => {
    const here = await startProcess();
    const reader = await listen(here);
    await warm();
    await reader.until(({ kinds }) => kinds.length === 2);
    clock.turn(-3 * 24 * 60 * 60_000);
    await here.tasks.open([aTask('tsk_1')]);
    await pass();
    await reader.until(({ kinds }) => kinds.includes('task.changed tsk_1'));
    await pass();
    await reader.until(({ body }) => body.includes(': heartbeat\n'));
    const [key] = here.test.held.keys;
    if (key !== undefined) key.revokedAt = clock.now();
    clock.turn(-1_000);
    await here.feed.tick();
    await reader.until(({ isOver }) => isOver);
  });

  it('the clock is set back, and a process dies with what it noted: everybody reads again', async () => {
    const [here, there] = [await startProcess(), await startProcess()];
    const reader = await listen(here);
    await warm();
    await reader.until(({ kinds }) => kinds.length === 2);
    await there.tasks.open([aTask('tsk_1')]);
    processes.splice(processes.indexOf(there), 1);
    clock.turn(-24 * 60 * 60_000);
    await pass();
    clock.turn(30_000);
    await pass();
    await pass();
    await reader.until(({ kinds }) => kinds.includes('reset') && kinds.length === 3);
    there.feed.close();
    await new Promise((resolve) => there.server.close(resolve));
  });

  it('nothing happens for a while: heartbeats come, and carry the reader past what was not for it', async () => {
    const here = await startProcess();
    const reader = await listen(here, { scopes: ['requests:read'] });
    await warm();
    await reader.until(({ kinds }) => kinds.length === 2);
    const before = reader.lastEventId;
    await here.tasks.open([aTask('tsk_1')]);
    await pass();
    clock.turn(16_000);
    await pass();
    await reader.until(({ lastEventId }) => lastEventId !== before);

    expect(reader.body).toContain(': heartbeat\n');
    expect(reader.kinds).toEqual(['ready', 'reset']);
  });

  it('the process stops: its streams end, and no other begins', async () => {
    const here = await startProcess();
    const reader = await listen(here);
    here.feed.close();
    await reader.until(({ isOver }) => isOver);

    const late = await listen(here);
    expect([late.status, late.kinds]).toEqual([200, []]);
  });

  it('one caller opens too many: 429, and others may', async () => {
    const here = await startProcess(100);
    const authorization = here.test.bearer();
    const open = (): StreamReader => {
      const reader = new StreamReader(here.server, { authorization });
      readers.push(reader);
      return reader;
    };
    const many = Array.from({ length: 20 }, open);
    for (const reader of many) await reader.until(({ events }) => events.length > 0);
    const refused = open();
    await refused.until(({ status, isOver }) => status !== null && isOver);

    expect(refused.status).toBe(429);
    expect((await listen(here)).status).toBe(200);
  });

  it('all places are taken: 503, and calls that are no streams have their own', async () => {
    const here = await startProcess(1);
    await listen(here);
    const refused = new StreamReader(here.server, { authorization: here.test.bearer() });
    readers.push(refused);
    await refused.until(({ isOver }) => isOver);

    expect(refused.status).toBe(503);
  });

  it('a reader takes nothing: others are not kept, and it is let go', async () => {
    const here = await startProcess();
    const sink = {
      isOver: false,
      write: () => new Promise<void>(() => undefined),
      end: () => (sink.isOver = true),
    };
    const wants = (_change: Change): boolean => true;
    void here.feed.open({
      ...{ tenantId: tenantA, caller: 'key:slow', after: null, sink: sink as never, wants },
      isStillAllowed: () => Promise.resolve(true),
    });
    const reader = await listen(here);
    await warm();
    await here.tasks.open([aTask('tsk_1')]);
    await pass();
    await reader.until(({ kinds }) => kinds.includes('task.changed tsk_1'));
    clock.turn(31_000);
    await here.feed.tick();

    expect(sink.isOver).toBe(true);
    expect(here.feed.countOf(tenantA, 'key:slow')).toBe(0);
  });
});
