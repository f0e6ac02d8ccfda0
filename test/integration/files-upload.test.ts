import { fileRulesFor } from '../../src/documents/document-codes.ts';
import { makeTakeUpload, type Upload } from '../../src/documents/take-upload.ts';
import type { ConversationId, RequestId } from '../../src/shared/ids.ts';
import type { MongoFileRepository } from '../../src/storage/repositories/mongo-file-repository.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { infectedPdf, openFileWorld, pdf, type FileWorld } from '../support/file-world.ts';

const hour = 60 * 60_000;

describe('uploads', () => {
  let world: FileWorld;
  beforeAll(async () => {
    world = await openFileWorld();
  });
  beforeEach(() => world.begin());
  afterEach(() => world.end());
  afterAll(() => world.close());

  const anUpload = (changes: Partial<Upload> = {}): Upload => ({
    tenantId: tenantA,
    link: { conversationId: 'cnv_1' as ConversationId, requestId: 'req_9' as RequestId },
    filename: '../../kimlik\u202Efdp.pdf',
    mimeType: 'application/pdf',
    content: pdf,
    rules: fileRulesFor({ documentCode: 'kimlik', source: 'link' }),
    customerRef: 'C001',
    contactRef: 'C001-1',
    ...changes,
  });

  it('a document: taken, with a clean name, and told of', async () => {
    const result = await makeTakeUpload(world.partsWith())(anUpload());
    const file = result.ok ? result.file : null;
    expect(file).toMatchObject({
      source: 'link',
      state: 'clean',
      requestId: 'req_9',
      declared: { filename: 'kimlikfdp.pdf', mediaId: null },
      found: { pages: 2 },
    });
    expect(await world.fileNow(file?.id)).toMatchObject({ ...file, reportedAt: startOfTests });
    expect(world.told.map(({ id }) => id)).toEqual([file?.id]);
  });

  it('one that is refused, and one that is infected: the reason, nothing stored', async () => {
    const take = makeTakeUpload(world.partsWith());
    expect(await take(anUpload({ content: Buffer.from('<html>') }))).toEqual({
      ok: false,
      reason: 'type_mismatch',
    });
    expect(await take(anUpload({ content: infectedPdf }))).toEqual({ ok: false, reason: 'infected' });
    expect(await world.storedContents()).toBe(0);
    expect(world.told.map(({ state }) => state)).toEqual(['refused', 'infected']);
  });

  it('the scanner down: taken, closed until the worker has had it scanned', async () => {
    world.clamd.behave('cut');
    const result = await makeTakeUpload(world.partsWith())(anUpload());
    expect(result).toMatchObject({ ok: true, file: { state: 'pending_scan' } });
    world.clamd.behave('proper');
    world.clock.turn(hour);
    await world.workerWith().sweep();
    expect(world.told.map(({ state }) => state)).toEqual(['clean']);
  });

  it('more than a day allows: refused for the quota, and without a record from then on', async () => {
    const take = makeTakeUpload(world.partsWith({ quota: { files: 2, bytes: 1_000_000 }, scanner: null }));
    const results = [await take(anUpload()), await take(anUpload()), await take(anUpload())];
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(results[2]).toEqual({ ok: false, reason: 'quota' });
    expect(await world.database.models.collection('files').countDocuments()).toBe(2);
  });

  it('a process that dies in the middle of one: the worker closes it and removes what was stored', async () => {
    const dying = Object.create(world.files) as MongoFileRepository;
    dying.insert = (...input) => world.files.insert(...input);
    dying.usageSince = (...input) => world.files.usageSince(...input);
    dying.change = () => Promise.reject(new Error('connection lost'));
    await expect(makeTakeUpload(world.partsWith({ files: dying }))(anUpload())).rejects.toThrow(
      'connection lost',
    );
    expect(await world.storedContents()).toBe(1);
    world.clock.turn(hour);
    await world.workerWith().sweep();
    expect(await world.storedContents()).toBe(0);
    expect(world.told.map(({ state, reason }) => [state, reason])).toEqual([['refused', 'not_available']]);
  });
});
