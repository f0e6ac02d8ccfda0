import { Registry } from 'prom-client';
import request from 'supertest';
import type { Express } from 'express';
import type { DocumentPorts } from '../../src/api/document-routes.ts';
import { downloadRoutes } from '../../src/api/download-routes.ts';
import { makeDownloadTickets } from '../../src/documents/download-ticket.ts';
import { fileStates, type FileRecord } from '../../src/files/file-record.ts';
import { makeMarkIdentity } from '../../src/documents/mark-identity.ts';
import { makeTellCheckedFile } from '../../src/documents/tell-checked-file.ts';
import type { InputToSubmit } from '../../src/inbox/submit-input.ts';
import { makeOpenDocument } from '../../src/documents/open-document.ts';
import { makeHttpMetrics } from '../../src/http/http-metrics.ts';
import { makeApp } from '../../src/http/make-app.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import type { RequestId, TenantId } from '../../src/shared/ids.ts';
import { GridFileStore } from '../../src/storage/repositories/grid-file-store.ts';
import { MongoAuditRepository } from '../../src/storage/repositories/mongo-audit-repository.ts';
import { MongoDownloadTicketRepository } from '../../src/storage/repositories/mongo-download-ticket-repository.ts';
import { MongoFileRepository } from '../../src/storage/repositories/mongo-file-repository.ts';
import { makeTestApp, type TestApp } from '../support/app.ts';
import { aRequest, startOfTests, tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { aFile, found } from '../support/file-records.ts';
import { minutes } from '../support/records.ts';
import type { Scope } from '../../src/staff/permissions.ts';

const content = Buffer.from('%PDF-1.4 imza');
const view = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const firstPage = { limit: 50, after: null };

let database: TestDatabase;
let clock: FakeClock;
let files: MongoFileRepository;
let store: GridFileStore;
let audit: MongoAuditRepository;
let test: TestApp;
let downloads: Express;
let waiting: Set<string>;
let submitted: InputToSubmit[];

const setUp = (changes: Partial<DocumentPorts> = {}): void => {
  const tickets = makeDownloadTickets({ tickets: new MongoDownloadTicketRepository(database.models), clock });
  const documents: DocumentPorts = {
    files,
    fileStore: store,
    downloads: audit,
    noteIdentity: (note) => audit.noteIdentityDocument(note),
    tellFile: makeTellCheckedFile(async (_tenantId, ...inputs) => {
      submitted.push(...inputs);
    }),
    tickets,
    waitsForReview: async (_tenantId, _conversationId, requestId) => waiting.has(requestId),
    scannerIsSetUp: true,
    publicUrl: 'https://mutabik.example.com',
    ...changes,
  };
  test = makeTestApp({ ports: (ports) => ({ ...ports, clock, documents }) });
  const registry = new Registry();
  const metrics = makeHttpMetrics(registry);
  const openDocument = makeOpenDocument({ ...documents, store, clock });
  downloads = makeApp({
    logger: silentLogger,
    registry,
    metrics,
    checks: [],
    healthTimeoutMs: 1000,
    isStopping: () => false,
    trustedProxyHops: 0,
    openapi: null,
    routers: [downloadRoutes({ tickets, openDocument, metrics, maxInflight: 4 })],
  });
};

beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  clock = new FakeClock(startOfTests.toISOString());
  files = new MongoFileRepository(database.models, database.vault, clock);
  store = new GridFileStore(database.models, database.vault, clock);
  audit = new MongoAuditRepository(database.models, database.vault);
  waiting = new Set(['req_1']);
  submitted = [];
  setUp();
});
afterEach(async () => {
  for (const name of ['files', 'fs.files', 'fs.chunks', 'audit', 'downloadtickets'] as const)
    await database.empty(name);
});
afterAll(() => database.close());

/** A checked file with contents. */
const put = async (changes: Partial<FileRecord> = {}): Promise<FileRecord> => {
  const tenantId = changes.tenantId ?? tenantA;
  const file = aFile({
    state: 'clean',
    source: 'link',
    found: found(content.length),
    contents: { original: await store.put(tenantId, content), view: null },
    checkedAt: minutes(1),
    nextAttemptAt: null,
    ...changes,
  });
  await files.insert([file]);
  return file;
};

