import type { FileWorker } from '../../src/files/file-worker.ts';
import { type FileWorkerParts } from '../../src/files/file-worker.ts';
import { fileRulesFor } from '../../src/documents/document-codes.ts';
import type { FileRecord } from '../../src/files/file-record.ts';
import { makeTakeUpload, type Upload } from '../../src/documents/take-upload.ts';
import { GridFileStore } from '../../src/storage/repositories/grid-file-store.ts';
import { MongoFileRepository } from '../../src/storage/repositories/mongo-file-repository.ts';
import { makeMetaMediaFetcher } from '../../src/whatsapp/meta/fetch-media.ts';
import { tenantA } from '../support/builders-api.ts';
import { makeMortal, type CallName, type DyingProcess } from '../support/dying-process.ts';
import { aFile, anUploadLink } from '../support/file-records.ts';
import { openFileWorld, pdf, type FileWorld } from '../support/file-world.ts';
import { aPhoto } from '../support/hostile-files.ts';
import { startMediaServer, type MediaServer } from '../support/media-server.ts';
import { minutes } from '../support/records.ts';

const minute = 60_000;
const hour = 60 * minute;
/** Above the lease of a file and above the time after which others report it. */
const afterLeases = 11 * minute;

let world: FileWorld;
let photo: Buffer;
beforeAll(async () => {
  world = await openFileWorld();
  photo = await aPhoto();
});
beforeEach(() => world.begin());
afterEach(() => world.end());
afterAll(() => world.close());

/** A worker with its own eyes on the same database, which dies where a test says. */
const mortalWorker = (
  changes: Partial<FileWorkerParts> = {},
): { worker: FileWorker; mortal: DyingProcess } => {
  const { models, vault } = world.database;
  const { fetcher } = world.partsWith(changes);
  const repositories = {
    files: new MongoFileRepository(models, vault, world.clock),
    store: new GridFileStore(models, vault, world.clock),
    fetcher: { fetch: fetcher.fetch.bind(fetcher) },
    conversation: {
      tell: async (file: FileRecord): Promise<void> => {
        world.told.push(file);
      },
    },
  };
  const mortal = makeMortal({ repositories });
  const { files, store, conversation } = repositories;
  const onChecked = (file: FileRecord): Promise<void> => conversation.tell(file);
  return {
    mortal,
    worker: world.workerWith({ ...changes, files, store, fetcher: repositories.fetcher, onChecked }),
  };
};
const sendPhoto = async (): Promise<void> => {
  world.media.set('photo', { kind: 'content', content: photo, mimeType: 'image/jpeg' });
  const declared = { ...aFile().declared, filename: null, mimeType: 'image/jpeg', mediaId: 'photo' };
  await world.files.insert([aFile({ declared })]);
};
/** Keys in the store that no file names, and pieces of contents that are not described. */
const orphans = async (): Promise<string[]> => {
  const { models } = world.database;
  const all = <T extends object>(name: 'files' | 'fs.files' | 'fs.chunks') =>
    models.collection<T & { _id: string }>(name).find({}).toArray();
  const files = await all<{ original: string | null; view: string | null }>('files');
  const named = new Set(files.flatMap(({ original, view }) => [original, view]));
  const described = (await all('fs.files')).map(({ _id }) => _id as string);
  const pieces = (await all<{ files_id: string }>('fs.chunks')).map(({ files_id: key }) => key);
  return [...new Set([...described, ...pieces])].filter((key) => !named.has(key));
};
/** Dies at a call, then somebody else goes on when the leases are over. */
const dieAndGoOn = async (call: CallName, moment: 'before' | 'after', nth: number): Promise<void> => {
  const { worker, mortal } = mortalWorker();
  mortal.dieAt(call, moment, { nth });
  await worker.sweep().catch(() => 0);
  expect(mortal.isDead()).toBe(true);
  world.clock.turn(afterLeases);
  await world.workerWith().sweep();
};

