import { printOf, type CannedReply } from '../../src/conversations/canned-reply.ts';
import { MongoCannedReplyRepository } from '../../src/storage/repositories/mongo-canned-reply-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes, readAll } from '../support/records.ts';
import { aCannedReply } from '../support/reply-ports.ts';

describe('MongoCannedReplyRepository', () => {
  let database: TestDatabase;
  let replies: MongoCannedReplyRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    replies = new MongoCannedReplyRepository(database.models, database.vault);
  });
  afterEach(() => database.empty('cannedreplies'));
  afterAll(() => database.close());

  const shortcutsOf = async (tenantId = tenantA, limit = 50): Promise<string[]> =>
    (await readAll((page) => replies.list(tenantId, page), limit)).map(({ shortcut }) => shortcut);
  const add = async (...changes: Partial<CannedReply>[]): Promise<void> => {
    for (const change of changes) await replies.add(aCannedReply(change));
  };

  it('made: read as it is, of its tenant alone, title and words sealed where they are stored', async () => {
    expect(await replies.add(aCannedReply())).toEqual(aCannedReply());

    expect(await replies.find(tenantA, 'rpl_1')).toEqual(aCannedReply());
    expect([await replies.find(tenantB, 'rpl_1'), await shortcutsOf(tenantB)]).toEqual([null, []]);
    expect([await replies.count(tenantA), await replies.count(tenantB)]).toEqual([1, 0]);
    const raw = JSON.stringify(await database.models.collection('cannedreplies').find({}).toArray());
    expect(raw).toContain('tesekkur');
    for (const hidden of ['canary', aCannedReply().madeOf]) expect(raw).not.toContain(hidden);
  });

  it('several, page by page: by shortcut, each once', async () => {
    await add(
      { id: 'rpl_c', shortcut: 'c' },
      { id: 'rpl_z', shortcut: 'a-1' },
      { id: 'rpl_b', shortcut: 'b' },
    );
    await add({ id: 'rpl_y', shortcut: '1' }, { id: 'rpl_x', shortcut: 'a', tenantId: tenantB });

    expect(await shortcutsOf(tenantA, 2)).toEqual(['1', 'a-1', 'b', 'c']);
  });

  it('the same id many times at once: one stands, and each call answers it', async () => {
    const answers = await Promise.all(
      ['bir', 'iki', 'üç'].map((title) => replies.add(aCannedReply({ title }))),
    );

    const stands = await replies.find(tenantA, 'rpl_1');
    expect(answers).toEqual([stands, stands, stands]);
    expect(await replies.count(tenantA)).toBe(1);
  });

  it('the same shortcut from many at once: one has it, the others are told; another tenant has its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) => replies.add(aCannedReply({ id: `rpl_${at}` }))),
    );

    expect(answers.filter((one) => one !== null)).toHaveLength(1);
    expect(await shortcutsOf()).toEqual(['tesekkur']);
    expect(await replies.add(aCannedReply({ id: 'rpl_b', tenantId: tenantB }))).not.toBeNull();
    const [{ id } = { id: '' }] = answers.filter((one) => one !== null);
    expect(await replies.isTaken(tenantA, 'tesekkur', id)).toBe(false);
    expect(await replies.isTaken(tenantA, 'tesekkur', 'rpl_new')).toBe(true);
    expect(await replies.isTaken(tenantA, 'selam', 'rpl_new')).toBe(false);
  });

  it('changed: once per revision, never to a shortcut that another has, and of its tenant alone', async () => {
    await add({}, { id: 'rpl_2', shortcut: 'selam' });
    const words = { title: 'Sağ olun', shortcut: 'sag-olun', texts: { ar: 'شكراً' } };
    const next = aCannedReply({ ...words, rev: 2, updatedAt: minutes(1), updatedBy: 'staff:stf_1' });
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => replies.save(next, 1)));

    expect(outcomes.sort()).toEqual(['changed', 'changed', 'changed', 'changed', 'saved']);
    expect(await replies.find(tenantA, 'rpl_1')).toEqual(next);
    expect(printOf(next)).not.toBe(printOf(aCannedReply()));
    expect(await replies.save({ ...next, rev: 3, shortcut: 'selam' }, 2)).toBe('taken');
    expect(await replies.save({ ...next, rev: 3, tenantId: tenantB }, 2)).toBe('changed');
    expect(await shortcutsOf()).toEqual(['sag-olun', 'selam']);
  });

  it('deleted: at the revision it has and by its tenant alone; its shortcut is free again', async () => {
    await add({ rev: 7 });
    expect(await replies.remove(tenantA, { id: 'rpl_1', rev: 6 })).toBe(false);
    expect(await replies.remove(tenantB, { id: 'rpl_1', rev: 7 })).toBe(false);
    expect(await replies.remove(tenantA, { id: 'rpl_1', rev: 7 })).toBe(true);
    expect(await replies.find(tenantA, 'rpl_1')).toBeNull();
    expect(await replies.add(aCannedReply({ id: 'rpl_2' }))).not.toBeNull();
  });
});
