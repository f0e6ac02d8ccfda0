import { createHash } from 'node:crypto';
import { FileWorker, type FileWorkerParts } from '../../src/files/file-worker.ts';
import { fileRulesFor } from '../../src/documents/document-codes.ts';
import type { FileRecord } from '../../src/files/file-record.ts';
import { makeFileInspector, type InspectFile, type InspectionResult } from '../../src/files/inspect-file.ts';
import { makeClamdScanner } from '../../src/files/make-clamd-scanner.ts';
import type { MediaFetch, MediaRequest } from '../../src/files/media-fetcher.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { GridFileStore } from '../../src/storage/repositories/grid-file-store.ts';
import { MongoFileRepository } from '../../src/storage/repositories/mongo-file-repository.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { FakeClock } from './fake-clock.ts';
import { startFakeClamd, type FakeClamd } from './fake-clamd.ts';
import { aFile } from './file-records.ts';
import { aPdf, eicar, pdfStream } from './hostile-files.ts';

export const pdf = aPdf({ pages: 2 });
export const infectedPdf = aPdf({ objects: [pdfStream('', eicar)] });

const inspectReally = makeFileInspector();
const inspected = new Map<string, Promise<InspectionResult>>();
/** The real inspection, once for each file: its processes are what takes time. */
const inspect: InspectFile = (file) => {
  const key = JSON.stringify([
    createHash('sha256').update(file.content).digest('hex'),
    file.declared,
    file.rules,
  ]);
  const result = inspected.get(key) ?? inspectReally(file);
  inspected.set(key, result);
  return result;
};

/** The files engine on a real database and a scanner of the test's own; media come from `media`. */
export interface FileWorld {
  database: TestDatabase;
  clamd: FakeClamd;
  clock: FakeClock;
  files: MongoFileRepository;
  store: GridFileStore;
  /** What the provider has, by media id. */
  media: Map<string, MediaFetch>;
  asked: MediaRequest[];
  /** Results passed on. */
  told: FileRecord[];
  begin(): Promise<void>;
  end(): Promise<void>;
  close(): Promise<void>;
  partsWith(changes?: Partial<FileWorkerParts>): FileWorkerParts;
  workerWith(changes?: Partial<FileWorkerParts>): FileWorker;
  /** A person sends a file: its media id is its own id. */
  send(content: Buffer | MediaFetch, changes?: Partial<FileRecord>): Promise<void>;
  fileNow(id?: string): Promise<FileRecord>;
  storedContents(): Promise<number>;
}

export const openFileWorld = async (): Promise<FileWorld> => {
  const database = await openTestDatabase();
  const start = () => {
    const clock = new FakeClock(startOfTests.toISOString());
    return {
      clock,
      files: new MongoFileRepository(database.models, database.vault, clock),
      store: new GridFileStore(database.models, database.vault, clock),
      media: new Map<string, MediaFetch>(),
      asked: [],
      told: [],
    };
  };
  const world: FileWorld = {
    database,
    clamd: await startFakeClamd(),
    ...start(),
    begin() {
      Object.assign(world, start());
      world.clamd.behave('proper');
      world.clamd.scanned.length = 0;
      return Promise.resolve();
    },
    async end() {
      for (const name of ['files', 'fs.files', 'fs.chunks'] as const)
        await database.models.collection(name).deleteMany({});
    },
    async close() {
      await world.clamd.close();
      await database.close();
    },
    partsWith: (changes = {}) => ({
      files: world.files,
      store: world.store,
      inspect,
      clock: world.clock,
      logger: silentLogger,
      scanner: makeClamdScanner({ address: world.clamd.address, timeoutMs: 1_000 }),
      tenantIds: () => Promise.resolve([tenantA]),
      fetcher: {
        fetch(request) {
          world.asked.push(request);
          return Promise.resolve(world.media.get(request.mediaId) ?? { kind: 'gone' });
        },
      },
      rulesOf: ({ source }) => Promise.resolve(fileRulesFor({ documentCode: 'dekont', source })),
      onChecked(file) {
        world.told.push(file);
        return Promise.resolve();
      },
      ...changes,
    }),
    workerWith: (changes) => new FileWorker(world.partsWith(changes)),
    async send(content, changes = {}) {
      const mediaId = changes.id ?? 'fil_1';
      world.media.set(
        mediaId,
        Buffer.isBuffer(content) ? { kind: 'content', content, mimeType: null } : content,
      );
      await world.files.insert([aFile({ ...changes, declared: { ...aFile().declared, mediaId } })]);
    },
    async fileNow(id = 'fil_1') {
      const file = await world.files.find(tenantA, id);
      if (file === null) throw new Error('no such file');
      return file;
    },
    storedContents: () => database.models.collection('fs.files').countDocuments(),
  };
  return world;
};
