import { ApiError, createClient, dataOf, NoAnswer, type Client, type NewEvent } from '@mutabik/client';

interface Seen {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

type Answer = Response | (() => Promise<Response>);

const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' }, ...init });
const problem = (status: number, code: string, headers: Record<string, string> = {}): Response =>
  json(
    {
      type: 'about:blank',
      title: 'No',
      status,
      code,
      requestId: 'req_1',
      problems: [{ field: 'a', message: 'b' }],
    },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
const fault = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));

/** A client whose outside is played: these answers in turn, no time passes, no chance. */
const play = (...answers: Answer[]): { client: Client; seen: Seen[]; waits: number[] } => {
  const seen: Seen[] = [];
  const waits: number[] = [];
  const client = createClient({
    baseUrl: 'https://mutabik.example.com/',
    apiKey: () => 'wk_key',
    random: () => 1,
    newKey: () => 'key_1',
    fetch: async (request) => {
      const { method, url, headers } = request;
      seen.push({
        method,
        path: url.replace('https://mutabik.example.com', ''),
        headers,
        body: await request.text(),
      });
      const answer = answers.shift();
      if (answer === undefined) throw new Error('one call too many');
      return typeof answer === 'function' ? answer() : answer;
    },
    sleep: (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      return Promise.resolve();
    },
  });
  return { client, seen, waits };
};

const event: NewEvent = {
  type: 'document.requested',
  event_id: 'e1',
  tenant: 't_demo',
  customer_id: 'C003',
  occurred_at: '2026-11-25T09:10:00+03:00',
  data: { request_id: 'R1', document_code: 'imza_sirkuleri' },
};
const stored = (): Response => json({ eventId: 'e1' }, { status: 202 });

describe('a call', () => {
  it('that is taken: with the key, once, and the answer as it is typed', async () => {
    const { client, seen } = play(stored());

    expect(await client.events.report(event)).toEqual({ eventId: 'e1', isReplay: false });
    expect(seen.map(({ method, path }) => [method, path])).toEqual([['POST', '/v1/events']]);
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer wk_key');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(event);
  });

  it('of an event, without an answer, shed and too often: again with the same body, waiting as asked and longer each time', async () => {
    const busy = problem(503, 'overloaded', { 'retry-after': '1' });
    const often = problem(429, 'rate_limited', { 'retry-after': '7' });
    const known = json({ eventId: 'e1' }, { status: 202, headers: { 'idempotency-replayed': 'true' } });
    const { client, seen, waits } = play(fault, busy, often, problem(500, 'internal'), known);

    expect(await client.events.report(event)).toEqual({ eventId: 'e1', isReplay: true });
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
    expect(waits).toEqual([500, 1_000, 7_000, 4_000]);
  });

  it('that never gets an answer: ends after five with what is known', async () => {
    const { client, seen } = play(fault, fault, fault, fault, fault);

    const ended = client.events.report(event);
    await expect(ended).rejects.toThrow(NoAnswer);
    await expect(ended).rejects.toThrow('no answer to POST /v1/events');
    expect(seen).toHaveLength(5);
  });

  it('that is refused: thrown at once with status, code, fields and request id', async () => {
    const { client, seen } = play(problem(422, 'idempotency_key_reused'));

    await expect(client.events.report(event)).rejects.toMatchObject({
      ...{ name: 'ApiError', status: 422, code: 'idempotency_key_reused', requestId: 'req_1' },
      fields: [{ field: 'a', message: 'b' }],
    });
    expect(seen).toHaveLength(1);
  });

  it('that a proxy answered: an error of no known code', async () => {
    const { client } = play(new Response('<html>', { status: 404, statusText: 'Not Found' }));

    const error = await client.requests.get('req_1').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, code: 'unknown', fields: [], requestId: null });
  });

  it('that is asked to come back in an hour: ends now, and says when', async () => {
    const { client, waits } = play(problem(503, 'storage_unavailable', { 'retry-after': '3600' }));

    await expect(client.events.report(event)).rejects.toMatchObject({ status: 503, retryAfterMs: 3_600_000 });
    expect(waits).toEqual([]);
  });

  it('that would do twice what it does: again only where nothing was done', async () => {
    const key = { name: 'erp', scopes: ['events:write' as const] };
    const issue = (client: Client) => dataOf(client.api.POST('/v1/apikeys', { body: key }));
    const made = play(problem(503, 'overloaded'), json({ id: 'wk_1' }, { status: 201 }));
    expect(await issue(made.client)).toEqual({ id: 'wk_1' });

    for (const answer of [fault, problem(503, 'storage_unavailable'), problem(500, 'internal')]) {
      const { client, seen } = play(answer);
      await expect(issue(client)).rejects.toThrow();
      expect(seen).toHaveLength(1);
    }
  });

  it('of an order: carries a key, the same one in every attempt', async () => {
    const { client, seen } = play(
      fault,
      json({ id: 'r1' }, { status: 202 }),
      json({ id: 'r1' }, { status: 202 }),
    );
    await client.requests.cancel('r1');
    await client.requests.remind('r1', { idempotencyKey: 'mine' });

    expect(seen.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['key_1', 'key_1', 'mine']);
  });

  it('that is stopped while it waits: rejects with the reason, and makes no other call', async () => {
    const stop = new AbortController();
    const { client, seen } = play(() => {
      stop.abort(new Error('enough'));
      return fault();
    });

    await expect(client.events.report(event, { signal: stop.signal })).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
  });
});

