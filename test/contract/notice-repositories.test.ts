import type { WaitingNotice } from '../../src/notifications/notice-queue.repository.ts';
import { defaultChoices, type NoticeSettings } from '../../src/notifications/notice-settings.ts';
import { MongoNoticeQueueRepository } from '../../src/storage/repositories/mongo-notice-queue-repository.ts';
import { MongoNoticeSettingsRepository } from '../../src/storage/repositories/mongo-notice-settings-repository.ts';
import { MongoTaskRepository } from '../../src/storage/repositories/mongo-task-repository.ts';
import { MongoUntoldTaskRepository } from '../../src/storage/repositories/mongo-untold-task-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';
import { aTask } from '../support/staff-records.ts';

const roles = ['staff', 'accounting', 'compliance'] as const;
const key = { tenantId: tenantA, staffId: 'stf_1', channel: 'email' } as const;
const day = 24 * 60;

const news = (id: string, changes: Partial<WaitingNotice> = {}): WaitingNotice => ({
  ...{ newsId: id, taskId: `tsk_${id}`, kind: 'person', isUrgent: false, notBefore: minutes(0) },
  ...changes,
});

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.empty('noticequeues', 'noticesettings', 'tasks'));
afterAll(() => database.close());

describe('a queue of notices', () => {
  const queues = () => new MongoNoticeQueueRepository(database.models);
  const claim = (now: Date, tenantIds: readonly string[] = [tenantA]) =>
    queues().claimDue({ now, leaseMs: 60_000, tenantIds });
  const claimed = async (now: Date) => {
    const found = await claim(now);
    if (found === null) throw new Error('nothing is due');
    return found;
  };
  const waitingIds = async (): Promise<string[]> =>
    ((await queues().find(key))?.waiting ?? []).map(({ newsId }) => newsId);
  const sent = (at: Date, count: number) => ({ at, outcome: 'sent', count });

  it('news from many at once: each once, and none of it twice', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `n${index}`);
    await Promise.all([...ids, ...ids].map((id) => queues().add(key, [news(id)], minutes(0))));

    expect((await waitingIds()).sort()).toEqual([...ids].sort());
  });

  it('told news planned again within a day: not taken in', async () => {
    await queues().add(key, [news('a')], minutes(0));
    const one = await claimed(minutes(0));
    await queues().finish({
      claimed: one,
      done: ['a'],
      attempt: sent(minutes(0), 1),
      failed: false,
      pausedUntil: minutes(5),
    });
    await queues().add(key, [news('a'), news('b')], minutes(day - 1));

    expect(await waitingIds()).toEqual(['b']);
  });

  it('lent to one at a time; not before it is due, while it pauses, nor to another tenant', async () => {
    await queues().add(
      key,
      [news('a', { notBefore: minutes(10) }), news('b', { notBefore: minutes(30) })],
      minutes(0),
    );
    expect(await claim(minutes(9))).toBeNull();
    expect(await claim(minutes(10), [tenantB])).toBeNull();

    const both = await Promise.all([claim(minutes(10)), claim(minutes(10))]);
    expect(both.filter((one) => one !== null)).toHaveLength(1);
    const one = both.find((found) => found !== null);
    if (one === undefined || one === null) throw new Error('nobody has it');
    await queues().finish({
      claimed: one,
      done: ['a'],
      attempt: sent(minutes(10), 1),
      failed: false,
      pausedUntil: minutes(40),
    });
    expect(await claim(minutes(39))).toBeNull();
    expect((await claimed(minutes(40))).queue.waiting.map(({ newsId }) => newsId)).toEqual(['b']);
  });

  it('a lease that ended: another has it with the letter as it was begun, and the first writes nothing more', async () => {
    await queues().add(key, [news('a')], minutes(0));
    const first = await claimed(minutes(0));
    expect(await queues().begin(first, { id: 'ntc_1', newsIds: ['a'] })).toBe(true);
    await queues().add(key, [news('b')], minutes(0));

    const second = await claimed(minutes(1));
    expect(second.queue.letter).toEqual({ id: 'ntc_1', newsIds: ['a'] });
    expect(await queues().begin(first, { id: 'ntc_2', newsIds: ['a', 'b'] })).toBe(false);
    const late = { claimed: first, done: ['a'], attempt: null, failed: false, pausedUntil: minutes(1) };
    expect(await queues().finish(late)).toBe(false);
    expect(await queues().finish({ ...late, claimed: second })).toBe(true);
    expect(await queues().find(key)).toMatchObject({ letter: null, waiting: [{ newsId: 'b' }] });
  });

  it('news that comes while a letter is on its way stays', async () => {
    await queues().add(key, [news('a')], minutes(0));
    const one = await claimed(minutes(0));
    await queues().begin(one, { id: 'ntc_1', newsIds: ['a'] });
    await queues().add(key, [news('b', { notBefore: minutes(3) })], minutes(0));
    await queues().finish({
      claimed: one,
      done: ['a'],
      attempt: sent(minutes(0), 1),
      failed: false,
      pausedUntil: minutes(0),
    });

    expect(await claim(minutes(2))).toBeNull();
    expect((await claimed(minutes(3))).queue.waiting.map(({ newsId }) => newsId)).toEqual(['b']);
  });

  it('what is held: due when that ends and no sooner, and a letter that was begun is none any more', async () => {
    await queues().add(key, [news('a'), news('b', { notBefore: minutes(3) })], minutes(0));
    const one = await claimed(minutes(0));
    await queues().begin(one, { id: 'ntc_1', newsIds: ['a'] });
    await queues().finish({
      ...{ claimed: one, done: [], held: { newsIds: ['a'], until: minutes(30) } },
      ...{ attempt: null, failed: false, pausedUntil: minutes(0) },
    });

    expect(await claim(minutes(2))).toBeNull();
    expect((await claimed(minutes(3))).queue).toMatchObject({
      letter: null,
      waiting: [
        { newsId: 'a', notBefore: minutes(30) },
        { newsId: 'b', notBefore: minutes(3) },
      ],
    });
  });

  it('what tries the channel: a queue of its own, whatever the other waits for', async () => {
    const tries = { ...key, isTest: true } as const;
    await queues().add(key, [news('a')], minutes(0));
    const one = await claimed(minutes(0));
    const attempt = { at: minutes(0), outcome: 'smtp_451', count: 1 };
    await queues().begin(one, { id: 'ntc_1', newsIds: ['a'] });
    await queues().finish({ claimed: one, done: [], attempt, failed: true, pausedUntil: minutes(60) });
    const before = await queues().find(key);
    await queues().add(tries, [news('t', { kind: 'test', taskId: null })], minutes(1), true);

    const test = await claimed(minutes(1));
    expect(test.queue).toMatchObject({ isTest: true, letter: null, waiting: [{ newsId: 't' }] });
    await queues().finish({
      ...{ claimed: test, done: ['t'], attempt: sent(minutes(1), 1), failed: false },
      pausedUntil: minutes(6),
    });
    expect(await queues().find(key)).toEqual(before);
    expect(await queues().find(tries)).toMatchObject({ waiting: [], log: [{ outcome: 'sent' }] });
  });

  it('thousands of pieces: a number of what is beyond the hundreds, and what comes while a letter is made stays', async () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => news(`n${from + index}`));
    for (let from = 0; from < 2_400; from += 200) await queues().add(key, many(from, 200), minutes(0));
    await queues().add(key, many(2_300, 100), minutes(1));
    const one = await claimed(minutes(0));
    const numbers = one.queue.waiting.flatMap(({ count }) => count ?? []);
    expect([one.queue.waiting.length, numbers]).toEqual([301, [2_100]]);
    const stored = await database.models
      .collection<{ _id: string; tenantId: string; told: object[] }>('noticequeues')
      .findOne({ tenantId: tenantA });
    expect(stored?.told).toHaveLength(1_000);

    await queues().add(key, many(2_400, 3), minutes(1));
    const done = one.queue.waiting.map(({ newsId }) => newsId);
    const attempt = sent(minutes(1), 2_400);
    await queues().finish({ claimed: one, done, attempt, failed: false, pausedUntil: minutes(1) });
    expect((await queues().find(key))?.waiting).toMatchObject([{ taskId: null, count: 3 }]);
  });

  it('failures: counted, kept with their codes, and over with the first that comes through', async () => {
    await queues().add(key, [news('a')], minutes(0));
    for (const at of [0, 10]) {
      const one = await claimed(minutes(at));
      await queues().begin(one, { id: 'ntc_1', newsIds: ['a'] });
      const attempt = { at: minutes(at), outcome: 'smtp_451', count: 1 };
      await queues().finish({ claimed: one, done: [], attempt, failed: true, pausedUntil: minutes(at + 10) });
    }
    expect(await queues().find(key)).toMatchObject({
      ...{ attempts: 2, failingSince: minutes(0), letter: { id: 'ntc_1', newsIds: ['a'] } },
      log: [{ outcome: 'smtp_451' }, { outcome: 'smtp_451' }],
    });

    const last = await claimed(minutes(20));
    await queues().finish({
      claimed: last,
      done: ['a'],
      attempt: sent(minutes(20), 1),
      failed: false,
      pausedUntil: minutes(20),
    });
    expect(await queues().find(key)).toMatchObject({
      attempts: 0,
      failingSince: null,
      letter: null,
      waiting: [],
    });
  });
});

