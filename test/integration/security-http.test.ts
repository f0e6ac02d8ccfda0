import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import request from 'supertest';
import { sendStream } from '../../src/http/send-stream.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import { makeTestApp, sign } from '../support/app.ts';
import { aLetterEvent } from '../support/builders-api.ts';

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': expect.stringContaining('max-age=31536000'),
  'content-security-policy': expect.stringContaining("default-src 'none'"),
  'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
};

describe('security headers', () => {
  it('are on every route, errors and unknown paths included', async () => {
    const test = makeTestApp({ reference: true });
    const paths = [
      '/',
      '/livez',
      '/readyz',
      '/metrics',
      '/openapi.json',
      '/docs',
      '/docs/start.js',
      '/nowhere',
    ];
    const api = test.routes.map(({ path }) => path.replaceAll(/\{\w+\}/g, 'x'));

    for (const path of [...paths, ...new Set(api), '/webhooks/whatsapp', '/%E0%A4%A']) {
      const answer = await request(test.app).get(path);
      expect([path, answer.headers]).toEqual([path, expect.objectContaining(headers)]);
      expect(answer.headers['x-powered-by']).toBeUndefined();
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('keep data out of caches', async () => {
    const test = makeTestApp();

    const answer = await request(test.app).get('/v1/customers').set('Authorization', test.bearer());

    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

describe('the API reference', () => {
  it('is asked for: page, scripts and styles come from our own origin, nothing inline', async () => {
    const test = makeTestApp({ reference: true });

    const page = await request(test.app).get('/docs');

    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/<script(?![^>]*src="\/docs\/)/);
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
    for (const [, link] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await request(test.app).get(String(link))).status).toBe(200);
    }
  });
});

describe('errors', () => {
  it('of an unknown kind happen inside a route: 500 without any word of theirs', async () => {
    const test = makeTestApp({
      ports: (ports) => ({
        ...ports,
        customers: {
          ...ports.customers,
          find: () => Promise.reject(new Error('E11000 dup key: { phone: "+905000000101" }')),
        },
      }),
    });

    const answer = await request(test.app).get('/v1/customers/C001').set('Authorization', test.bearer());

    expect(answer.status).toBe(500);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toEqual({
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      code: 'internal',
      requestId: answer.headers['x-request-id'],
    });
  });

  it.each([
    ['an unknown path', 'get', '/v1/nothing', 404, 'not_found'],
    ['a wrong method', 'delete', '/v1/events', 405, 'method_not_allowed'],
    ['a wrong method of a health check', 'post', '/livez', 405, 'method_not_allowed'],
    ['a broken path', 'get', '/v1/events/%E0%A4%A', 400, 'validation_failed'],
  ] as const)('of %s: %s %s gives %i %s', async (_case, method, path, status, code) => {
    const test = makeTestApp();

    const answer = await request(test.app)[method](path);

    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('of a wrong method name the right ones', async () => {
    const answer = await request(makeTestApp().app).patch('/v1/customers/C001');

    expect([answer.status, answer.headers['allow']]).toEqual([405, 'PUT, GET, HEAD']);
  });
});

describe('JSON bodies', () => {
  const send = (test: ReturnType<typeof makeTestApp>, body: string, type = 'application/json') =>
    request(test.app)
      .post('/v1/events')
      .set('Authorization', test.bearer())
      .set('Content-Type', type)
      .send(body);

  it.each([
    ['text', 'text/plain'],
    ['a form', 'application/x-www-form-urlencoded'],
    ['multipart', 'multipart/form-data; boundary=x'],
    ['another character set', 'application/json; charset=utf-16'],
  ])('come as %s: 415', async (_case, type) => {
    const answer = await send(makeTestApp(), JSON.stringify(aLetterEvent()), type);

    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
  });

  it('come compressed: 415', async () => {
    const test = makeTestApp();

    const answer = await send(test, '{}').set('Content-Encoding', 'gzip');

    expect(answer.status).toBe(415);
  });

  it('are larger than 256 KB: 413', async () => {
    const answer = await send(makeTestApp(), JSON.stringify({ text: 'x'.repeat(257 * 1024) }));

    expect([answer.status, answer.body.code]).toEqual([413, 'payload_too_large']);
  });

  it.each([
    ['broken', '{"type":'],
    ['a bare value', '"text"'],
    ['nested 33 deep', `{"data":${'['.repeat(33)}${']'.repeat(33)}}`],
    ['nested 100 000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['carrying __proto__', '{"__proto__":{"admin":true}}'],
    ['carrying __proto__ deep inside', '{"data":{"lines":[{"__proto__":{"admin":true}}]}}'],
    ['carrying constructor', '{"data":{"constructor":{"prototype":{"admin":true}}}}'],
    ['carrying an operator', '{"event_id":{"$ne":null}}'],
    ['carrying a dotted key', '{"data":{"a.b":1}}'],
    ['carrying half a surrogate pair', '{"event_id":"\\ud800"}'],
  ])('are %s: 400 and no object is changed', async (_case, body) => {
    const test = makeTestApp();

    const answer = await send(test, body);

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    expect(test.held.events).toEqual([]);
  });
});

describe('webhook', () => {
  const body = '{"object":"whatsapp_business_account","entry":[{"text":"şifalı"}]}';
  const post = (test: ReturnType<typeof makeTestApp>) =>
    request(test.app).post('/webhooks/whatsapp').set('Content-Type', 'application/json');

  it('carries a good signature: 200, empty, and the very bytes are handed over', async () => {
    const test = makeTestApp();

    const answer = await post(test).set('X-Hub-Signature-256', sign(body)).send(body);

    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(test.accepted.map((raw) => raw.toString())).toEqual([body]);
  });

  it.each([
    ['no signature', undefined],
    ['an empty one', ''],
    ['that of another body', sign('{}')],
    ['that of another secret', sign(body, 'other')],
  ])('carries %s: 401 and nothing is handed over', async (_case, signature) => {
    const test = makeTestApp();
    const call = post(test);
    if (signature !== undefined) call.set('X-Hub-Signature-256', signature);

    const answer = await call.send(body);

    expect([answer.status, answer.body.code]).toEqual([401, 'unauthorized']);
    expect(test.accepted).toEqual([]);
    expect(await test.registry.getSingleMetricAsString('webhook_signature_failures_total')).toContain(' 1');
  });

  it('carries the header twice: 401, even when both are right', async () => {
    const test = makeTestApp();
    const server = createServer(test.app).listen(0);
    const { port } = server.address() as AddressInfo;

    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = httpRequest(
        { port, host: '127.0.0.1', path: '/webhooks/whatsapp', method: 'POST' },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      call.on('error', reject);
      call.setHeader('X-Hub-Signature-256', [sign(body), sign(body)]);
      call.end(body);
    });
    server.close();

    expect([status, test.accepted]).toEqual([401, []]);
  });

  it.each([
    ['a content encoding', { 'Content-Encoding': 'gzip' }, body, 415],
    ['more than 4 MB', {}, 'x'.repeat(4 * 1024 * 1024 + 1), 413],
  ])('carries %s: refused before anything is read', async (_case, extra, text, status) => {
    const test = makeTestApp();

    const answer = await post(test).set('X-Hub-Signature-256', sign(text)).set(extra).send(text);

    expect([answer.status, test.accepted]).toEqual([status, []]);
  });

  it('comes by another method: 405', async () => {
    const answer = await request(makeTestApp().app).put('/webhooks/whatsapp').send('{}');

    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('cannot be stored: 503 with Retry-After', async () => {
    const acceptWebhook = () => Promise.reject(new Unavailable('no majority'));
    const test = makeTestApp({ webhook: { acceptWebhook } });

    const answer = await post(test).set('X-Hub-Signature-256', sign(body)).send(body);

    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
  });

  it('is not stored in time: 503 with Retry-After at the limit', async () => {
    const test = makeTestApp({ webhook: { acceptWebhook: () => new Promise(() => {}), ackTimeoutMs: 50 } });

    const answer = await post(test).set('X-Hub-Signature-256', sign(body)).send(body);

    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
  });

  it('comes while as many as allowed are in flight: 503, and room again afterwards', async () => {
    const waiting: (() => void)[] = [];
    const acceptWebhook = () => new Promise<void>((resolve) => waiting.push(resolve));
    const test = makeTestApp({ webhook: { acceptWebhook, maxInflight: 1 } });
    const send = () => post(test).set('X-Hub-Signature-256', sign(body)).send(body);

    const first = send().then((answer) => answer.status);
    while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = await send();
    waiting[0]?.();

    expect([second.status, second.body.code, second.headers['retry-after']]).toEqual([
      503,
      'overloaded',
      '1',
    ]);
    expect(await first).toBe(200);
    const third = send().then((answer) => answer.status);
    while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
    waiting[1]?.();
    expect(await third).toBe(200);
  });
});

describe('PDFs', () => {
  it('are asked for by more than may wait: 503 with Retry-After, other formats go on, and the others get theirs', async () => {
    let open = (): void => {};
    const isOpen = new Promise<void>((resolve) => (open = resolve));
    const test = makeTestApp({
      maxInflightPdfs: 1,
      ports: (ports) => ({
        ...ports,
        noteExport: async ({ details }) => (details.format === 'pdf' ? isOpen : undefined),
      }),
    });
    const take = (format: string) =>
      request(test.app)
        .get(`/v1/exports/transcripts?format=${format}`)
        .set('Authorization', test.bearer())
        .then((answer) => answer);
    const asked = Array.from({ length: 6 }, () => take('pdf'));

    const refused = await Promise.race(asked);
    const other = await take('csv');
    open();
    const all = await Promise.all(asked);

    expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([503, 'busy', '10']);
    expect(other.status).toBe(200);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 503]);
  });

  it('are made slower than a caller may be: come whole', async () => {
    const app = express().get('/', (_req, res) => {
      const content = async function* () {
        yield 'a';
        await new Promise((resolve) => res.socket?.once('timeout', resolve));
        yield 'b';
      };
      const file = { content: content(), mimeType: 'text/csv', filename: 'a.csv' };
      void sendStream(res, file, { patienceMs: 30 });
    });

    expect((await request(app).get('/')).text).toBe('ab');
  });

  it('are made for a caller that takes nothing: cut off, and no more is made', async () => {
    const made = new Promise<void>((ended) => {
      const server = express()
        .get('/', (_req, res) => {
          const content = async function* () {
            try {
              for (;;) yield Buffer.alloc(1_000_000);
            } finally {
              server.close();
              ended();
            }
          };
          const file = { content: content(), mimeType: 'application/pdf', filename: 'a.pdf' };
          void sendStream(res, file, { patienceMs: 30 });
        })
        .listen(0, () => {
          const { port } = server.address() as AddressInfo;
          httpRequest({ port }, (answer) => answer.on('error', () => {}).pause())
            .on('error', () => {})
            .end();
        });
    });

    await expect(made).resolves.toBeUndefined();
  });
});

describe('webhook verification', () => {
  const verify = (query: Record<string, string>, verifyToken: string | null = 'verify-me') =>
    request(makeTestApp({ webhook: { verifyToken } }).app)
      .get('/webhooks/whatsapp')
      .query(query);
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': 'verify-me', 'hub.challenge': '1158201444' };

  it('brings the right token: the challenge comes back as text', async () => {
    const answer = await verify(right);

    expect([answer.status, answer.type, answer.text]).toEqual([200, 'text/plain', '1158201444']);
  });

  it.each([
    ['a wrong token', { ...right, 'hub.verify_token': 'guess' }, 403],
    ['no token', { 'hub.mode': 'subscribe', 'hub.challenge': '1' }, 403],
    ['another mode', { ...right, 'hub.mode': 'unsubscribe' }, 403],
    ['a challenge with markup', { ...right, 'hub.challenge': '<script>' }, 400],
    ['a long challenge', { ...right, 'hub.challenge': '1'.repeat(65) }, 400],
  ])('brings %s: refused', async (_case, query, status) => {
    expect((await verify(query)).status).toBe(status);
  });

  it('comes while no token is configured: 403, also for an empty one', async () => {
    expect((await verify({ ...right, 'hub.verify_token': '' }, null)).status).toBe(403);
  });
});

describe('health', () => {
  const check = (changes: Parameters<typeof makeTestApp>[0], path: string) =>
    request(makeTestApp(changes).app).get(path);
  const failing = { name: 'database', check: () => Promise.reject(new Error('down')) };
  const hanging = { name: 'database', check: () => new Promise<void>(() => {}) };

  it.each([
    ['nothing is wrong', {}, 200],
    ['a check fails', { checks: [failing] }, 503],
    ['a check hangs', { checks: [hanging], healthTimeoutMs: 20 }, 503],
    ['the process is stopping', { isStopping: () => true }, 503],
  ])('is asked for readiness while %s: %s', async (_case, parts, status) => {
    expect((await check({ parts }, '/readyz')).status).toBe(status);
  });

  it('is asked for life while the database is down: 200, nobody restarts', async () => {
    expect((await check({ parts: { checks: [failing] } }, '/livez')).status).toBe(200);
  });

  it('is asked for metrics: routes appear as patterns, never as paths', async () => {
    const test = makeTestApp();
    await request(test.app).get('/v1/customers/SECRET-REF?x=1').set('Authorization', test.bearer());

    const answer = await request(test.app).get('/metrics');

    expect(answer.text).toContain('route="/v1/customers/{ref}"');
    expect(answer.text).not.toContain('SECRET-REF');
  });
});
