import fc from 'fast-check';
import { Registry } from 'prom-client';
import { makeHttpMetrics } from '../../src/http/http-metrics.ts';
import type { TakeWebhook } from '../../src/http/take-webhook.ts';
import { webhookLane } from '../../src/http/webhook-lane.ts';
import { Unavailable } from '../../src/shared/errors.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { makeTestApp, sign } from '../support/app.ts';
import { hangUp, talk, type RawAnswer } from '../support/raw-http.ts';
import { waitFor } from '../support/wait-for.ts';

type Changes = NonNullable<Parameters<typeof makeTestApp>[0]>['webhook'];
type Lane = 'app' | 'express';

const path = '/webhooks/whatsapp';
const body = Buffer.from('{"object":"whatsapp_business_account","entry":[{"text":"şifalı"}]}');
const mb = 1024 * 1024;

/** The web side with what it logged. */
const recording = (webhook: Changes = {}) => {
  const lines: Record<string, unknown>[] = [];
  const note = (fields: object): void => void lines.push({ ...fields });
  const logger = { ...silentLogger, info: note, error: note };
  return { ...makeTestApp({ webhook, parts: { logger } }), lines };
};

const head = (headers: readonly string[], line = `POST ${path} HTTP/1.1`): string =>
  `${[line, 'Host: test', ...headers].join('\r\n')}\r\n\r\n`;
const close = 'Connection: close';
const signed = `X-Hub-Signature-256: ${sign(body)}`;
const long = (size: number): string => `Content-Length: ${size}`;
const chunk = (bytes: Buffer): Buffer[] => [
  Buffer.from(`${bytes.length.toString(16)}\r\n`),
  bytes,
  Buffer.from('\r\n'),
];
const chunked = 'Transfer-Encoding: chunked';
const lastChunk = '0\r\n\r\n';
const zeros = (size: number): Buffer => Buffer.alloc(size, 0x30);

/** The ids differ from call to call; that the body names the one of the header stays visible. */
const comparable = ({ status, headers, body: text }: RawAnswer): object => {
  const id = headers.find(([name]) => name === 'x-request-id')?.[1] ?? 'none';
  return {
    status,
    headers: headers
      .map(([name, value]) => [name, value.replace(id, 'ID')])
      .sort(([left = ''], [right = '']) => (left < right ? -1 : 1)),
    body: text.replace(id, 'ID'),
    hasId: /^[0-9a-f-]{36}$/.test(id),
  };
};