const as = (scopes?: readonly Scope[], tenantId?: TenantId) => {
  const key = test.bearer(scopes, tenantId);
  return {
    get: (path: string) => request(test.app).get(path).set('Authorization', key),
    post: (path: string, body?: object) => {
      const call = request(test.app).post(path).set('Authorization', key);
      return body === undefined ? call : call.send(body);
    },
  };
};
const bytes = (call: request.Test): request.Test =>
  call.buffer(true).parse((response, done) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => done(null, Buffer.concat(chunks)));
  });
const noted = async () => (await audit.listOfFile(tenantA, 'fil_1', firstPage)).items;

describe('/v1/documents', () => {
  it('is read: the shape others rely on, without captions, keys or media ids', async () => {
    await put({ destroyAt: minutes(30) });
    const answer = await as(['documents:read']).get('/v1/documents/fil_1');
    expect(answer.body).toEqual({
      id: 'fil_1',
      requestId: 'req_1',
      conversationId: 'cnv_1',
      customerRef: 'C001',
      contactRef: 'C001-1',
      source: 'link',
      recording: false,
      filename: 'İmza sirküleri.pdf',
      mimeType: 'application/pdf',
      bytes: content.length,
      sha256: 'ab'.repeat(32),
      pages: 1,
      state: 'clean',
      reason: null,
      scanned: true,
      receivedAt: '2026-11-24T10:00:00.000Z',
      checkedAt: minutes(1).toISOString(),
      destroyAt: minutes(30).toISOString(),
    });
  });

  it('is listed: newest first, filtered, page by page', async () => {
    await put();
    await put({ id: 'fil_2', receivedAt: minutes(1), customerRef: 'C002', requestId: 'req_2' as RequestId });
    await put({ id: 'fil_3', receivedAt: minutes(2), state: 'unscanned' });
    const api = as();
    const ids = async (query: string) =>
      (await api.get(`/v1/documents${query}`)).body.data.map(({ id }: { id: string }) => id);
    expect(await ids('')).toEqual(['fil_3', 'fil_2', 'fil_1']);
    expect(await ids('?requestId=req_1')).toEqual(['fil_3', 'fil_1']);
    expect(await ids('?customerRef=C002')).toEqual(['fil_2']);
    expect(await ids('?state=unscanned')).toEqual(['fil_3']);
    const page = await api.get('/v1/documents?limit=2');
    expect(await ids(`?limit=2&cursor=${String(page.body.nextCursor)}`)).toEqual(['fil_1']);
    const { conversationId } = await put({
      id: 'fil_4',
      receivedAt: minutes(3),
      found: { ...found(7), sha256: 'cd'.repeat(32) },
    });
    expect(await ids(`?conversationId=${conversationId}&requestId=req_2`)).toEqual(['fil_2']);
    expect(await ids('?conversationId=cnv_nobody')).toEqual([]);
    expect(await ids(`?sha256=${'cd'.repeat(32)}`)).toEqual(['fil_4']);
    for (const query of [
      '?state=lost',
      '?sha256=ab',
      '?sha256[$ne]=x',
      '?requestId[$ne]=x',
      '?requestId=%24ne',
      '?owner=x',
    ])
      expect([query, (await api.get(`/v1/documents${query}`)).status]).toEqual([query, 400]);
  });

  it('belongs to another tenant: 404 wherever it is named, and nothing happens to it', async () => {
    const file = await put({ tenantId: tenantB, destroyAt: minutes(9) });
    const api = as();
    const answers = [
      await api.get('/v1/documents/fil_1'),
      await api.get('/v1/documents/fil_1/content'),
      await api.post('/v1/documents/fil_1/tickets'),
      await api.post('/v1/documents/fil_1/accept'),
      await api.post('/v1/documents/fil_1/reject', { reason: 'other' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      Array.from({ length: 5 }, () => [404, 'not_found']),
    );
    expect((await api.get('/v1/documents')).body.data).toEqual([]);
    expect(await files.find(tenantB, 'fil_1')).toEqual(file);
    expect(test.held.commands).toEqual([]);
  });

  it('is asked for with other rights: 403', async () => {
    await put();
    const reader = as(['documents:read']);
    const statuses = [
      (await as(['requests:write']).get('/v1/documents')).status,
      (await as(['conversations:read']).get('/v1/documents/fil_1/content')).status,
      (await reader.post('/v1/documents/fil_1/accept')).status,
      (await reader.post('/v1/documents/fil_1/reject', { reason: 'other' })).status,
    ];
    expect(statuses).toEqual([403, 403, 403, 403]);
    expect((await as(['documents:write']).get('/v1/documents/fil_1')).status).toBe(200);
  });
});

describe('the content of a document', () => {
  it('is downloaded: exactly the bytes, as an attachment in a sandbox, and the download is noted', async () => {
    await put();
    const answer = await bytes(as().get('/v1/documents/fil_1/content'));
    expect([answer.status, answer.body]).toEqual([200, content]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition':
        'attachment; filename="Imza sirkuleri.pdf"; filename*=UTF-8\'\'%C4%B0mza%20sirk%C3%BCleri.pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'no-store',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers['x-mutabik-scan']).toBeUndefined();
    expect(await noted()).toEqual([
      {
        tenantId: tenantA,
        fileId: 'fil_1',
        variant: 'original',
        by: expect.stringMatching(/^key:/),
        at: clock.now(),
      },
    ]);
  });

  it.each([
    ['quotes and a line break', 'a"\r\nX-Evil: 1;.pdf'],
    ['percent signs and a star', "a%22*'().pdf"],
    ['Arabic letters', 'نشرة.pdf'],
    ['a foreign ending', 'fatura.html'],
  ])('is called with %s: one clean header and a name of the right ending', async (_what, filename) => {
    await put({ declared: { ...aFile().declared, filename } });
    const answer = await bytes(as().get('/v1/documents/fil_1/content'));
    expect(answer.headers['content-disposition']).toMatch(
      /^attachment; filename="[\w .()-]+\.pdf"; filename\*=UTF-8''[A-Za-z0-9%._~-]+\.pdf$/,
    );
    expect(answer.headers['x-evil']).toBeUndefined();
  });

  it('is wanted as a view: the re-encoded image with its own type; without one: 404', async () => {
    await put({
      contents: { original: await store.put(tenantA, content), view: await store.put(tenantA, view) },
    });
    const api = as();
    const answer = await bytes(api.get('/v1/documents/fil_1/content?variant=view'));
    expect([answer.body, answer.headers['content-type']]).toEqual([view, 'image/jpeg']);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="Imza sirkuleri\.jpg"/);
    await put({ id: 'fil_2' });
    expect((await api.get('/v1/documents/fil_2/content?variant=view')).status).toBe(404);
    expect((await api.get('/v1/documents/fil_1/content?variant=source')).status).toBe(400);
  });

  it.each([
    ['pending_fetch', 409, 'scan_pending'],
    ['pending_scan', 409, 'scan_pending'],
    ['unscanned', 409, 'scan_pending'],
    ['refused', 410, 'content_gone'],
    ['infected', 410, 'content_gone'],
    ['deleted', 410, 'content_gone'],
  ] as const)('is %s: %i %s by every way, and nothing is noted', async (state, status, code) => {
    await put({ state });
    const api = as();
    for (const answer of [
      await api.get('/v1/documents/fil_1/content'),
      await api.post('/v1/documents/fil_1/tickets'),
      await api.post('/v1/documents/fil_1/accept'),
    ])
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await noted()).toEqual([]);
    expect(test.held.commands).toEqual([]);
  });

  it('was never scanned because no scanner is set up: given out, and the answer says so', async () => {
    setUp({ scannerIsSetUp: false });
    await put({ state: 'unscanned' });
    const answer = await bytes(as().get('/v1/documents/fil_1/content'));
    expect([answer.status, answer.headers['x-mutabik-scan']]).toEqual([200, 'none']);
  });

  it('cannot be noted as downloaded: nothing is given out', async () => {
    setUp({
      downloads: { noteDownload: () => Promise.reject(new Error('no')), listOfFile: audit.listOfFile },
    });
    await put();
    const answer = await as().get('/v1/documents/fil_1/content');
    expect([answer.status, answer.headers['content-disposition']]).toEqual([500, undefined]);
  });

  it('is lost from the store: 410 content_gone', async () => {
    const { contents } = await put();
    await store.remove(tenantA, contents.original ?? '');
    expect((await as().get('/v1/documents/fil_1/content')).body.code).toBe('content_gone');
  });
});

describe('the original of a document, a key without documents:original', () => {
  const reader = () => as(['documents:read']);
  const putPhoto = async () =>
    put({ contents: { original: await store.put(tenantA, content), view: await store.put(tenantA, view) } });

  it('a photo, no variant named: the picture without metadata, and the download of the view is noted', async () => {
    await putPhoto();
    const answer = await bytes(reader().get('/v1/documents/fil_1/content'));

    expect([answer.status, answer.headers['content-type'], answer.body]).toEqual([200, 'image/jpeg', view]);
    expect((await noted()).map(({ variant }) => variant)).toEqual(['view']);
  });

  it('a photo, the original named: 403, nothing is given out or noted', async () => {
    await putPhoto();
    const answers = [
      await reader().get('/v1/documents/fil_1/content?variant=original'),
      await as(['documents:write']).get('/v1/documents/fil_1/content?variant=original'),
      await reader().post('/v1/documents/fil_1/tickets?variant=original'),
    ];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(
      answers.map(() => [403, 'original_not_permitted']),
    );
    expect(await noted()).toEqual([]);
  });

  it('a PDF, which has no view: 403 by download and ticket', async () => {
    await put();
    const answers = [
      await reader().get('/v1/documents/fil_1/content'),
      await reader().post('/v1/documents/fil_1/tickets'),
    ];

    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [403, 'original_not_permitted'],
      [403, 'original_not_permitted'],
    ]);
  });

  it('a ticket for a photo, no variant named: opens the view, however it is used', async () => {
    await putPhoto();
    const { body } = await reader().post('/v1/documents/fil_1/tickets');
    const { pathname } = new URL(body.url as string);

    expect((await bytes(request(downloads).get(pathname))).body).toEqual(view);
  });

  it.each([[['documents:read', 'documents:original']], [['admin']], [['*']]] as const)(
    'a key with %j: the original, noted under the key',
    async (granted) => {
      await putPhoto();
      const answer = await bytes(as([...granted]).get('/v1/documents/fil_1/content'));

      expect(answer.body).toEqual(content);
      expect(await noted()).toEqual([
        expect.objectContaining({ variant: 'original', by: expect.stringMatching(/^key:/) }),
      ]);
    },
  );

  it('documents:original alone: reads no documents', async () => {
    await putPhoto();
    expect((await as(['documents:original']).get('/v1/documents/fil_1/content')).status).toBe(403);
  });
});

