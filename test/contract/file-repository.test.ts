import type { FileRecord } from '../../src/files/file-record.ts';
import type { ConversationId, RequestId } from '../../src/shared/ids.ts';
import { MongoFileRepository } from '../../src/storage/repositories/mongo-file-repository.ts';
import { MongoUploadLinkRepository } from '../../src/storage/repositories/mongo-upload-link-repository.ts';
import { startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { aFile, anUploadLink, found } from '../support/file-records.ts';
import { minutes, readAll } from '../support/records.ts';

const conversationId = 'cnv_1' as ConversationId;
const leaseMs = 60_000;

describe('file repository', () => {
  let database: TestDatabase;
  let clock: FakeClock;
  let files: MongoFileRepository;

  beforeAll(async () => {
    database = await openTestDatabase();
  });
  beforeEach(() => {
    clock = new FakeClock(startOfTests.toISOString());
    files = new MongoFileRepository(database.models, database.vault, clock);
  });
  afterEach(() => database.empty('files'));
  afterAll(() => database.close());

  const ids = (records: readonly FileRecord[]): string[] => records.map(({ id }) => id);
  const claim = (limit = 10): Promise<FileRecord[]> => files.claimDue(tenantA, limit, leaseMs);

  it('inserted twice: one file, as it was first', async () => {
    await files.insert([aFile()]);
    await files.insert([aFile({ state: 'clean' }), aFile({ id: 'fil_2' })]);
    expect(await files.find(tenantA, 'fil_1')).toEqual(aFile());
    expect(await files.find(tenantA, 'fil_2')).toEqual(aFile({ id: 'fil_2' }));
  });

  it('stored, read without keys: no name, caption or media id in it', async () => {
    await files.insert([aFile()]);
    const stored = await database.models
      .collection<{ _id: string; declared: { buffer: Buffer } }>('files')
      .findOne();
    const text =
      JSON.stringify({ ...stored, declared: null }) + Buffer.from(stored?.declared.buffer ?? []).toString();
    for (const secret of ['İmza', 'Ayşe', '1700000000000001']) expect(text).not.toContain(secret);
  });

  it('asked for by another tenant: not there, not listed, not changed', async () => {
    await files.insert([aFile()]);
    expect(await files.find(tenantB, 'fil_1')).toBeNull();
    expect(await files.findMany(tenantB, ['fil_1'])).toEqual([]);
    expect(await files.listOfRequest(tenantB, 'req_1' as RequestId)).toEqual([]);
    expect(await files.claimDue(tenantB, 10, leaseMs)).toEqual([]);
    expect(await files.change(tenantB, 'fil_1', ['pending_fetch'], { state: 'clean' })).toBe(false);
  });

  it('listed page by page: newest first, by the given fields', async () => {
    await files.insert([
      aFile({ id: 'fil_1' }),
      aFile({ id: 'fil_2', receivedAt: minutes(1), state: 'clean' }),
      aFile({ id: 'fil_3', receivedAt: minutes(1), customerRef: 'C002' }),
      aFile({ id: 'fil_4', receivedAt: minutes(2), requestId: 'req_2' as RequestId }),
      aFile({ id: 'fil_5', tenantId: tenantB }),
    ]);
    const listed = async (filter: Parameters<typeof files.list>[1]) =>
      ids(await readAll((page) => files.list(tenantA, filter, page), 2));
    expect(await listed({})).toEqual(['fil_4', 'fil_3', 'fil_2', 'fil_1']);
    expect(await listed({ state: 'clean' })).toEqual(['fil_2']);
    expect(await listed({ customerRef: 'C002' })).toEqual(['fil_3']);
    expect(await listed({ requestId: 'req_1', customerRef: 'C001' })).toEqual(['fil_2', 'fil_1']);
    expect(await listed({ conversationId: aFile().conversationId })).toHaveLength(4);
    expect(await listed({ conversationId: 'cnv_other' })).toEqual([]);
    expect(ids(await files.listOfRequest(tenantA, 'req_1' as RequestId))).toEqual([
      'fil_1',
      'fil_2',
      'fil_3',
    ]);
    expect(ids(await files.findMany(tenantA, ['fil_5', 'fil_2']))).toEqual(['fil_2']);
  });

  describe('claims', () => {
    it('due files: oldest first, counted, nobody else until the lease ends', async () => {
      await files.insert([
        aFile({ id: 'later', nextAttemptAt: minutes(5) }),
        aFile({ id: 'second', nextAttemptAt: minutes(0), state: 'pending_scan' }),
        aFile({ id: 'first', nextAttemptAt: minutes(-1) }),
        aFile({ id: 'done', nextAttemptAt: minutes(-1), state: 'clean' }),
        aFile({ id: 'never', nextAttemptAt: null }),
      ]);
      const claimed = await claim();
      expect(claimed.map(({ id, attempts }) => [id, attempts])).toEqual([
        ['first', 1],
        ['second', 1],
      ]);
      clock.turn(leaseMs - 1);
      expect(await claim()).toEqual([]);
      clock.turn(1);
      expect((await claim(1)).map(({ attempts }) => attempts)).toEqual([2]);
    });

    it('by several at once: each file once', async () => {
      await files.insert(Array.from({ length: 9 }, (_, index) => aFile({ id: `fil_${index}` })));
      const claims = (await Promise.all([claim(), claim(), claim()])).flat();
      expect(claims).toHaveLength(9);
      expect(new Set(ids(claims)).size).toBe(9);
    });
  });

  describe('changes', () => {
    it('in the expected state: made; the rest of the file stays', async () => {
      await files.insert([aFile()]);
      const change = {
        state: 'pending_scan',
        found: found(10),
        contents: { original: 'a/b', view: null },
        nextAttemptAt: minutes(3),
      } as const;
      expect(await files.change(tenantA, 'fil_1', ['pending_fetch'], change)).toBe(true);
      expect(await files.find(tenantA, 'fil_1')).toEqual(aFile(change));
    });

    it('in another state, or claimed by somebody else since: not made', async () => {
      await files.insert([aFile()]);
      await claim();
      expect(await files.change(tenantA, 'fil_1', ['pending_scan'], { state: 'clean' })).toBe(false);
      expect(await files.change(tenantA, 'fil_1', ['pending_fetch'], { state: 'clean' }, 0)).toBe(false);
      expect(await files.change(tenantA, 'fil_1', ['pending_fetch'], { state: 'clean' }, 1)).toBe(true);
    });

    it('handed over: not taken back, but ended when its time has come', async () => {
      await files.insert([aFile({ state: 'clean' }), aFile({ id: 'fil_2', state: 'refused' })]);
      const at = { now: minutes(1), destroyAt: minutes(60) };
      expect(await files.handOver(tenantA, ['fil_1', 'fil_2', 'fil_3'], at)).toEqual(['fil_1']);
      expect(await files.end(tenantA, 'fil_1', { handed: false }, minutes(2))).toBe(false);
      expect(await files.end(tenantA, 'fil_1', { dueBy: minutes(59) }, minutes(59))).toBe(false);
      expect(await files.find(tenantA, 'fil_1')).toMatchObject({ state: 'clean', destroyAt: minutes(60) });
      expect(await files.end(tenantA, 'fil_1', { dueBy: minutes(60) }, minutes(60))).toBe(true);
      expect(await files.end(tenantA, 'fil_1', { dueBy: minutes(60) }, minutes(60))).toBe(false);
    });

    it('taken back: ended, without its name, found until its contents are gone, and not handed over', async () => {
      await files.insert([aFile({ state: 'clean', contents: { original: 'a/b', view: null } })]);
      expect(await files.end(tenantA, 'fil_1', { handed: false }, minutes(2))).toBe(true);
      const at = { now: minutes(3), destroyAt: minutes(60) };
      expect(await files.handOver(tenantA, ['fil_1'], at)).toEqual([]);
      expect(ids(await files.findToDestroy(tenantA, minutes(2), 5))).toEqual(['fil_1']);
      expect((await files.find(tenantA, 'fil_1'))?.declared.filename).toBeNull();
    });

    it('to destroyed: the name and the caption are gone too', async () => {
      await files.insert([aFile({ state: 'clean' })]);
      await files.change(tenantA, 'fil_1', ['clean'], { state: 'deleted' });
      expect((await files.find(tenantA, 'fil_1'))?.declared).toEqual({
        filename: null,
        mimeType: null,
        sha256: null,
        caption: null,
        mediaId: null,
      });
    });
  });

  describe('reports', () => {
    const unreported = async (): Promise<string[]> => ids(await files.claimUnreported(tenantA, 10, leaseMs));

    it('a checked file that nobody told of: found after a while, one lease at a time', async () => {
      await files.insert([aFile()]);
      await files.change(tenantA, 'fil_1', ['pending_fetch'], { state: 'refused', reason: 'too_large' });
      expect(await unreported()).toEqual([]);
      clock.turn(60_000);
      expect(await unreported()).toEqual(['fil_1']);
      expect(await unreported()).toEqual([]);
      clock.turn(leaseMs);
      expect(await unreported()).toEqual(['fil_1']);
    });

    it('reported: never again, and the record says when', async () => {
      await files.insert([aFile({ state: 'clean' })]);
      expect(await unreported()).toEqual(['fil_1']);
      expect(await files.beginReport(tenantA, 'fil_1', 'clean')).toBe(true);
      expect(await files.markReported(tenantA, 'fil_1', minutes(1), 'clean')).toBe(true);
      clock.turn(24 * 60 * 60_000);
      expect(await unreported()).toEqual([]);
      expect(await files.find(tenantA, 'fil_1')).toMatchObject({ reportedAt: minutes(1) });
    });

    it('ended as an identity document while nobody tells of it: whoever ended it does, others after a while', async () => {
      await files.insert([aFile({ state: 'clean' }), aFile({ id: 'fil_2', state: 'pending_scan' })]);
      for (const id of ['fil_1', 'fil_2'])
        expect(await files.endAsIdentity(tenantA, id, minutes(0))).toBe('ended');
      expect(await files.endAsIdentity(tenantA, 'fil_1', minutes(0))).toBe('gone');
      expect(await files.endAsIdentity(tenantA, 'fil_9', minutes(0))).toBe('gone');
      expect(await files.find(tenantA, 'fil_1')).toMatchObject({
        ...{ state: 'deleted', reason: 'identity_in_chat', destroyAt: minutes(0) },
        declared: { filename: null, caption: null, mediaId: null },
      });
      expect(await files.beginReport(tenantA, 'fil_1', 'clean')).toBe(false);
      expect(await unreported()).toEqual([]);
      clock.turn(60_000);
      expect((await unreported()).sort()).toEqual(['fil_1', 'fil_2']);
    });

    it('ended so while somebody tells what its check found: left to them, and due again should they die', async () => {
      await files.insert([aFile({ state: 'clean' })]);
      expect(await files.beginReport(tenantA, 'fil_1', 'clean')).toBe(true);
      expect(await files.endAsIdentity(tenantA, 'fil_1', minutes(0))).toBe('reporting');
      expect(await files.markReported(tenantA, 'fil_1', minutes(0), 'clean')).toBe(false);
      clock.turn(60_000);
      expect(await unreported()).toEqual(['fil_1']);
      expect(await files.markReported(tenantA, 'fil_1', minutes(1), 'deleted')).toBe(true);
      clock.turn(leaseMs);
      expect(await unreported()).toEqual([]);
    });

    it('not checked yet, or destroyed: nothing to report', async () => {
      await files.insert([aFile(), aFile({ id: 'fil_2', state: 'clean' })]);
      await files.change(tenantA, 'fil_2', ['clean'], { state: 'deleted' });
      clock.turn(60_000);
      expect(await unreported()).toEqual([]);
    });
  });

  it('ended while somebody works on it: nothing to destroy until that is over, then once', async () => {
    await files.insert([aFile()]);
    await files.claimDue(tenantA, 1, leaseMs);
    const at = new Date(startOfTests.getTime() + leaseMs - 1);
    expect(await files.endAsIdentity(tenantA, 'fil_1', at)).toBe('ended');
    expect(await files.findToDestroy(tenantA, at, 5)).toEqual([]);
    const over = new Date(startOfTests.getTime() + leaseMs);
    expect(ids(await files.findToDestroy(tenantA, over, 5))).toEqual(['fil_1']);
    await files.change(tenantA, 'fil_1', ['deleted'], { nextAttemptAt: null });
    expect(await files.findToDestroy(tenantA, over, 5)).toEqual([]);
  });

  it('due for destruction: only with contents, only when the time has come', async () => {
    const contents = { original: 'a/b', view: null };
    await files.insert([
      aFile({ id: 'due', state: 'clean', contents, destroyAt: minutes(5) }),
      aFile({ id: 'empty', destroyAt: minutes(5) }),
      aFile({ id: 'later', state: 'clean', contents, destroyAt: minutes(6) }),
      aFile({ id: 'kept', state: 'clean', contents }),
    ]);
    expect(ids(await files.findToDestroy(tenantA, minutes(5), 10))).toEqual(['due']);
    expect(await files.findToDestroy(tenantA, minutes(4), 10)).toEqual([]);
  });

  it('usage of a conversation: since then, without refusals for the quota, and what came before a file', async () => {
    await files.insert([
      aFile({ id: 'old', receivedAt: minutes(-10), found: found(1_000) }),
      aFile({ id: 'a', found: found(10) }),
      aFile({ id: 'b', found: found(20) }),
      aFile({ id: 'c', receivedAt: minutes(1) }),
      aFile({ id: 'd', receivedAt: minutes(1), state: 'refused', reason: 'quota' }),
      aFile({ id: 'e', conversationId: 'cnv_2' as ConversationId, found: found(40) }),
    ]);
    const since = minutes(-5);
    expect(await files.usageSince(tenantA, conversationId, since)).toEqual({ files: 3, bytes: 30 });
    const before = { id: 'b', receivedAt: startOfTests };
    expect(await files.usageSince(tenantA, conversationId, since, before)).toEqual({ files: 1, bytes: 10 });
  });

  it('usage, recordings among the files: each kind counts for itself', async () => {
    const isRecording = true as const;
    await files.insert([
      aFile({ id: 'a' }),
      aFile({ id: 'b', isRecording }),
      aFile({ id: 'c', isRecording }),
      aFile({ id: 'd', isRecording }),
    ]);
    const used = async (id: string, kind: { isRecording?: true }): Promise<number> =>
      (
        await files.usageSince(tenantA, conversationId, minutes(-5), {
          id,
          receivedAt: startOfTests,
          ...kind,
        })
      ).files;

    expect(await files.find(tenantA, 'b')).toEqual(aFile({ id: 'b', isRecording }));
    expect([await used('z', {}), await used('d', { isRecording })]).toEqual([1, 2]);
  });

  it('a scanner set up later: what was never scanned waits for it, nothing else does, and of this tenant only', async () => {
    await files.insert([
      aFile({ id: 'fil_1', state: 'unscanned' }),
      aFile({ id: 'fil_2', state: 'clean' }),
      aFile({ id: 'fil_3', tenantId: tenantB, state: 'unscanned' }),
    ]);

    expect(await files.requeueUnscanned(tenantA, clock.now())).toBe(1);
    expect(ids(await claim())).toEqual(['fil_1']);
    expect((await files.find(tenantA, 'fil_2'))?.state).toBe('clean');
    expect((await files.find(tenantB, 'fil_3'))?.state).toBe('unscanned');
  });
});

describe('upload link repository', () => {
  let database: TestDatabase;
  let links: MongoUploadLinkRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    links = new MongoUploadLinkRepository(database.models);
  });
  afterAll(() => database.close());

  it('inserted twice: the first; another id: none', async () => {
    await links.insert([anUploadLink()]);
    await links.insert([anUploadLink({ expiresAt: minutes(999) })]);
    expect(await links.find(anUploadLink().id)).toEqual(anUploadLink());
    expect(await links.find('00'.repeat(32))).toBeNull();
  });

  it('used by several at once: one of them, and it says when', async () => {
    const { id } = anUploadLink({ id: 'ef'.repeat(32) });
    await links.insert([anUploadLink({ id })]);
    const used = await Promise.all([1, 2, 3].map(() => links.use(id, minutes(1))));
    expect(used.filter(Boolean)).toHaveLength(1);
    expect((await links.find(id))?.usedAt).toEqual(minutes(1));
    expect(await links.use('none', minutes(1))).toBe(false);
  });
});