/** Everything one can see of a call: answers, log lines, measurements, what was handed over. */
const seenOf = async (lane: Lane, bytes: readonly (string | Buffer)[], webhook: Changes = {}) => {
  const test = recording(webhook);
  const answers = await talk(test[lane], bytes);
  await waitFor('its line', () => test.lines.some(({ route }) => route !== undefined));
  const metrics = await test.registry.metrics();
  return {
    answers: answers.map(comparable),
    lines: test.lines.map(({ requestId, durationMs, error, ...fields }) => ({
      ...fields,
      types: [typeof requestId, typeof durationMs, error instanceof Error],
    })),
    counts: metrics.split('\n').filter((line) => /^\w+_(count|total)\{/.test(line)),
    accepted: test.accepted.map((raw) => raw.toString('latin1')),
  };
};

const failing = (error: Error): Changes => ({ acceptWebhook: () => Promise.reject(error) });
const tooLate: Changes = { acceptWebhook: () => new Promise(() => {}), ackTimeoutMs: 20 };

describe('a call of the platform in front of Express and through it', () => {
  const cases: [string, number, readonly (string | Buffer)[], Changes?][] = [
    ['good', 200, [head([close, signed, long(body.length)]), body]],
    [
      'good, in one packet',
      200,
      [Buffer.concat([Buffer.from(head([close, signed, long(body.length)])), body])],
    ],
    [
      'good, in chunks',
      200,
      [head([close, signed, chunked]), ...chunk(body.subarray(0, 9)), ...chunk(body.subarray(9)), lastChunk],
    ],
    ['good, by HTTP/1.0', 200, [head([signed, long(body.length)], `POST ${path} HTTP/1.0`), body]],
    [
      'of another type',
      200,
      [head([close, signed, 'Content-Type: text/plain; charset=x', long(body.length)]), body],
    ],
    ['of no bytes, signed', 200, [head([close, `X-Hub-Signature-256: ${sign('')}`])]],
    ['of no bytes', 401, [head([close, long(0)])]],
    ['without signature', 401, [head([close, long(body.length)]), body]],
    ['signed twice', 401, [head([close, signed, signed, long(body.length)]), body]],
    ['with an empty signature', 401, [head([close, 'X-Hub-Signature-256:', long(body.length)]), body]],
    ['of a changed body', 401, [head([close, signed, long(body.length)]), Buffer.from(body).fill(' ', 0, 1)]],
    [
      'with a content encoding',
      415,
      [head([close, signed, 'Content-Encoding: gzip', long(body.length)]), body],
    ],
    [
      'with an encoding that changes nothing',
      415,
      [head([close, signed, 'Content-Encoding: identity', long(body.length)]), body],
    ],
    ['of 4 MB and a byte', 413, [head([close, signed, long(4 * mb + 1)]), zeros(4 * mb + 1)]],
    [
      'of 4 MB and a byte in chunks',
      413,
      [head([close, signed, chunked]), ...chunk(zeros(4 * mb)), ...chunk(zeros(1)), lastChunk],
    ],
    ['announced with more than 8 MB', 413, [head([signed, long(8 * mb + 1)])]],
    [
      'of more than 8 MB in chunks without end',
      413,
      [head([signed, chunked]), ...chunk(zeros(8 * mb + 1)).slice(0, 2)],
    ],
    [
      'that cannot be stored',
      503,
      [head([close, signed, long(body.length)]), body],
      failing(new Unavailable('no majority')),
    ],
    [
      'that fails unexpectedly',
      500,
      [head([close, signed, long(body.length)]), body],
      failing(new Error('E11000 secret')),
    ],
    ['that is not stored in time', 503, [head([close, signed, long(body.length)]), body], tooLate],
    ['above the limit of calls at once', 503, [head([signed, long(body.length)])], { maxInflight: 0 }],
    ['by another method', 405, [head([close, long(2)], `PUT ${path} HTTP/1.1`), '{}']],
    ['by HEAD', 403, [head([close], `HEAD ${path} HTTP/1.1`)]],
  ];

  // A row without its fourth value would make a callback of the fourth parameter.
  const rows = cases.map(([name, status, bytes, changes = {}]) => [name, status, bytes, changes] as const);
  it.each(rows)('%s, %d: the same answer, line and measurement', async (_name, status, bytes, webhook) => {
    const lane = await seenOf('app', bytes, webhook);
    const express = await seenOf('express', bytes, webhook);

    expect(lane).toEqual(express);
    expect(lane.answers).toMatchObject([{ status, hasId: true }]);
    expect(lane.lines.at(-1)).toMatchObject({ status, route: path, types: ['string', 'number', false] });
    expect(lane.accepted).toHaveLength(status === 200 ? 1 : 0);
    expect(JSON.stringify(lane)).not.toContain('secret');
  });

  it('waiting for leave to send its body: told to go on, then answered', async () => {
    const bytes = [head([close, signed, long(body.length), 'Expect: 100-continue']), body];
    const statuses = (await talk(recording().app, bytes)).map(({ status }) => status);
    expect(statuses).toEqual([100, 200]);
  });

  it.each(['app', 'express'] as const)(
    'whose body breaks off (%s): 499, nothing handed over, room again',
    async (lane) => {
      const test = recording({ maxInflight: 1 });
      const half = Buffer.concat([Buffer.from(head([signed, long(body.length)])), body.subarray(0, 9)]);
      for (const calls of [1, 2]) {
        await hangUp(test[lane], half);
        await waitFor('its line', () => test.lines.length === calls);
      }
      const [after] = await talk(test[lane], [head([close, signed, long(body.length)]), body]);

      expect(test.lines.map(({ status }) => status)).toEqual([499, 499, 200]);
      expect(after?.status).toBe(200);
      expect(test.accepted).toEqual([body]);
    },
  );

  it.each(['app', 'express'] as const)('whose caller goes before it is stored (%s): 499', async (lane) => {
    let stored: (() => void) | undefined;
    const acceptWebhook = () => new Promise<void>((resolve) => (stored = resolve));
    const test = recording({ acceptWebhook });
    const whole = Buffer.concat([Buffer.from(head([signed, long(body.length)])), body]);
    await hangUp(test[lane], whole, () => waitFor('the store', () => stored !== undefined));
    await waitFor('its line', () => test.lines.length > 0);
    stored?.();

    expect(test.lines.map(({ status }) => status)).toEqual([499]);
  });
});

describe('a call that fails when its answer has begun', () => {
  it('has its connection ended and is logged; the process goes on', async () => {
    const lines: string[] = [];
    const logger = { ...silentLogger, error: (_fields: object, message: string) => void lines.push(message) };
    const takeWebhook: TakeWebhook = (_req, res) => {
      res.writeHead(200, { 'Content-Length': '5' }).flushHeaders();
      return Promise.reject(new Error('too late for an answer'));
    };
    const metrics = makeHttpMetrics(new Registry());
    const lane = webhookLane({ path, takeWebhook, logger, metrics }, () => undefined);

    const answers = await talk(lane, [head([signed, long(body.length)]), body]);

    expect(answers.map((answer) => [answer.status, answer.body])).toEqual([[200, '']]);
    expect(lines).toEqual(['request failed']);
  });
});

describe('a connection after a call', () => {
  const next = head([close], 'GET /livez HTTP/1.1');
  const good = [head([signed, long(body.length)]), body];
  const unsigned = [head([long(body.length)]), body];
  const encoded = [head(['Content-Encoding: br', long(body.length)]), body];
  const large = [head([long(4 * mb + 1)]), zeros(4 * mb + 1)];

  it.each([
    ['that was good', good, 200],
    ['without signature', unsigned, 401],
    ['with an encoding', encoded, 415],
    ['of 4 MB and a byte', large, 413],
  ])('%s: answers the next request', async (_name, bytes, status) => {
    const answers = await talk(recording().app, [...bytes, next]);
    expect(answers.map((answer) => answer.status)).toEqual([status, 200]);
  });

  it('of more than 8 MB: is closed, what follows is no request', async () => {
    const smuggled = head([close], 'GET /metrics HTTP/1.1');
    const answers = await talk(recording().app, [head([long(9 * mb)]), smuggled]);
    expect(answers.map((answer) => answer.status)).toEqual([413]);
    expect(answers[0]?.headers).toContainEqual(['connection', 'close']);
  });
});

describe('the path of the webhook', () => {
  it.each([`${path}/`, '/Webhooks/WhatsApp', `${path}?source=meta`, `http://test${path}`])(
    'spelt %s: taken all the same, counted under the same route',
    async (spelling) => {
      const bytes = [head([close, signed, long(body.length)], `POST ${spelling} HTTP/1.1`), body];
      expect(await seenOf('app', bytes)).toEqual(
        await seenOf('app', [head([close, signed, long(body.length)]), body]),
      );
    },
  );

  it('spelt in two ways at once: one limit for both', async () => {
    const waiting: (() => void)[] = [];
    const test = recording({
      maxInflight: 1,
      acceptWebhook: () => new Promise((resolve) => waiting.push(resolve)),
    });
    const first = talk(test.app, [head([close, signed, long(body.length)]), body]);
    await waitFor('the first call', () => waiting.length > 0);
    const [second] = await talk(test.app, [head([signed], `POST ${path}/ HTTP/1.1`)]);
    waiting[0]?.();

    expect(second?.status).toBe(503);
    expect((await first)[0]?.status).toBe(200);
  });

  it('with something behind it: not found', async () => {
    const [answer] = await talk(recording().app, [head([close, long(0)], `POST ${path}x HTTP/1.1`)]);
    expect(answer?.status).toBe(404);
  });
});

describe('a body in any pieces', () => {
  it('is handed over byte for byte', async () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(pieces, async (parts) => {
        const test = recording();
        const whole = Buffer.concat(parts);
        const header = head([close, `X-Hub-Signature-256: ${sign(whole)}`, chunked]);
        const [answer] = await talk(test.app, [
          header,
          ...parts.flatMap((part) => chunk(Buffer.from(part))),
          lastChunk,
        ]);
        expect([answer?.status, test.accepted]).toEqual([200, [whole]]);
      }),
      { numRuns: 40 },
    );
  });
});
