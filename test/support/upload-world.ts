import type { Express } from 'express';
import { Registry } from 'prom-client';
import request from 'supertest';
import { fileRulesFor } from '../../src/documents/document-codes.ts';
import type { UploadLink } from '../../src/documents/upload-link.repository.ts';
import type { UploadToSubmit } from '../../src/documents/finish-upload.ts';
import { inspectContent, type Decoders } from '../../src/files/inspect-content.ts';
import { makeFileInspector } from '../../src/files/inspect-file.ts';
import type { FileScanner, ScanVerdict } from '../../src/files/scan-file.ts';
import { makeTakeUpload } from '../../src/documents/take-upload.ts';
import type { UploadInfo } from '../../src/documents/upload-info.ts';
import { uploadLinkId, uploadTokenOf } from '../../src/documents/upload-link.ts';
import { makeHttpMetrics } from '../../src/http/http-metrics.ts';
import { makeApp } from '../../src/http/make-app.ts';
import { defaultUploadLimits, type UploadLimits } from '../../src/documents/web/upload-parts.ts';
import { uploadRoutes } from '../../src/documents/web/upload-routes.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { GridFileStore } from '../../src/storage/repositories/grid-file-store.ts';
import { MongoFileRepository } from '../../src/storage/repositories/mongo-file-repository.ts';
import { MongoUploadLinkRepository } from '../../src/storage/repositories/mongo-upload-link-repository.ts';
import { startOfTests } from './builders-api.ts';
import type { TestDatabase } from './database.ts';
import { FakeClock } from './fake-clock.ts';
import { anUploadLink } from './file-records.ts';

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');

export const shownInfo: UploadInfo = {
  language: 'tr',
  companyName: 'Demo Kuyumculuk',
  documentName: 'imza sirküleri',
  acceptedMime: ['application/pdf'],
  maxBytes: 2000,
  maxFiles: 3,
  dueDate: '07.12.2026',
  privacyUrl: 'https://example.com/kvkk',
};

export interface UploadWorld {
  app: Express;
  clock: FakeClock;
  links: MongoUploadLinkRepository;
  files: MongoFileRepository;
  store: GridFileStore;
  /** By what the scanner answers; `unavailable` leaves files unscanned. */
  verdict: { is: ScanVerdict };
  submitted: UploadToSubmit[];
  submit: { fails: boolean };
  /** A link that is good for an hour; answers its token. */
  aLink(changes?: Partial<UploadLink>): Promise<string>;
  upload(token: string, name?: string, content?: Buffer, type?: string): request.Test;
}

const decoders: Decoders = {
  pdf: async () => ({ kind: 'pdf', pages: 1 }),
  image: async () => ({ kind: 'refused', reason: 'unreadable' }),
};

/** The upload routes over the real repositories, store and checks; only decoders and the scanner are played. */
export const makeUploadWorld = (
  database: TestDatabase,
  changes: { limits?: Partial<UploadLimits>; pageFolder?: string; info?: Partial<UploadInfo> } = {},
): UploadWorld => {
  const clock = new FakeClock(startOfTests.toISOString());
  const links = new MongoUploadLinkRepository(database.models);
  const files = new MongoFileRepository(database.models, database.vault, clock);
  const store = new GridFileStore(database.models, database.vault, clock);
  const verdict: { is: ScanVerdict } = { is: 'clean' };
  const submitted: UploadToSubmit[] = [];
  const submit = { fails: false };
  const scanner: FileScanner = { scan: async () => verdict.is };
  const registry = new Registry();
  const metrics = makeHttpMetrics(registry);
  const rules = { ...fileRulesFor({ documentCode: 'imza_sirkuleri', source: 'link' }), maxBytes: 2000 };
  const routes = uploadRoutes({
    links,
    files,
    store,
    takeUpload: makeTakeUpload({
      files,
      store,
      inspect: makeFileInspector((job) => inspectContent(job, decoders)),
      scanner,
      onChecked: async () => undefined,
      clock,
      logger: silentLogger,
    }),
    rulesOf: async () => rules,
    infoOf: async () => ({ ...shownInfo, ...changes.info }),
    personOf: async () => ({ customerRef: 'C001', contactRef: 'C001-1' }),
    submitUpload: async (upload) => {
      if (submit.fails) throw new Error('the database went away');
      submitted.push(upload);
    },
    clock,
    logger: silentLogger,
    metrics,
    limits: { ...defaultUploadLimits, maxFiles: 3, ...changes.limits },
    ...(changes.pageFolder === undefined ? {} : { pageFolder: changes.pageFolder }),
  });
  const app = makeApp({
    logger: silentLogger,
    registry,
    metrics,
    checks: [],
    healthTimeoutMs: 1000,
    isStopping: () => false,
    trustedProxyHops: 0,
    openapi: null,
    routers: [routes],
  });
  let count = 0;
  return {
    app,
    clock,
    links,
    files,
    store,
    verdict,
    submitted,
    submit,
    async aLink(link = {}) {
      count += 1;
      const token = uploadTokenOf(Buffer.alloc(32, 7), 'req_1', count);
      await links.insert([anUploadLink({ ...link, id: uploadLinkId(token) })]);
      return token;
    },
    upload: (token, name = 'sirküler.pdf', content = pdf, type = 'application/pdf') =>
      request(app).post(`/u/${token}/files`).attach('file', content, { filename: name, contentType: type }),
  };
};