describe('settings of notices', () => {
  const settings = () => new MongoNoticeSettingsRepository(database.models);
  const own = (changes: Partial<NoticeSettings> = {}): NoticeSettings => ({
    ...{ tenantId: tenantA, staffId: 'stf_1', rev: 1 },
    ...defaultChoices('clerk'),
    ...changes,
  });

  it('saved, changed, listed of their tenant', async () => {
    expect(await settings().find(tenantA, 'stf_1')).toBeNull();
    expect(await settings().save(own(), 0)).toBe(true);
    expect(await settings().save(own({ quietHours: null, digestAt: ['07:30'] }), 1)).toBe(true);

    const changed = own({ quietHours: null, digestAt: ['07:30'], rev: 2 });
    expect(await settings().find(tenantA, 'stf_1')).toEqual(changed);
    expect(await settings().list(tenantA)).toEqual([changed]);
    expect(await settings().list(tenantB)).toEqual([]);
    expect(await settings().find(tenantB, 'stf_1')).toBeNull();
  });

  it.each([0, 1])('saved by two who both saw revision %i: one is written', async (seen) => {
    if (seen === 1) await settings().save(own(), 0);
    const saved = await Promise.all([settings().save(own(), seen), settings().save(own(), seen)]);
    expect(saved.filter(Boolean)).toHaveLength(1);
  });
});