describe('a photo whose process dies on the way; another one goes on', () => {
  it.each([
    ['after it was claimed, before it was fetched', 'files.claimDue', 'after', 1, 1],
    ['while it was being fetched', 'fetcher.fetch', 'before', 1, 1],
    ['after it was fetched, before it was stored', 'fetcher.fetch', 'after', 1, 2],
    ['between the original and its view', 'store.put', 'after', 1, 2],
    ['after both were stored, before that was written down', 'store.put', 'after', 2, 2],
    ['while it was being written down', 'files.change', 'before', 1, 2],
    ['after its result, before the conversation was told', 'conversation.tell', 'before', 1, 1],
    ['after the conversation was told, before that was noted', 'conversation.tell', 'after', 1, 1],
    ['before it began to tell the conversation', 'files.beginReport', 'before', 1, 1],
    ['after it began to', 'files.beginReport', 'after', 1, 1],
    ['while that was being noted', 'files.markReported', 'before', 1, 1],
    ['after everything', 'files.markReported', 'after', 1, 1],
  ] as const)(
    '%s: clean, with both contents and no others, the conversation told',
    async (_where, call, moment, nth, fetched) => {
      await sendPhoto();
      await dieAndGoOn(call, moment, nth);

      const { state, contents } = await world.fileNow();
      expect(state).toBe('clean');
      expect(await world.store.read(tenantA, contents.original ?? '')).toEqual(photo);
      expect(await world.store.read(tenantA, contents.view ?? '')).not.toBeNull();
      expect(await orphans()).toEqual([]);
      expect(world.asked).toHaveLength(fetched);
      // Told again where nobody knows that it was told: under the same id, which the inbox keeps once.
      expect(new Set(world.told.map(({ id, state: told }) => `${id} ${told}`))).toEqual(
        new Set(['fil_1 clean']),
      );
      world.clock.turn(24 * hour);
      const told = world.told.length;
      expect(await world.workerWith().sweep()).toBe(0);
      expect(world.told).toHaveLength(told);
    },
  );

  it('in the middle of its content, described and not yet written: fetched again, the half is gone', async () => {
    await sendPhoto();
    const { models, vault } = world.database;
    const half = Object.create(models) as typeof models;
    half.collection = ((name: Parameters<typeof models.collection>[0]) => {
      if (name !== 'fs.chunks') return models.collection(name);
      return { insertMany: () => Promise.reject(new Error('killed')) };
    }) as typeof models.collection;
    const store = new GridFileStore(half, vault, world.clock);
    await world.workerWith({ store }).sweep();
    expect(await world.storedContents()).toBe(1);
    world.clock.turn(afterLeases);
    await world.workerWith().sweep();

    expect((await world.fileNow()).state).toBe('clean');
    expect(await orphans()).toEqual([]);
    expect(await world.storedContents()).toBe(2);
  });

  it('again and again, each time one call later: never told twice of different results, clean in the end', async () => {
    await sendPhoto();
    const calls: CallName[] = [
      'files.claimDue',
      'fetcher.fetch',
      'store.put',
      'files.change',
      'conversation.tell',
    ];
    for (const call of calls) {
      const { worker, mortal } = mortalWorker();
      mortal.dieAt(call, 'after');
      await worker.sweep().catch(() => 0);
      world.clock.turn(afterLeases);
    }
    await world.workerWith().sweep();

    expect((await world.fileNow()).state).toBe('clean');
    expect(await orphans()).toEqual([]);
    expect(new Set(world.told.map(({ state }) => state))).toEqual(new Set(['clean']));
  });
});

