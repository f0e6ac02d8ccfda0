import { Unavailable } from '../../src/shared/errors.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { makeTestApp } from '../support/app.ts';
import { aLetterEvent } from '../support/builders-api.ts';
import { hangUp, talk, type RawAnswer } from '../support/raw-http.ts';
import { waitFor } from '../support/wait-for.ts';

type Changes = Pick<NonNullable<Parameters<typeof makeTestApp>[0]>, 'ports' | 'maxInflightEvents'>;
type Lane = 'app' | 'express';
type Bytes = readonly (string | Buffer)[];
type Call = (bearer: ReturnType<typeof makeTestApp>['bearer']) => Bytes;

const path = '/v1/events';
const event = aLetterEvent();
const json = 'Content-Type: application/json';
const close = 'Connection: close';
const kb = 1024;

/** One call: these lines of a head after the first two, and this body with its length. */
const call = (lines: readonly string[], body: string | Buffer, line = `POST ${path} HTTP/1.1`): Bytes => {
  const bytes = Buffer.from(body);
  const head = [line, 'Host: test', close, ...lines, `Content-Length: ${bytes.length}`];
  return [`${head.join('\r\n')}\r\n\r\n`, bytes];
};
const by = (authorization: string): string => `Authorization: ${authorization}`;
const good =
  (body: string | Buffer = JSON.stringify(event), lines: readonly string[] = [json]): Call =>
  (bearer) =>
    call([by(bearer(['events:write'])), ...lines], body);

/** The web side with what it logged. */
const recording = (changes: Changes = {}) => {
  const lines: Record<string, unknown>[] = [];
  const note = (fields: object): void => void lines.push({ ...fields });
  const logger = { ...silentLogger, info: note, error: note };
  return { ...makeTestApp({ ...changes, parts: { logger } }), lines };
};

const comparable = ({ status, headers, body }: RawAnswer): object => {
  const id = headers.find(([name]) => name === 'x-request-id')?.[1] ?? 'none';
  return {
    status,
    headers: headers
      .map(([name, value]) => [name, value.replace(id, 'ID')])
      .sort(([left = ''], [right = '']) => (left < right ? -1 : 1)),
    body: body.replace(id, 'ID'),
    hasId: /^[0-9a-f-]{36}$/.test(id),
  };
};

