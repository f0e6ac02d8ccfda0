import { createHash } from 'node:crypto';
import { FileWorker, type FileWorkerParts } from '../../src/files/file-worker.ts';
import { fileRulesFor } from '../../src/documents/document-codes.ts';
import type { MediaFetch } from '../../src/files/media-fetcher.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import type { MongoFileRepository } from '../../src/storage/repositories/mongo-file-repository.ts';
import { startOfTests, tenantA } from '../support/builders-api.ts';
import { aFile, found } from '../support/file-records.ts';
import { infectedPdf, openFileWorld, pdf, type FileWorld } from '../support/file-world.ts';
import { aPdf, aPhoto, activePdfs } from '../support/hostile-files.ts';
import { minutes } from '../support/records.ts';

const hour = 60 * 60_000;

describe('files from the chat to their result', () => {
  let world: FileWorld;
  beforeAll(async () => {
    world = await openFileWorld();
  });
  beforeEach(() => world.begin());
  afterEach(() => world.end());
  afterAll(() => world.close());

  it('a document: fetched, looked at, scanned, stored as it came, and told of once', async () => {
    await world.send(pdf);
    const worker = world.workerWith();
    expect(await worker.sweep()).toBe(1);
    const file = await world.fileNow();
    expect(file).toMatchObject({
      state: 'clean',
      reason: null,
      checkedAt: startOfTests,
      nextAttemptAt: null,
      found: {
        mimeType: 'application/pdf',
        bytes: pdf.length,
        pages: 2,
        sha256: createHash('sha256').update(pdf).digest('hex'),
      },
    });
    expect(await world.store.read(tenantA, file.contents.original ?? '')).toEqual(pdf);
    expect(world.clamd.scanned).toEqual([pdf]);
    world.clock.turn(hour);
    expect(await worker.sweep()).toBe(0);
    expect(world.told.map(({ id, state }) => [id, state])).toEqual([['fil_1', 'clean']]);
  });

  it('a photo: the view is stored besides the original', async () => {
    const content = await aPhoto();
    const photo = aFile({ id: 'fil_2' });
    world.media.set('photo', { kind: 'content', content, mimeType: 'image/jpeg' });
    await world.files.insert([
      { ...photo, declared: { ...photo.declared, filename: null, mimeType: 'image/jpeg', mediaId: 'photo' } },
    ]);
    await world.workerWith().sweep();
    const { contents, state } = await world.fileNow('fil_2');
    expect(state).toBe('clean');
    expect(await world.store.read(tenantA, contents.original ?? '')).toEqual(content);
    const view = await world.store.read(tenantA, contents.view ?? '');
    expect(view?.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(view?.includes('secret owner')).toBe(false);
  });

  it('an infected document: the content is nowhere, the record says why', async () => {
    await world.send(infectedPdf);
    await world.workerWith().sweep();
    expect(await world.fileNow()).toMatchObject({
      state: 'infected',
      reason: 'infected',
      contents: { original: null, view: null },
    });
    expect(await world.storedContents()).toBe(0);
    expect(world.told.map(({ state }) => state)).toEqual(['infected']);
  });

  it.each<[string, Buffer | MediaFetch, string]>([
    ['acts', activePdfs['a script on opening'] ?? pdf, 'active_content'],
    ['is no longer there', { kind: 'gone' }, 'not_available'],
    ['lies where the platform keeps nothing', { kind: 'foreign_address' }, 'foreign_address'],
    ['is larger than allowed', { kind: 'too_large' }, 'too_large'],
    ['is not what the sender sent', { kind: 'hash_mismatch' }, 'hash_mismatch'],
    ['lies at an address that may not be asked', { kind: 'foreign_address' }, 'foreign_address'],
  ])('a document that %s: refused, nothing stored', async (_, content, reason) => {
    await world.send(content);
    await world.workerWith().sweep();
    expect(await world.fileNow()).toMatchObject({ state: 'refused', reason });
    expect(await world.storedContents()).toBe(0);
    expect(world.told.map((file) => file.reason)).toEqual([reason]);
  });

  it('R25: an identity document in the chat: not even fetched', async () => {
    await world.send(pdf);
    const rulesOf: FileWorkerParts['rulesOf'] = ({ source }) =>
      Promise.resolve(fileRulesFor({ documentCode: 'kimlik', source }));
    await world.workerWith({ rulesOf }).sweep();
    expect(await world.fileNow()).toMatchObject({ state: 'refused', reason: 'identity_in_chat' });
    expect(world.asked).toEqual([]);
  });

  it('the scanner down: closed, tried again after growing waits, then clean', async () => {
    world.clamd.behave('error');
    await world.send(pdf);
    const worker = world.workerWith();
    await worker.sweep();
    expect(await world.fileNow()).toMatchObject({
      state: 'pending_scan',
      checkedAt: null,
      nextAttemptAt: new Date(startOfTests.getTime() + 10_000),
    });
    expect(world.told).toEqual([]);
    world.clock.turn(10_000);
    await worker.sweep();
    expect((await world.fileNow()).nextAttemptAt).toEqual(new Date(world.clock.now().getTime() + 20_000));
    world.clamd.behave('proper');
    world.clock.turn(20_000);
    await worker.sweep();
    expect(await world.fileNow()).toMatchObject({ state: 'clean', attempts: 3 });
    expect(world.asked).toHaveLength(1);
    expect(world.told).toHaveLength(1);
  });

  it('found infected only by a later scan: what was stored is removed', async () => {
    world.clamd.behave('error');
    await world.send(infectedPdf);
    const worker = world.workerWith();
    await worker.sweep();
    expect(await world.storedContents()).toBe(1);
    world.clamd.behave('proper');
    world.clock.turn(10_000);
    await worker.sweep();
    expect(await world.fileNow()).toMatchObject({ state: 'infected', contents: { original: null } });
    expect(await world.storedContents()).toBe(0);
  });

  it('no scanner set up: unscanned, and said so', async () => {
    await world.send(pdf);
    await world.workerWith({ scanner: null }).sweep();
    expect(await world.fileNow()).toMatchObject({ state: 'unscanned' });
    expect(world.told.map(({ state }) => state)).toEqual(['unscanned']);
  });

  describe('taken unscanned, with a scanner set up later', () => {
    const takeUnscanned = async (content: Buffer, changes: Partial<FileWorkerParts> = {}): Promise<void> => {
      await world.send(content);
      await world.workerWith({ scanner: null, ...changes }).sweep();
    };
    const scanLater = async (): Promise<void> => {
      const worker = world.workerWith();
      await worker.requeueUnscanned();
      await worker.sweep();
      world.clock.turn(hour);
      await worker.sweep();
    };

    it('clean: nobody hears of it twice', async () => {
      await takeUnscanned(pdf);
      await scanLater();
      expect(await world.fileNow()).toMatchObject({ state: 'clean', reportedAt: startOfTests });
      expect(world.told.map(({ state }) => state)).toEqual(['unscanned']);
    });

    it('clean, and the first result was never passed on: told once', async () => {
      await takeUnscanned(pdf, { onChecked: () => Promise.reject(new Error('not now')) });
      world.clock.turn(hour);
      await scanLater();
      expect(world.told.map(({ state }) => state)).toEqual(['clean']);
    });

    it('infected: told, and the content is gone', async () => {
      await takeUnscanned(infectedPdf);
      await scanLater();
      expect(world.told.map(({ state }) => state)).toEqual(['unscanned', 'infected']);
      expect(await world.storedContents()).toBe(0);
    });
  });

  it('idle, asked while another sweep waits for the provider: resolves when that file has its result', async () => {
    await world.send(pdf);
    const idle: Promise<string[]>[] = [];
    const worker: FileWorker = world.workerWith({
      fetcher: {
        async fetch() {
          // In the middle of the sweep: another finds nothing, and idle has something to wait for.
          expect(await worker.sweep()).toBe(0);
          idle.push(worker.idle().then(() => world.told.map(({ state }) => state)));
          return { kind: 'content', content: pdf, mimeType: null };
        },
      },
    });
    expect(await worker.sweep()).toBe(1);
    expect(await Promise.all(idle)).toEqual([['clean']]);
  });

  it('idle, a sweep that fails: resolves all the same, and whoever swept hears of the failure', async () => {
    const worker = world.workerWith({ tenantIds: () => Promise.reject(new Error('no directory')) });
    const sweep = expect(worker.sweep()).rejects.toThrow('no directory');
    await expect(worker.idle()).resolves.toBe(true);
    await sweep;
  });

  it('the provider not answering: tried again for seven days, then not available', async () => {
    await world.send({ kind: 'retry', reason: 'http 503' });
    const worker = world.workerWith();
    await worker.sweep();
    expect(await world.fileNow()).toMatchObject({ state: 'pending_fetch', attempts: 1 });
    world.clock.turn(9_999);
    expect(await worker.sweep()).toBe(0);
    world.clock.turn(1);
    expect(await worker.sweep()).toBe(1);
    world.clock.turn(7 * 24 * hour);
    await worker.sweep();
    expect(await world.fileNow()).toMatchObject({ state: 'refused', reason: 'not_available' });
    expect(world.asked).toHaveLength(2);
  });

  it('22 files of one person in a moment: the first 20 are taken, others of other people too', async () => {
    const instant = startOfTests;
    await world.files.insert(
      Array.from({ length: 19 }, (_, index) =>
        aFile({
          id: `fil_0${String(index).padStart(2, '0')}`,
          state: 'clean',
          receivedAt: instant,
          found: found(10),
        }),
      ),
    );
    for (const id of ['fil_20', 'fil_21', 'fil_22']) await world.send(pdf, { id });
    await world.send(pdf, { id: 'fil_23', conversationId: 'cnv_2' as ConversationId });
    await world.workerWith().sweep();
    const states = await Promise.all(
      ['fil_20', 'fil_21', 'fil_22', 'fil_23'].map(async (id) => (await world.fileNow(id)).reason),
    );
    expect(states).toEqual([null, 'quota', 'quota', null]);
  });

  it('more bytes than a day allows: refused for the quota; a day later taken again', async () => {
    await world.files.insert([
      aFile({ id: 'fil_0', state: 'clean', found: found(200_000_000 - pdf.length + 1) }),
    ]);
    await world.send(pdf, { receivedAt: minutes(1) });
    await world.send(pdf, { id: 'fil_2', receivedAt: minutes(24 * 60 + 1) });
    await world.workerWith().sweep();
    expect((await world.fileNow()).reason).toBe('quota');
    expect((await world.fileNow('fil_2')).state).toBe('clean');
  });

  describe('after a crash', () => {
    it('between storing the content and writing it down: done again, nothing left over', async () => {
      await world.send(pdf);
      const dying = Object.create(world.files) as MongoFileRepository;
      dying.claimDue = (...input) => world.files.claimDue(...input);
      dying.usageSince = (...input) => world.files.usageSince(...input);
      dying.claimUnreported = (...input) => world.files.claimUnreported(...input);
      dying.change = () => Promise.reject(new Error('connection lost'));
      await world.workerWith({ files: dying }).sweep();
      expect(await world.storedContents()).toBe(1);
      expect((await world.fileNow()).state).toBe('pending_fetch');
      world.clock.turn(10 * 60_000);
      await world.workerWith().sweep();
      expect((await world.fileNow()).state).toBe('clean');
      expect(await world.storedContents()).toBe(1);
    });

    it('between the result and telling it: told later, by whoever sweeps', async () => {
      await world.send(pdf);
      const failing: FileWorkerParts['onChecked'] = () => Promise.reject(new Error('not now'));
      await world.workerWith({ onChecked: failing }).sweep();
      expect((await world.fileNow()).state).toBe('clean');
      world.clock.turn(60_000);
      await world.workerWith().sweep();
      expect(world.told.map(({ id, state }) => [id, state])).toEqual([['fil_1', 'clean']]);
      world.clock.turn(24 * hour);
      await world.workerWith().sweep();
      expect(world.told).toHaveLength(1);
    });

    it('a worker whose file was claimed by another one while it fetched: leaves it to that one', async () => {
      await world.send(pdf);
      const slow = world.partsWith();
      slow.fetcher = {
        async fetch() {
          world.clock.turn(hour);
          await world.files.claimDue(tenantA, 1, hour);
          return { kind: 'content', content: pdf, mimeType: null };
        },
      };
      await new FileWorker(slow).sweep();
      expect(await world.fileNow()).toMatchObject({ state: 'pending_fetch', attempts: 2, found: null });
      expect(await world.storedContents()).toBe(0);
      expect(world.told).toEqual([]);
    });

    it('a worker that lost its claim while fetching: changes nothing, leaves nothing', async () => {
      await world.send(pdf);
      const slow = world.partsWith();
      slow.fetcher = {
        async fetch() {
          world.clock.turn(hour);
          await world.workerWith().sweep();
          return { kind: 'content', content: aPdf({ pages: 7 }), mimeType: null };
        },
      };
      await new FileWorker(slow).sweep();
      expect(await world.fileNow()).toMatchObject({ state: 'clean', found: { pages: 2 }, attempts: 2 });
      expect(await world.storedContents()).toBe(1);
      expect(world.told).toHaveLength(1);
    });
  });

  it('contents whose time has come: destroyed, with the name; others stay', async () => {
    await world.send(pdf, { destroyAt: minutes(30) });
    await world.send(pdf, { id: 'fil_2' });
    const worker = world.workerWith();
    await worker.sweep();
    expect(await worker.destroyDue()).toBe(0);
    world.clock.turn(30 * 60_000);
    expect(await worker.destroyDue()).toBe(1);
    expect(await world.fileNow()).toMatchObject({
      state: 'deleted',
      contents: { original: null, view: null },
      declared: { filename: null, caption: null },
    });
    expect((await world.fileNow('fil_2')).state).toBe('clean');
    expect(await world.storedContents()).toBe(1);
    expect(await worker.destroyDue()).toBe(0);
  });

  it('not fetched when its time to be destroyed has come: never fetched', async () => {
    await world.send(pdf, { destroyAt: minutes(-1) });
    await world.workerWith().sweep();
    expect((await world.fileNow()).state).toBe('deleted');
    expect(world.asked).toEqual([]);
  });
});