describe('a download ticket', () => {
  const ticketFor = async (query = ''): Promise<{ path: string; expiresAt: string }> => {
    const reader = as(['documents:read', 'documents:original']);
    const { body } = await reader.post(`/v1/documents/fil_1/tickets${query}`);
    const { origin, pathname } = new URL(body.url as string);
    expect(origin).toBe('https://mutabik.example.com');
    return { path: pathname, expiresAt: body.expiresAt as string };
  };

  it('is used: the file once, without a key, with the same headers and noted', async () => {
    await put();
    const { path, expiresAt } = await ticketFor();
    expect(expiresAt).toBe(minutes(1).toISOString());
    const answer = await bytes(request(downloads).get(path));
    expect([answer.status, answer.body]).toEqual([200, content]);
    expect(answer.headers).toMatchObject({
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': expect.stringContaining('attachment'),
      'cache-control': 'no-store',
    });
    expect((await request(downloads).get(path)).status).toBe(404);
    expect(await noted()).toHaveLength(1);
  });

  it('is used twice at the same moment: one gets the file', async () => {
    await put();
    const { path } = await ticketFor();
    const answers = await Promise.all([1, 2, 3].map(() => request(downloads).get(path)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
  });

  it('is a minute old, or unknown: 404', async () => {
    await put();
    const { path } = await ticketFor();
    clock.turn(60_000);
    for (const one of [path, '/v1/downloads/x'])
      expect((await request(downloads).get(one)).body.code).toBe('not_found');
  });

  it('is only looked at (HEAD): 405, and it still works', async () => {
    await put();
    const { path } = await ticketFor();
    expect((await request(downloads).head(path)).status).toBe(405);
    expect((await request(downloads).get(path)).status).toBe(200);
  });

  it('is for a file that was destroyed meanwhile: 410', async () => {
    await put();
    const { path } = await ticketFor();
    await files.change(tenantA, 'fil_1', ['clean'], {
      state: 'deleted',
      contents: { original: null, view: null },
    });
    expect((await request(downloads).get(path)).status).toBe(410);
  });
});

describe('reviewing a document', () => {
  beforeEach(() => {
    test.held.requests.push(aRequest({ kind: 'document' }));
  });

  it('accepted: ordered once per Idempotency-Key, and kept with what was submitted beside it', async () => {
    await put({ destroyAt: minutes(90) });
    await put({ id: 'fil_2', destroyAt: minutes(90) });
    await put({ id: 'fil_draft', destroyAt: minutes(30) });
    const key = test.bearer(['documents:write']);
    const accept = () =>
      request(test.app)
        .post('/v1/documents/fil_1/accept')
        .set('Authorization', key)
        .set('Idempotency-Key', 'a');
    const answer = await accept();
    expect([answer.status, answer.body]).toEqual([
      202,
      expect.objectContaining({ id: 'fil_1', destroyAt: null }),
    ]);
    await accept();
    expect(test.held.commands).toHaveLength(2);
    expect(new Set(test.held.commands.map(({ commandId }) => commandId)).size).toBe(1);
    expect(test.held.commands[0]).toMatchObject({
      tenantId: tenantA,
      conversationId: 'cnv_1',
      command: { type: 'accept-document', requestId: 'req_1', by: expect.stringMatching(/^key:/) },
    });
    expect((await files.find(tenantA, 'fil_2'))?.destroyAt).toBeNull();
    expect((await files.find(tenantA, 'fil_draft'))?.destroyAt).toEqual(minutes(30));
  });

  it('rejected: ordered with the reason, and destroyed at its time', async () => {
    await put({ destroyAt: minutes(90) });
    const answer = await as().post('/v1/documents/fil_1/reject', { reason: 'unreadable' });
    expect(answer.status).toBe(202);
    expect(test.held.commands).toMatchObject([
      { command: { type: 'reject-document', requestId: 'req_1', reason: 'unreadable' } },
    ]);
    expect((await files.find(tenantA, 'fil_1'))?.destroyAt).toEqual(minutes(90));
  });

  it.each([
    ['refused', 202],
    ['infected', 202],
    ['deleted', 202],
    ['pending_scan', 409],
    ['unscanned', 409],
  ] as const)(
    'rejected while the file is %s: %i, nothing of its content is needed',
    async (state, status) => {
      await put({ state, contents: { original: null, view: null } });
      const answer = await as().post('/v1/documents/fil_1/reject', { reason: 'unreadable' });
      expect([answer.status, test.held.commands.length]).toEqual([status, status === 202 ? 1 : 0]);
      expect((await as().post('/v1/documents/fil_1/accept')).status).toBe(status === 202 ? 410 : 409);
    },
  );

  it.each([
    ['the dialog waits for something else', () => waiting.clear()],
    ['the request has ended', () => (test.held.requests = [aRequest({ status: 'closed' })])],
    ['the request is with nobody yet', () => (test.held.requests = [aRequest({ conversationId: null })])],
    ['the request is not there', () => (test.held.requests = [])],
  ])('while %s: 409 document_not_waiting', async (_what, spoil) => {
    await put({ destroyAt: minutes(90) });
    spoil();
    const answer = await as().post('/v1/documents/fil_1/accept');
    expect([answer.status, answer.body.code]).toEqual([409, 'document_not_waiting']);
    expect(test.held.commands).toEqual([]);
    expect((await files.find(tenantA, 'fil_1'))?.destroyAt).toEqual(minutes(90));
  });

  it('nobody asked for: 409 document_not_waiting', async () => {
    await put({ requestId: null });
    expect((await as().post('/v1/documents/fil_1/accept')).body.code).toBe('document_not_waiting');
  });

  it.each([{}, { reason: 'ugly' }, { reason: 'other', note: 'x' }])('with %j: 400', async (body) => {
    await put();
    expect((await as().post('/v1/documents/fil_1/reject', body)).status).toBe(400);
  });
});

describe('a file of the chat that shows who somebody is', () => {
  it('R25: marked by staff: ended with its name at once, on record once and without its content, found by whoever destroys', async () => {
    await put({ source: 'chat', requestId: null, destroyAt: minutes(90) });
    for (const _ of [1, 2]) {
      const answer = await as(['documents:write']).post('/v1/documents/fil_1/identity');
      expect([answer.status, answer.body.state]).toEqual([202, 'deleted']);
    }
    const file = await files.find(tenantA, 'fil_1');
    expect(file).toMatchObject({ state: 'deleted', declared: { filename: null, caption: null } });
    expect((await files.findToDestroy(tenantA, clock.now(), 10)).map(({ id }) => id)).toEqual(['fil_1']);
    const page = await audit.list(
      tenantA,
      { subject: 'fil_1', withCompartment: true },
      { limit: 10, after: null },
    );
    expect(page.items).toMatchObject([{ what: 'document.identity', by: expect.stringMatching(/^key:/) }]);
    expect((await as().post('/v1/documents/fil_9/identity')).status).toBe(404);
  });

  const refusedFile = (requestId: string | null) => ({
    conversationId: 'cnv_1',
    body: {
      from: 'system',
      input: { type: 'file', fileId: 'fil_1', requestId, result: 'refused', reason: 'identity_in_chat' },
    },
  });
  const mark = () => as(['documents:write']).post('/v1/documents/fil_1/identity');

  it.each(fileStates.filter((state) => state !== 'deleted'))(
    'R25: marked while it is %s, for a request that is open: name and caption go, and the dialog hears of it',
    async (state) => {
      test.held.requests.push(aRequest());
      await put({ source: 'chat', state, contents: { original: null, view: null } });
      const answer = await mark();
      expect([answer.status, answer.body.state, answer.body.filename]).toEqual([202, 'deleted', null]);
      expect(await files.find(tenantA, 'fil_1')).toMatchObject({
        state: 'deleted',
        declared: { filename: null, caption: null, mediaId: null },
      });
      expect(submitted).toMatchObject([refusedFile('req_1')]);
      expect(await files.claimDue(tenantA, 10, 1_000)).toEqual([]);
    },
  );

  it('R25: a process that dies before the dialog is told: done again it is told, under one id', async () => {
    test.held.requests.push(aRequest());
    await put({ source: 'chat', state: 'pending_scan' });
    const told: InputToSubmit[] = [];
    let isDead = true;
    const parts = {
      files,
      requests: { find: async () => aRequest() },
      noteIdentity: async () => undefined,
      tellFile: makeTellCheckedFile(async (_tenantId, ...inputs) => {
        if (isDead) throw new Error('killed');
        told.push(...inputs);
      }),
      clock,
    };
    await expect(makeMarkIdentity(parts)(tenantA, 'fil_1', 'staff:1')).rejects.toThrow('killed');
    expect((await files.find(tenantA, 'fil_1'))?.state).toBe('deleted');
    isDead = false;
    await makeMarkIdentity(parts)(tenantA, 'fil_1', 'staff:1');
    await makeMarkIdentity(parts)(tenantA, 'fil_1', 'staff:1');
    expect(told).toMatchObject([refusedFile('req_1'), refusedFile('req_1')]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  });

  it('R25: of no request: whoever is asked which one it is for hears of it', async () => {
    await put({ source: 'chat', requestId: null });
    expect((await mark()).status).toBe(202);
    expect(submitted).toMatchObject([refusedFile(null)]);
  });

  it.each(['accepted', 'paid'])(
    'R25: of a request that ended as %s: evidence, 409, nothing changed and nothing on record',
    async (outcome) => {
      test.held.requests.push(aRequest({ status: 'closed', outcome }));
      const file = await put({ source: 'chat' });
      const answer = await mark();
      expect([answer.status, answer.body.code]).toEqual([409, 'document_is_evidence']);
      expect(await files.find(tenantA, 'fil_1')).toEqual(file);
      const page = await audit.list(tenantA, { subject: 'fil_1', withCompartment: true }, firstPage);
      expect([page.items, submitted]).toEqual([[], []]);
    },
  );

  it.each(['not_received', 'rejected_type', 'cancelled'])(
    'R25: of a request that ended as %s: destroyed, and nobody is told',
    async (outcome) => {
      test.held.requests.push(aRequest({ status: 'closed', outcome }));
      await put({ source: 'chat' });
      expect((await mark()).body.state).toBe('deleted');
      expect(submitted).toEqual([]);
    },
  );

  it('R25: marked, then its request ends as accepted by another file: marked again is no error', async () => {
    test.held.requests.push(aRequest());
    await put({ source: 'chat' });
    await mark();
    test.held.requests.splice(
      0,
      test.held.requests.length,
      aRequest({ status: 'closed', outcome: 'accepted' }),
    );
    expect((await mark()).status).toBe(202);
    expect(submitted).toHaveLength(1);
  });

  it('R25: an upload by link is where it belongs: 409, and it stays', async () => {
    await put({ source: 'link' });
    const answer = await as().post('/v1/documents/fil_1/identity');
    expect([answer.status, answer.body.code]).toEqual([409, 'document_not_waiting']);
    expect((await files.find(tenantA, 'fil_1'))?.state).not.toBe('deleted');
  });
});
