import type { Change } from '../../src/changes/change.ts';
import { MongoChangeLogRepository } from '../../src/storage/repositories/mongo-change-log-repository.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const start = new Date('2026-11-24T10:00:00Z');
const at = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
const change: Change = { kind: 'task.changed', id: 'tsk_1', conversationId: 'cnv_1', isCompartment: true };
const batch = (minutes = 0) => ({ at: at(minutes), changes: [change], isReset: false });

describe('the log of changes', () => {
  let database: TestDatabase;
  let log: MongoChangeLogRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => {
    log = new MongoChangeLogRepository(database.models);
  });
  afterEach(() => database.empty());
  afterAll(() => database.close());

  const places = async (tenantId = 't_a', from = 0): Promise<number[]> =>
    (await log.readAfter(tenantId, from, 1_000)).map(({ seq }) => seq);

  it('several processes append at once: every batch has a place of its own, and there is no gap', async () => {
    const processes = Array.from({ length: 5 }, () => new MongoChangeLogRepository(database.models));
    const taken = await Promise.all(
      processes.flatMap((one) => Array.from({ length: 6 }, () => one.append('t_a', batch()))),
    );

    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(await places()).toEqual(taken);
    expect(await log.head('t_a')).toBe(30);
  });

  it('is read behind a place: what was written comes back in order, nothing of another tenant', async () => {
    await log.append('t_a', batch());
    await log.append('t_b', batch());
    await log.append('t_a', { at: at(1), changes: [], isReset: true });

    expect(await log.readAfter('t_a', 0, 10)).toEqual([
      { seq: 1, ...batch() },
      { seq: 2, at: at(1), changes: [], isReset: true },
    ]);
    expect(await places('t_a', 1)).toEqual([2]);
    expect(await places('t_b')).toEqual([1]);
    expect(await log.head('t_c')).toBe(0);
  });

  it('is trimmed: what is older goes, the last place stays and is not given again', async () => {
    for (const minutes of [0, 1, 2]) await log.append('t_a', batch(minutes));
    await log.trim('t_a', at(60));

    expect(await places()).toEqual([3]);
    const other = new MongoChangeLogRepository(database.models);
    expect(await other.append('t_a', batch(60))).toBe(4);
  });

  it('was trimmed since a process wrote last: it takes no place that became free', async () => {
    const sleeper = new MongoChangeLogRepository(database.models);
    await sleeper.append('t_a', batch(0));
    await log.append('t_a', batch(1));
    await log.append('t_a', batch(2));
    await log.trim('t_a', at(20));

    expect(await sleeper.append('t_a', batch(20))).toBe(4);
  });

  it('somebody listens: two who begin at once begin one time of listening, and it is prolonged', async () => {
    const [one, two] = await Promise.all([
      log.listen('t_a', at(0), at(15)),
      log.listen('t_a', at(0), at(15)),
    ]);
    expect([one?.liveSince, two?.liveSince]).toEqual([at(0), at(0)]);
    await log.beginAt('t_a', at(0), 7);

    expect(await log.listen('t_a', at(10), at(25))).toEqual({
      ...{ tenantId: 't_a', listenUntil: at(25), liveSince: at(0), fromSeq: 7 },
    });
    expect((await log.listLive(at(24))).map(({ tenantId }) => tenantId)).toEqual(['t_a']);
    expect(await log.listLive(at(25))).toEqual([]);
  });

  it('somebody listens after nobody did: a new time of listening, of which no place is known', async () => {
    await log.listen('t_a', at(0), at(15));
    await log.beginAt('t_a', at(0), 7);

    expect(await log.listen('t_a', at(16), at(31))).toMatchObject({ liveSince: at(16), fromSeq: null });
    await log.beginAt('t_a', at(0), 8);
    expect(await log.listen('t_a', at(17), at(32))).toMatchObject({ fromSeq: null });
  });

  it('a process was not seen for a while: it is answered once, and one that left is not missed', async () => {
    await log.keepPresence('t_a', 'gone', at(0));
    await log.keepPresence('t_a', 'there', at(0));
    await log.keepPresence('t_a', 'left', at(0));
    await log.keepPresence('t_a', 'there', at(2));
    await log.leave('t_a', 'left');

    expect(await log.takeLost('t_b', at(1))).toBe(0);
    expect(await log.takeLost('t_a', at(1))).toBe(1);
    expect(await log.takeLost('t_a', at(1))).toBe(0);
  });
});