describe('a file whose surroundings fail', () => {
  it('the scanner away for nine hours, two processes trying: not shown, then clean and told once', async () => {
    await world.send(pdf);
    world.clamd.behave('cut');
    const workers = [world.workerWith(), world.workerWith()];
    for (let passed = 0; passed < 9 * hour; passed += 10 * minute) {
      await Promise.all(workers.map((one) => one.sweep()));
      expect((await world.fileNow()).state).toBe('pending_scan');
      world.clock.turn(10 * minute);
    }
    const tries = (await world.fileNow()).attempts;
    // Waits double from ten seconds to four hours: a scanner that is down is not asked all the time.
    expect(tries).toBeLessThan(20);
    world.clamd.behave('proper');
    world.clock.turn(5 * hour);
    await Promise.all(workers.map((one) => one.sweep()));

    expect(await world.fileNow()).toMatchObject({ state: 'clean', attempts: tries + 1 });
    expect(world.asked).toHaveLength(1);
    expect(world.told.map(({ state }) => state)).toEqual(['clean']);
    expect(await orphans()).toEqual([]);
  });

  it('dead while it waited for the scanner, its contents stored: scanned by another one, not fetched again', async () => {
    await world.send(pdf);
    world.clamd.behave('cut');
    const { worker, mortal } = mortalWorker();
    mortal.dieAt('files.change', 'after');
    await worker.sweep().catch(() => 0);
    expect((await world.fileNow()).state).toBe('pending_scan');
    world.clamd.behave('proper');
    world.clock.turn(afterLeases);
    await world.workerWith().sweep();

    expect((await world.fileNow()).state).toBe('clean');
    expect(world.asked).toHaveLength(1);
    expect(await orphans()).toEqual([]);
  });

  it('many files, three processes at once: each fetched once, told once', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `fil_${index + 10}`);
    for (const id of ids) await world.send(pdf, { id });
    await Promise.all([world.workerWith(), world.workerWith(), world.workerWith()].map((one) => one.sweep()));

    expect(world.asked.map(({ mediaId }) => mediaId).sort()).toEqual(ids);
    expect(world.told.map(({ id }) => id).sort()).toEqual(ids);
    expect(await world.storedContents()).toBe(ids.length);
    expect(await orphans()).toEqual([]);
  });

  it.each([
    ['before the first content is gone', 'store.remove', 'before', 1],
    ['between the original and the view', 'store.remove', 'after', 1],
    ['after both, before that was written down', 'files.change', 'before', 1],
    ['after that', 'files.change', 'after', 1],
  ] as const)(
    'destroying it, dead %s: destroyed in the end, nothing left',
    async (_where, call, moment, nth) => {
      await sendPhoto();
      await world.workerWith().sweep();
      await world.files.change(tenantA, 'fil_1', ['clean'], { destroyAt: minutes(30) });
      world.clock.turn(hour);
      const { worker, mortal } = mortalWorker();
      mortal.dieAt(call, moment, { nth });
      await worker.destroyDue().catch(() => 0);
      expect(mortal.isDead()).toBe(true);
      await world.workerWith().destroyDue();

      expect(await world.fileNow()).toMatchObject({
        state: 'deleted',
        contents: { original: null, view: null },
        declared: { filename: null },
      });
      expect(await orphans()).toEqual([]);
      expect(await world.storedContents()).toBe(0);
    },
  );
});

describe('a photo that staff marks as an identity document while it is fetched', () => {
  it.each([
    ['after the original was stored', 'store.put', 'after', 1],
    ['after both were stored, before that was written down', 'store.put', 'after', 2],
    ['while it was being written down', 'files.change', 'before', 1],
  ] as const)('R25: its process dies %s: nothing of it is left', async (_where, call, moment, nth) => {
    await sendPhoto();
    const { worker, mortal } = mortalWorker();
    const marked = () => world.files.endAsIdentity(tenantA, 'fil_1', world.clock.now());
    mortal.dieAt(call, moment, { nth, first: marked });
    await worker.sweep().catch(() => 0);
    expect(mortal.isDead()).toBe(true);
    await world.workerWith().destroyDue();
    world.clock.turn(afterLeases);
    await world.workerWith().destroyDue();
    expect(await world.workerWith().destroyDue()).toBe(0);
    expect([await orphans(), await world.storedContents()]).toEqual([[], 0]);
    expect((await world.fileNow()).state).toBe('deleted');
  });
});