describe('news of tasks', () => {
  const tasks = () => new MongoTaskRepository(database.models, database.vault);
  const untold = () => new MongoUntoldTaskRepository(database.models, database.vault);
  const found = async (): Promise<[string, string][]> =>
    (await untold().find(tenantA, 10)).map(({ task, untold: what }) => [task.id, what]);
  const one = async () => {
    const [first] = await untold().find(tenantA, 10);
    if (first === undefined) throw new Error('there is no news');
    return first;
  };

  it('of one that was opened, given, given back, and is overdue: until it is noted as told', async () => {
    await tasks().open([aTask('tsk_1')]);
    expect(await one()).toEqual({ task: aTask('tsk_1'), untold: 'opened' });
    await untold().noteTold(await one());
    expect(await found()).toEqual([]);

    await tasks().assign(tenantA, roles, 'tsk_1', 'staff:a', null, 'staff:b');
    expect(await found()).toEqual([['tsk_1', 'assigned']]);
    await tasks().assign(tenantA, roles, 'tsk_1', null, null, 'staff:a');
    expect(await found()).toEqual([['tsk_1', 'opened']]);
    await tasks().escalate(aTask('tsk_1'), { at: minutes(5), dueAt: minutes(90) });
    expect(await found()).toEqual([['tsk_1', 'escalated']]);
    expect(await untold().find(tenantB, 10)).toEqual([]);
  });

  it('noted as told after something else happened: that is still to be told', async () => {
    await tasks().open([aTask('tsk_1')]);
    const before = await one();
    await tasks().assign(tenantA, roles, 'tsk_1', 'staff:a', null, 'staff:b');
    await untold().noteTold(before);

    expect(await found()).toEqual([['tsk_1', 'assigned']]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['taken', () => tasks().claim(tenantA, roles, 'tsk_1', 'staff:a')],
    [
      'taken by giving it to oneself',
      () => tasks().assign(tenantA, roles, 'tsk_1', 'staff:a', null, 'staff:a'),
    ],
    [
      'done',
      () => tasks().complete(tenantA, roles, 'tsk_1', { by: 'staff:a', at: minutes(1), resolution: null }),
    ],
  ])('of one that was %s before anybody was told: none', async (_, change) => {
    await tasks().open([aTask('tsk_1')]);
    await change();
    expect(await found()).toEqual([]);
  });

  it('opened again under its id: no news', async () => {
    await tasks().open([aTask('tsk_1')]);
    await untold().noteTold(await one());
    await tasks().open([aTask('tsk_1')]);
    expect(await found()).toEqual([]);
  });

  it('which of them are still to be done, with whose they are', async () => {
    await tasks().open([aTask('tsk_1', { role: 'compliance' }), aTask('tsk_2'), aTask('tsk_3')]);
    await tasks().complete(tenantA, roles, 'tsk_2', { by: 'a', at: minutes(1), resolution: null });
    await tasks().claim(tenantA, roles, 'tsk_3', 'staff:a');

    const left = await untold().unfinished(tenantA, ['tsk_1', 'tsk_2', 'tsk_3', 'tsk_9']);
    expect(left.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: 'tsk_1', role: 'compliance', owner: null },
      { id: 'tsk_3', role: 'staff', owner: 'staff:a' },
    ]);
    expect(await untold().unfinished(tenantB, ['tsk_1'])).toEqual([]);
  });
});