describe('a list', () => {
  it('is read page by page, and no further than it is wanted', async () => {
    const page = (ids: number[], nextCursor: string | null): Response =>
      json({ data: ids.map((id) => ({ id: `r${id}` })), nextCursor });
    const { client, seen } = play(page([1, 2], 'c1'), page([3], null), page([4], 'c2'));

    const ids: string[] = [];
    for await (const { id } of client.requests.list({ status: 'open', limit: 2 })) ids.push(id);
    expect(ids).toEqual(['r1', 'r2', 'r3']);
    expect(seen.map(({ path }) => path)).toEqual([
      '/v1/requests?status=open&limit=2',
      '/v1/requests?status=open&limit=2&cursor=c1',
    ]);

    for await (const { n } of client.list('/v1/runs/{id}/rows', { path: { id: 'run_1' } })) {
      expect(n).toBe(undefined);
      break;
    }
    expect(seen.at(-1)?.path).toBe('/v1/runs/run_1/rows');
    expect(seen).toHaveLength(3);
  });
});

describe('a customer', () => {
  const customer = { ref: 'C 1', name: 'Bir', contacts: [] };
  const read = (etag: string): Response => json(customer, { headers: { etag } });

  it('is changed at the revision that was seen: again where somebody was quicker', async () => {
    const { client, seen } = play(
      read('"1"'),
      problem(412, 'precondition_failed'),
      read('"2"'),
      json(customer),
    );

    await client.customers.change('C 1', ({ contacts }) => ({ name: 'İki', contacts: contacts as [] }));
    expect(seen.map(({ method, path, headers }) => [method, path, headers.get('if-match')])).toEqual([
      ['GET', '/v1/customers/C%201', null],
      ['PUT', '/v1/customers/C%201', '"1"'],
      ['GET', '/v1/customers/C%201', null],
      ['PUT', '/v1/customers/C%201', '"2"'],
    ]);
  });

  it('is written at a revision without an answer: not again, it may have been written', async () => {
    const { client, seen } = play(fault);

    await expect(client.customers.put('C1', { name: 'A', contacts: [] }, { ifMatch: '"1"' })).rejects.toThrow(
      NoAnswer,
    );
    expect(seen).toHaveLength(1);
  });
});

describe('files', () => {
  it('sent: a form with the file and its fields, whole in every attempt', async () => {
    const { client, seen } = play(fault, json({ id: 'run_1' }, { status: 201 }));

    await client.runs.create(new Blob(['a;b\n']), { periodEnd: '2026-10-31', mapping: { customer: 0 } });
    for (const { body, headers } of seen) {
      expect(headers.get('idempotency-key')).toBe('key_1');
      for (const part of ['name="periodEnd"', '2026-10-31', '{"customer":0}', 'name="file"', 'a;b'])
        expect(body).toContain(part);
    }
    expect(seen).toHaveLength(2);
  });

  it('fetched: as a stream, with its name and whether it was scanned', async () => {
    const headers = {
      'content-type': 'text/csv',
      'content-length': '3',
      'content-disposition': `attachment; filename="x"; filename*=UTF-8''%C3%B6zet.csv`,
      'x-mutabik-scan': 'none',
    };
    const { client, seen } = play(new Response('a;b', { headers }));

    const { body, ...told } = await client.runs.report('run_1', { format: 'csv', language: 'tr' });
    expect(told).toEqual({ filename: 'özet.csv', contentType: 'text/csv', bytes: 3, isUnscanned: true });
    expect(await new Response(body).text()).toBe('a;b');
    expect(seen[0]?.path).toBe('/v1/runs/run_1/report?format=csv&language=tr');
  });
});

describe('waiting', () => {
  it('for an event and for a request: looks until it is so', async () => {
    const { client, waits } = play(
      ...[json({ status: 'accepted' }), json({ status: 'processed', requestIds: ['r1'] })],
      ...[json({ status: 'open' }), json({ status: 'closed', outcome: 'agreed' })],
    );

    expect((await client.events.worked('e1')).status).toBe('processed');
    expect((await client.requests.closed('r1', { everyMs: 250 })).outcome).toBe('agreed');
    expect(waits).toEqual([1_000, 250]);
  });

  it('replaying dead letters: part by part, and not for ever where nothing comes back', async () => {
    const part = (replayed: number, notReady: number, more: boolean): Response =>
      json({ replayed, notReady, more }, { status: 202 });
    const { client } = play(part(500, 0, true), part(3, 2, false), part(0, 500, true));

    expect(await client.deadLetters.replayAll()).toEqual({ replayed: 503, notReady: 2 });
    expect(await client.deadLetters.replayAll({ kind: 'callback' })).toEqual({ replayed: 0, notReady: 500 });
  });
});
