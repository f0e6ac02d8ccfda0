import { errorOf, NoAnswer, type ApiError } from './api-error.ts';

export interface RetryRules {
  /** Calls made at most, the first among them. */
  attempts: number;
  /** Before the second; twice as long before each later one. */
  firstWaitMs: number;
  /** An answer that asks for a longer wait (`Retry-After`) is the last one. */
  longestWaitMs: number;
}

/** What the outside is made of; everything but the first two has a default. */
export interface TransportParts {
  baseUrl: string;
  /** Read before each call, so that a key can be replaced. */
  apiKey: string | (() => string | Promise<string>);
  fetch: (request: Request, init?: RequestInit) => Promise<Response>;
  retry: RetryRules;
  /** Until the answer is there, of each call; of a download until it begins. */
  timeoutMs: number;
  /** 0 up to 1: spreads waits, so that many who were refused do not come back together. */
  random: () => number;
  /** Rejects with the reason of the signal. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  now: () => number;
}

export interface SendOptions {
  /** Made again for each attempt: a body is read once. */
  make: () => Request;
  /** Doing it twice is doing it once: it may be repeated when no answer came. */
  isRepeatable: boolean;
  /** The body is given out as it comes. */
  isStream?: boolean;
  signal?: AbortSignal | undefined;
}

export type Send = (options: SendOptions) => Promise<Response>;

/** Statuses behind which the call may have been carried out or not. */
const unsure = new Set([500, 502, 503, 504]);

const retryAfterOf = (response: Response, now: number): number | null => {
  const value = response.headers.get('retry-after');
  if (value === null) return null;
  const until = /^\d+$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(until) ? Math.max(0, until) : null;
};

/** Nothing was done, so that another call does no harm, whatever the call was. */
const isRefusedUnread = ({ status, code }: ApiError): boolean =>
  status === 429 || (status === 503 && code === 'overloaded');

/** Read to its end, so that what breaks off in the middle counts as no answer. */
const whole = async (response: Response): Promise<Response> => {
  const body = await response.arrayBuffer();
  const { status, statusText, headers } = response;
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
};

type Attempt = { response: Response } | { refused: ApiError } | { fault: unknown };

const attempt = async (parts: TransportParts, options: SendOptions): Promise<Attempt> => {
  const timer = new AbortController();
  const timeout = setTimeout(
    () => timer.abort(new Error(`no answer in ${parts.timeoutMs} ms`)),
    parts.timeoutMs,
  );
  try {
    const request = options.make();
    const key = typeof parts.apiKey === 'string' ? parts.apiKey : await parts.apiKey();
    request.headers.set('authorization', `Bearer ${key}`);
    const signals = [timer.signal, request.signal, ...(options.signal === undefined ? [] : [options.signal])];
    // A key is for this address alone.
    const response = await parts.fetch(request, { signal: AbortSignal.any(signals), redirect: 'error' });
    if (!response.ok) return { refused: await errorOf(response, retryAfterOf(response, parts.now())) };
    return { response: options.isStream === true ? response : await whole(response) };
  } catch (fault) {
    return { fault };
  } finally {
    clearTimeout(timeout);
  }
};

const waitBefore = ({ retry, random }: TransportParts, n: number): number =>
  Math.min(retry.longestWaitMs, retry.firstWaitMs * 2 ** (n - 1)) * (0.5 + random() / 2);

/** Milliseconds to wait before the same call is made again; null: it is not. */
const waitAfter = (
  parts: TransportParts,
  options: SendOptions,
  n: number,
  done: Exclude<Attempt, { response: Response }>,
): number | null => {
  if (n >= parts.retry.attempts) return null;
  const own = waitBefore(parts, n);
  if ('fault' in done) return options.isRepeatable ? own : null;
  const isAgain = isRefusedUnread(done.refused) || (options.isRepeatable && unsure.has(done.refused.status));
  const asked = done.refused.retryAfterMs ?? 0;
  return isAgain && asked <= parts.retry.longestWaitMs ? Math.max(own, asked) : null;
};

/**
 * One call, made again where that is safe: after 429 and 503, and, of what may be done twice, after other faults of the server and
 * where no answer came. Rejects with `ApiError`, `NoAnswer`, or the reason of the signal.
 */
export const makeSend =
  (parts: TransportParts): Send =>
  async (options) => {
    for (let n = 1; ; n += 1) {
      options.signal?.throwIfAborted();
      const done = await attempt(parts, options);
      if ('response' in done) return done.response;
      options.signal?.throwIfAborted();
      const wait = waitAfter(parts, options, n, done);
      if (wait === null) {
        if ('refused' in done) throw done.refused;
        const { method, url } = options.make();
        throw new NoAnswer(method, new URL(url).pathname, done.fault);
      }
      await parts.sleep(wait, options.signal);
    }
  };

/** Rejects with the reason of the signal. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
