import { makeApi, type Api } from './api.ts';
import { makeCustomers } from './customers.ts';
import { makeDeadLetters } from './dead-letters.ts';
import { makeEvents } from './events.ts';
import { makeFiles } from './files.ts';
import { makeList, type List } from './lists.ts';
import { makeRequests } from './requests.ts';
import { makeRuns } from './runs.ts';
import { makeSend, sleep, type RetryRules, type TransportParts } from './transport.ts';

export interface ClientOptions {
  /** Of the product, without `/v1`: `https://mutabik.example.com`. */
  baseUrl: string;
  /** `wk_…`, or where it is read from before each call. */
  apiKey: TransportParts['apiKey'];
  /** Five calls, waits from half a second up to half a minute. */
  retry?: Partial<RetryRules>;
  /** Until an answer is there; half a minute. An upload of megabytes may need more. */
  timeoutMs?: number;
  /** For tests and proxies; those of the platform where left out. */
  fetch?: TransportParts['fetch'];
  /** From 0 up to 1; spreads the waits before repeated calls. */
  random?: TransportParts['random'];
  sleep?: TransportParts['sleep'];
  now?: TransportParts['now'];
  /** Makes the keys of orders that are given none. */
  newKey?: () => string;
}

export interface Client {
  /** Every route, typed. */
  api: Api;
  /** Any list of the API as an async iterator: `for await (const task of client.list('/v1/tasks', { query: { status: 'open' } }))`. */
  list: List;
  events: ReturnType<typeof makeEvents>;
  requests: ReturnType<typeof makeRequests>;
  customers: ReturnType<typeof makeCustomers>;
  runs: ReturnType<typeof makeRuns>;
  deadLetters: ReturnType<typeof makeDeadLetters>;
}

const usual: RetryRules = { attempts: 5, firstWaitMs: 500, longestWaitMs: 30_000 };

export const createClient = (options: ClientOptions): Client => {
  const parts: TransportParts = {
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    apiKey: options.apiKey,
    fetch: options.fetch ?? ((request, init) => fetch(request, init)),
    retry: { ...usual, ...options.retry },
    timeoutMs: options.timeoutMs ?? 30_000,
    random: options.random ?? Math.random,
    sleep: options.sleep ?? sleep,
    now: options.now ?? Date.now,
  };
  const newKey = options.newKey ?? (() => crypto.randomUUID());
  const send = makeSend(parts);
  const api = makeApi(parts, send);
  const files = makeFiles(parts, send);
  const list = makeList(api);
  const all = { api, list, files, newKey, sleep: parts.sleep };
  return {
    ...{ api, list },
    events: makeEvents(all),
    requests: makeRequests(all),
    customers: makeCustomers(all),
    runs: makeRuns(all),
    deadLetters: makeDeadLetters(all),
  };
};