describe('a file whose platform fails', () => {
  let server: MediaServer;
  let fetcher: ReturnType<typeof makeMetaMediaFetcher>;
  beforeEach(async () => {
    server = await startMediaServer();
    fetcher = makeMetaMediaFetcher({
      graphUrl: server.url,
      graphVersion: 'v26.0',
      timeoutMs: 400,
      accessOf: () => Promise.resolve({ phoneNumberId: '410000000000001', accessToken: 'EAAtest' }),
    });
    serve(pdf);
  });
  afterEach(async () => {
    await fetcher.close();
    await server.close();
  });
  const serve = (content: Buffer, status = 200): void =>
    server.serves((response) =>
      response.writeHead(status, { 'content-type': 'application/pdf' }).end(content),
    );
  /** Sweeps at the times the file asks for, until its end. */
  const workToTheEnd = async (): Promise<FileRecord> => {
    const worker = world.workerWith({ fetcher });
    for (let tries = 0; tries < 12; tries += 1) {
      await worker.sweep();
      if ((await world.fileNow()).checkedAt !== null) break;
      world.clock.turn(hour);
    }
    return world.fileNow();
  };

  it('answers of 500, then of 200: fetched in the end, told once', async () => {
    let calls = 0;
    server.serves((response) => {
      calls += 1;
      if (calls < 4) response.writeHead(500).end('busy');
      else response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf);
    });
    await world.send(pdf);
    expect(await workToTheEnd()).toMatchObject({ state: 'clean', attempts: 4 });
    expect(world.told).toHaveLength(1);
    expect(await orphans()).toEqual([]);
  });

  it('dripping bytes for longer than it may take, then as it should be: given up once, fetched then', async () => {
    let calls = 0;
    server.serves((response) => {
      calls += 1;
      if (calls > 1) return void response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf);
      response.writeHead(200, { 'content-type': 'application/pdf' });
      const drip = setInterval(() => response.write('%'), 20);
      response.on('close', () => clearInterval(drip));
    });
    await world.send(pdf);
    expect(await workToTheEnd()).toMatchObject({ state: 'clean', attempts: 2 });
    expect(await world.storedContents()).toBe(1);
  });

  it.each([
    ['gone (410): refused as not available, told once, not asked for again', 410, 1],
    ['never found (404): asked for six times over minutes, then refused, told once', 404, 6],
  ])('%s', async (_what, status, attempts) => {
    serve(Buffer.from('gone'), status);
    await world.send(pdf);
    expect(await workToTheEnd()).toMatchObject({ state: 'refused', reason: 'not_available', attempts });
    expect(world.told.map(({ reason }) => reason)).toEqual(['not_available']);
    expect(await world.storedContents()).toBe(0);
  });

  it('other bytes than the webhook said: refused, nothing of them stored', async () => {
    const declared = { ...aFile().declared, mediaId: '1', sha256: 'ab'.repeat(32) };
    await world.files.insert([aFile({ declared })]);
    expect(await workToTheEnd()).toMatchObject({ state: 'refused', reason: 'hash_mismatch' });
    expect(await world.storedContents()).toBe(0);
  });
});

describe('an upload whose process dies before it is answered', () => {
  const upload = (): Upload => ({
    tenantId: tenantA,
    link: anUploadLink(),
    filename: 'imza.pdf',
    mimeType: 'application/pdf',
    content: pdf,
    rules: fileRulesFor({ documentCode: 'dekont', source: 'link' }),
    customerRef: 'C001',
    contactRef: 'C001-1',
    destroyAt: minutes(24 * 60),
  });
  const filesNow = (): Promise<FileRecord[]> => world.files.listOfRequest(tenantA, anUploadLink().requestId);

  it.each([
    ['before its content was stored', 'store.put', 'before', ['refused', 'clean']],
    ['after its content was stored', 'store.put', 'after', ['refused', 'clean']],
    ['after its result was written down', 'files.change', 'after', ['clean', 'clean']],
  ] as const)(
    '%s: the person sends it again; nothing of the first stays unnamed',
    async (_w, call, moment, states) => {
      const { models, vault } = world.database;
      const repositories = {
        files: new MongoFileRepository(models, vault, world.clock),
        store: new GridFileStore(models, vault, world.clock),
      };
      const mortal = makeMortal({ repositories });
      mortal.dieAt(call, moment);
      await expect(makeTakeUpload(world.partsWith(repositories))(upload())).rejects.toThrow('was killed');
      world.clock.turn(1_000);
      expect(await makeTakeUpload(world.partsWith())(upload())).toMatchObject({ ok: true });
      world.clock.turn(afterLeases);
      await world.workerWith().sweep();

      expect((await filesNow()).map(({ state }) => state)).toEqual(states);
      expect(await orphans()).toEqual([]);
      // Nobody finishes: after a day everything is gone.
      world.clock.turn(25 * hour);
      await world.workerWith().destroyDue();
      expect(await world.storedContents()).toBe(0);
      expect(await orphans()).toEqual([]);
    },
  );
});