/** Everything one can see of calls, one after the other: answers, log lines, measurements, what was stored and announced. */
const seenOf = async (lane: Lane, calls: readonly Call[], changes: Changes = {}) => {
  const test = recording(changes);
  const answers: object[] = [];
  for (const one of calls) {
    const ended = test.lines.filter(({ route }) => route !== undefined).length + 1;
    answers.push(...(await talk(test[lane], one(test.bearer))).map(comparable));
    await waitFor('its line', () => test.lines.filter(({ route }) => route !== undefined).length === ended);
  }
  const metrics = await test.registry.metrics();
  return {
    answers,
    lines: test.lines.map(({ requestId, durationMs, error, keyId, ...fields }) => ({
      ...fields,
      types: [typeof requestId, typeof durationMs, typeof keyId, error instanceof Error],
    })),
    counts: metrics.split('\n').filter((line) => /^\w+_(count|total)\{/.test(line)),
    events: test.held.events.map(({ receivedAt: _at, ...one }) => one),
    announced: test.held.announced,
  };
};

const failing = (error: Error): Changes => ({
  ports: (ports) => ({ ...ports, events: { ...ports.events, accept: () => Promise.reject(error) } }),
});

describe('an event in front of Express and through it', () => {
  const text = JSON.stringify(event);
  const withData = (data: object): string => JSON.stringify({ ...event, data });
  const cases: [string, number, Call, Changes?][] = [
    ['good', 202, good()],
    ['good, with character set', 202, good(text, ['content-type: application/json; charset="utf-8"'])],
    ['good, with a mark of its order of bytes', 202, good(`\uFEFF${text}`)],
    ['good, with its key', 202, good(text, [json, 'Idempotency-Key: evt_0001'])],
    ['with the key of another', 400, good(text, [json, 'Idempotency-Key: evt_2'])],
    ['with two keys', 400, good(text, [json, 'Idempotency-Key: evt_0001', 'Idempotency-Key: evt_0001'])],
    ['without credentials', 401, () => call([json], text)],
    ['with a wrong key', 401, () => call([json, by('Bearer wk_1_no')], text)],
    ['with two keys to get in', 401, (bearer) => call([json, by(bearer(['*'])), by(bearer(['*']))], text)],
    ['with a key that may only read', 403, (bearer) => call([json, by(bearer(['events:read']))], text)],
    ['of another tenant', 403, good(JSON.stringify({ ...event, tenant: 't_other' }))],
    ['that is no JSON', 400, good('{"event_id":')],
    ['that is a text', 400, good('"evt"')],
    ['that is a number', 400, good('7')],
    ['that is null', 400, good('null')],
    ['that is white space', 400, good(' \n ')],
    ['that is a list', 400, good('[]')],
    ['that is empty', 400, good('')],
    [
      'with bytes that are no text',
      202,
      good(Buffer.from(text.replace('120.01.0001', 'M\xff\xc3\xe2\x82'), 'latin1')),
    ],
    ['with a key that reaches prototypes', 400, good(text.replace('"data":{', '"data":{"__proto__":{},'))],
    ['with an operator', 400, good(withData({ $gt: 1 }))],
    ['with half a character', 400, good(withData({ subject: '\ud800' }))],
    ['with an unknown field', 400, good(JSON.stringify({ ...event, more: 1 }))],
    ['of an unknown type', 400, good(JSON.stringify({ ...event, type: 'no.such' }))],
    ['of another content type', 415, good(text, ['Content-Type: text/plain'])],
    ['of no content type', 415, good(text, [])],
    ['in another character set', 415, good(text, [`${json}; charset=latin1`])],
    ['with a content encoding', 415, good(text, [json, 'Content-Encoding: gzip'])],
    ['with an encoding that changes nothing', 202, good(text, [json, 'Content-Encoding: identity'])],
    ['of 256 KB', 400, good(' '.repeat(256 * kb))],
    ['of 256 KB and a byte', 413, good(' '.repeat(256 * kb + 1))],
    [
      'in chunks',
      202,
      (bearer) => {
        const head = [`POST ${path} HTTP/1.1`, 'Host: test', close, json, by(bearer(['events:write']))];
        const size = Buffer.byteLength(text).toString(16);
        return [
          `${[...head, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n`,
          `${size}\r\n${text}\r\n0\r\n\r\n`,
        ];
      },
    ],
    ['by HTTP/1.0', 202, (bearer) => call([json, by(bearer(['*']))], text, `POST ${path} HTTP/1.0`)],
    ['by another method', 405, (bearer) => call([json, by(bearer(['*']))], text, `PUT ${path} HTTP/1.1`)],
    ['that cannot be stored', 503, good(), failing(new Unavailable('no majority'))],
    ['that fails unexpectedly', 500, good(), failing(new Error('E11000 secret'))],
    ['above the limit of calls at once', 503, good(), { maxInflightEvents: 0 }],
  ];
  // A row without its fourth value would make a callback of the fourth parameter.
  const rows = cases.map(([name, status, one, changes = {}]) => [name, status, one, changes] as const);

  it.each(rows)(
    '%s, %d: the same answer, line, measurement and record',
    async (_name, status, one, changes) => {
      const lane = await seenOf('app', [one], changes);

      expect(lane).toEqual(await seenOf('express', [one], changes));
      expect(lane.answers).toMatchObject([{ status, hasId: true }]);
      expect(lane.lines.at(-1)).toMatchObject({ status, route: path });
      expect(lane.announced).toEqual(status === 202 ? ['evt_0001'] : []);
      expect(JSON.stringify(lane)).not.toContain('secret');
    },
  );

  it('again, and again with other content: replayed, then refused, the same both ways', async () => {
    const calls = [good(), good(), good(JSON.stringify({ ...event, customer_id: 'C002' }))];
    const lane = await seenOf('app', calls);

    expect(lane).toEqual(await seenOf('express', calls));
    expect(lane.answers).toMatchObject([{ status: 202 }, { status: 202 }, { status: 422 }]);
    expect(JSON.stringify(lane.answers[1])).toContain('["idempotency-replayed","true"]');
    expect(lane.announced).toEqual(['evt_0001']);
  });

  it.each([`${path}/`, '/V1/Events', `http://test${path}`])(
    'spelt %s: taken all the same, counted under the same route',
    async (spelling) => {
      const spelt: Call = (bearer) =>
        call([json, by(bearer(['events:write']))], text, `POST ${spelling} HTTP/1.1`);
      expect(await seenOf('app', [spelt])).toEqual(await seenOf('app', [good()]));
    },
  );

  it('with a query: refused by both', async () => {
    const asked: Call = (bearer) => call([json, by(bearer(['*']))], text, `POST ${path}?dry=1 HTTP/1.1`);
    expect(await seenOf('app', [asked])).toEqual(await seenOf('express', [asked]));
  });

  it('spelt in two ways at once: one limit for both', async () => {
    const waiting: (() => void)[] = [];
    const test = recording({
      maxInflightEvents: 1,
      ports: (ports) => ({
        ...ports,
        events: {
          ...ports.events,
          accept: () => new Promise((resolve) => waiting.push(() => resolve('created'))),
        },
      }),
    });
    const key = by(test.bearer(['events:write']));
    const first = talk(test.app, call([json, key], text));
    await waitFor('the first call', () => waiting.length > 0);
    const [second] = await talk(test.app, call([json, key], text, `POST ${path}/ HTTP/1.1`));
    waiting[0]?.();

    expect(second?.status).toBe(503);
    expect((await first)[0]?.status).toBe(202);
  });

  it.each(['app', 'express'] as const)(
    'whose body breaks off (%s): 499, nothing stored, room again',
    async (lane) => {
      const test = recording({ maxInflightEvents: 1 });
      const [head = '', body = ''] = good()(test.bearer);
      const half = Buffer.concat([Buffer.from(head), Buffer.from(body).subarray(0, 9)]);
      for (const calls of [1, 2]) {
        await hangUp(test[lane], half);
        await waitFor('its line', () => test.lines.length === calls);
      }
      const [after] = await talk(test[lane], good()(test.bearer));

      expect(test.lines.map(({ status }) => status)).toEqual([499, 499, 202]);
      expect(after?.status).toBe(202);
      expect(test.held.announced).toEqual(['evt_0001']);
    },
  );
});

describe('a connection after an event', () => {
  it.each([
    ['that was good', good(), 202],
    ['without credentials', () => call([json], JSON.stringify(event)), 401],
    ['that is no JSON', good('{'), 400],
  ] as [string, Call, number][])('%s: answers the next request', async (_name, one, status) => {
    const test = recording();
    const [head = '', body = ''] = one(test.bearer);
    const open = String(head).replace(`${close}\r\n`, '');
    const next = `GET /livez HTTP/1.1\r\nHost: test\r\n${close}\r\n\r\n`;
    const answers = await talk(test.app, [open, body, next]);
    expect(answers.map((answer) => answer.status)).toEqual([status, 200]);
  });
});
