import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerResponse } from 'node:http';
import type { MediaFetch, MediaFetcher, MediaRequest } from '../../src/files/media-fetcher.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import { makeMetaMediaFetcher, type MetaMediaOptions } from '../../src/whatsapp/meta/fetch-media.ts';
import { tenantA } from '../support/builders-api.ts';
import { aPdf } from '../support/hostile-files.ts';
import { startMediaServer, type MediaServer } from '../support/media-server.ts';
import { ada, makeWorld, phoneNumberId, token } from '../support/simulator-world.ts';

const cap = 20_000_000;
const sha256 = (content: Buffer): Buffer => createHash('sha256').update(content).digest();
const aRequest = (changes: Partial<MediaRequest> = {}): MediaRequest => ({
  tenantId: tenantA,
  conversationId: 'cnv_1' as ConversationId,
  mediaId: '1700000000000001',
  sha256Hex: null,
  maxBytes: cap,
  ...changes,
});
const optionsFor = (graphUrl: string): MetaMediaOptions => ({
  graphUrl,
  graphVersion: 'v26.0',
  accessOf: () => Promise.resolve({ phoneNumberId, accessToken: token }),
});
const openFetchers = new Set<{ close(): Promise<void> }>();
const fetcherFor = (graphUrl: string, changes: Partial<MetaMediaOptions> = {}): MediaFetcher => {
  const fetcher = makeMetaMediaFetcher({ ...optionsFor(graphUrl), ...changes });
  openFetchers.add(fetcher);
  return fetcher;
};
afterEach(async () => {
  for (const fetcher of openFetchers) await fetcher.close();
  openFetchers.clear();
});

describe('media from the platform', () => {
  const content = randomBytes(10_000);
  let server: MediaServer;
  beforeEach(async () => {
    server = await startMediaServer();
    serveFile(content);
    answerWith({});
  });
  afterEach(() => server.close());

  const serveFile = (bytes: Buffer): void =>
    server.serves((response) => response.writeHead(200, { 'content-type': 'application/pdf' }).end(bytes));
  const answerWith = (fields: object, status = 200): void =>
    server.resolves((url) => ({
      status,
      body: { messaging_product: 'whatsapp', url, mime_type: 'application/pdf', id: '1', ...fields },
    }));
  const fetchIt = (request: Partial<MediaRequest> = {}, options: Partial<MetaMediaOptions> = {}) =>
    fetcherFor(server.url, options).fetch(aRequest(request));
  const paths = (): string[] => server.calls.map(({ path }) => path);

  it.each([
    ['hex', sha256(content).toString('hex')],
    ['base64', sha256(content).toString('base64')],
  ])('asked for by id, hash in %s: both calls with the token, the bytes as they are', async (_, hash) => {
    answerWith({ sha256: hash, file_size: String(content.length) });
    const result = await fetchIt({ sha256Hex: sha256(content).toString('hex').toUpperCase() });
    expect(result).toEqual({ kind: 'content', content, mimeType: 'application/pdf' });
    expect(paths()).toEqual([`/v26.0/1700000000000001?phone_number_id=${phoneNumberId}`, '/file?mid=1']);
    for (const { authorization, userAgent } of server.calls) {
      expect(authorization).toBe(`Bearer ${token}`);
      expect(userAgent).toBe('Mutabik/1.0');
    }
  });

  it.each<[string, { sha256?: string }, string | null]>([
    ['the webhook', {}, '00'.repeat(32)],
    ['the answer', { sha256: '00'.repeat(32) }, null],
  ])('other bytes than the hash of %s says: hash mismatch', async (_, fields, sha256Hex) => {
    answerWith(fields);
    expect(await fetchIt({ sha256Hex })).toEqual({ kind: 'hash_mismatch' });
  });

  it('a size above the cap in the answer: too large, nothing downloaded', async () => {
    answerWith({ file_size: 21_000_000 });
    expect(await fetchIt()).toEqual({ kind: 'too_large' });
    expect(paths()).toHaveLength(1);
  });

  it('exactly the cap: taken; one byte more: too large', async () => {
    expect((await fetchIt({ maxBytes: content.length })).kind).toBe('content');
    expect(await fetchIt({ maxBytes: content.length - 1 })).toEqual({ kind: 'too_large' });
  });

  it('an endless file without a length: given up at the cap, no more than that is held', async () => {
    const piece = Buffer.alloc(256 * 1024, 'a');
    const pour = (response: ServerResponse, count: (bytes: number) => void): void => {
      if (response.destroyed) return;
      count(piece.length);
      if (response.write(piece)) setImmediate(pour, response, count);
      else response.once('drain', () => pour(response, count));
    };
    server.serves((response, { count }) => {
      response.writeHead(200, { 'content-type': 'application/pdf' });
      pour(response, count);
    });
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }, 1);
    expect(await fetchIt()).toEqual({ kind: 'too_large' });
    clearInterval(watch);
    await server.closed();
    // What is under way in the system's buffers comes on top.
    expect(server.sent()).toBeGreaterThan(cap);
    expect(server.sent()).toBeLessThan(cap + 12_000_000);
    expect(most).toBeLessThan(cap + 16_000_000);
  });

  it('a file that drips: given up at the deadline, the connection closed', async () => {
    server.serves((response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' });
      const drip = setInterval(() => response.write('a'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await fetchIt({}, { timeoutMs: 150 })).toMatchObject({ kind: 'retry' });
    await server.closed();
  });

  it.each([
    ['a host of somebody else', 'https://evil.example/file'],
    ['the address of the machine itself', 'http://169.254.169.254/latest/meta-data'],
    ['the right host without encryption', 'http://lookaside.fbsbx.com/file'],
    ['the right host on another port', 'https://lookaside.fbsbx.com:8443/file'],
    ['a host that only begins like it', 'https://lookaside.fbsbx.com.evil.example/file'],
    ['a host before an @', 'https://lookaside.fbsbx.com@evil.example/file'],
    ['a file of the machine', 'file:///etc/passwd'],
  ])('an address on %s: not called', async (_, url) => {
    answerWith({ url });
    expect(await fetchIt()).toEqual({ kind: 'foreign_address' });
    expect(paths()).toHaveLength(1);
  });

  it('a redirect to another address: not followed, and the token goes nowhere', async () => {
    let packets = 0;
    const target = createServer((_request, response) => {
      packets += 1;
      response.end();
    });
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
    const { port } = target.address() as AddressInfo; // a TCP server has one while it listens
    server.serves((response) =>
      response.writeHead(302, { location: `http://127.0.0.1:${port}/latest/meta-data` }).end(),
    );
    expect(await fetchIt()).toEqual({ kind: 'retry', reason: 'http 302' });
    expect(packets).toBe(0);
    await new Promise((resolve) => target.close(resolve));
  });

  it.each<[string, number, MediaFetch]>([
    ['404', 404, { kind: 'missing' }],
    ['410', 410, { kind: 'gone' }],
    ['401', 401, { kind: 'retry', reason: 'http 401' }],
    ['429', 429, { kind: 'retry', reason: 'http 429' }],
    ['503', 503, { kind: 'retry', reason: 'http 503' }],
  ])('an answer of %s: at the first call and at the second', async (_, status, expected) => {
    server.serves((response) => response.writeHead(status).end());
    expect(await fetchIt()).toEqual(expected);
    answerWith({}, status);
    expect(await fetchIt()).toEqual(expected);
  });

  it('a page about an error that says success: tried again later', async () => {
    server.serves((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    expect(await fetchIt()).toEqual({ kind: 'retry', reason: 'page instead of file' });
  });

  it('a connection that breaks in the middle: tried again later', async () => {
    server.serves((response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('a');
      setImmediate(() => response.destroy());
    });
    expect((await fetchIt()).kind).toBe('retry');
  });

  it.each([
    ['no address', {}],
    ['no object', []],
    ['far too much', { url: `https://lookaside.fbsbx.com/${'a'.repeat(100_000)}` }],
  ])('an answer with %s: tried again later', async (_, body) => {
    server.resolves(() => ({ body }));
    expect((await fetchIt()).kind).toBe('retry');
  });

  it('a channel that is paused, or cannot be read: tried again later, nothing called', async () => {
    expect(await fetchIt({}, { accessOf: () => Promise.resolve(null) })).toMatchObject({ kind: 'retry' });
    expect(await fetchIt({}, { accessOf: () => Promise.reject(new Error('down')) })).toMatchObject({
      kind: 'retry',
    });
    expect(paths()).toEqual([]);
  });
});

describe('media from the simulator', () => {
  it('a file sent from the phone page: fetched with the hash of its webhook; unknown ids and removed ones are missing', async () => {
    const world = await makeWorld();
    const http = createServer(world.app);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const { port } = http.address() as AddressInfo; // a TCP server has one while it listens
    const base = `http://127.0.0.1:${port}/simulator`;
    const fetcher = fetcherFor(`${base}/graph`);
    const file = aPdf();
    const sent = await fetch(`${base}/api/chats/${ada}/files?filename=dekont.pdf`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body: new Uint8Array(file),
    });
    expect(sent.status).toBe(201);
    await world.time.until(() => world.product.messages.length > 0);
    // What the platform tells of a document.
    const media = world.product.messages[0]?.document as { id: string; sha256: string };
    const mediaId = media.id;
    const sha256Hex = Buffer.from(media.sha256, 'base64').toString('hex');
    expect(await fetcher.fetch(aRequest({ mediaId, sha256Hex }))).toEqual({
      kind: 'content',
      content: file,
      mimeType: 'application/pdf',
    });
    const authorization = { authorization: `Bearer ${token}` };
    await fetch(`${base}/graph/v26.0/${mediaId}`, { method: 'DELETE', headers: authorization });
    expect(await fetcher.fetch(aRequest({ mediaId }))).toEqual({ kind: 'missing' });
    const wrong = fetcherFor(`${base}/graph`, {
      accessOf: () => Promise.resolve({ phoneNumberId, accessToken: 'wrong' }),
    });
    expect(await wrong.fetch(aRequest({ mediaId }))).toEqual({ kind: 'retry', reason: 'http 401' });
    http.closeAllConnections();
    await new Promise((resolve) => http.close(resolve));
    await world.close();
  });
});
