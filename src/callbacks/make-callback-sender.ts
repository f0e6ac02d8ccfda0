import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, errors, type Dispatcher } from 'undici';
import type { AddressPolicy } from './address-policy.ts';
import {
  checkCallbackUrl,
  CallbackUrlRefused,
  mayConnect,
  type CallbackTarget,
  type LookupAll,
} from './callback-url.ts';
import type { CallbackResult } from './next-callback-attempt.ts';

export interface CallbackCall {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface CallbackSender {
  /** Makes one call. Never throws, never follows a redirect, never retries, never gives out the answer's content. */
  send(call: CallbackCall): Promise<CallbackResult>;
  close(): Promise<void>;
}

const maxAnswerBytes = 64 * 1024;

/** Every address the system knows for a name. */
export const lookupAll: LookupAll = async (hostname) => {
  const found = await systemLookup(hostname, { all: true });
  return found.map(({ address }) => address);
};

/** Resolves at connection time and gives out addresses only when every one of them may be called: no room for rebinding. */
const checkedLookup =
  (target: CallbackTarget, policy: AddressPolicy, lookup: LookupAll): LookupFunction =>
  (hostname, options, callback) => {
    const refuse = (error: Error) => callback(error, '', 0);
    lookup(hostname).then((addresses) => {
      if (addresses.length === 0) return refuse(new Error('no address'));
      if (!addresses.every((address) => mayConnect(address, target, policy)))
        return refuse(new CallbackUrlRefused('address'));
      const found = addresses.map((address) => ({ address, family: isIP(address) }));
      if (options.all === true) return callback(null, found);
      return callback(null, found[0]?.address ?? '', found[0]?.family ?? 0);
    }, refuse);
  };

const checkedConnector = (target: CallbackTarget, parts: SenderParts): buildConnector.connector => {
  const connect = buildConnector({
    timeout: parts.timeoutMs,
    lookup: checkedLookup(target, parts.policy, parts.lookup ?? lookupAll),
  });
  return (options, callback) =>
    connect(options, (...args) => {
      const [error, socket] = args;
      if (error !== null) return callback(error, null);
      // Whatever the name said, this is where the bytes would go. Nothing was written yet.
      if (!mayConnect(socket.remoteAddress ?? '', target, parts.policy)) {
        socket.destroy();
        return callback(new CallbackUrlRefused('address'), null);
      }
      return callback(null, socket);
    });
};

/** Seconds or a date (RFC 9110); null for anything else. */
export const parseRetryAfter = (value: string | string[] | undefined, now: number): number | null => {
  if (typeof value !== 'string') return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const at = /^[A-Z][a-z]{2}, \d{2} /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};

/** Reads at most 64 KiB of the answer and drops it; the rest is cut off with the connection. */
const dropAnswer = async (answer: Dispatcher.ResponseData): Promise<void> => {
  let bytes = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes >= maxAnswerBytes) break;
    }
  } catch {
    // The status has arrived: how the rest of the answer ends changes nothing.
  } finally {
    answer.body.destroy();
  }
};

const rootOf = (error: unknown): unknown => (error instanceof AggregateError ? error.errors[0] : error);

const failureOf = (thrown: unknown, deadline: AbortSignal): CallbackResult => {
  const error = rootOf(thrown);
  const cause = error instanceof Error ? error.cause : undefined;
  if (error instanceof CallbackUrlRefused || cause instanceof CallbackUrlRefused) {
    return { kind: 'failed', reason: 'refused_address' };
  }
  const late =
    deadline.aborted ||
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError;
  return { kind: 'failed', reason: late ? 'timeout' : 'connection_failed' };
};

export interface SenderParts {
  policy: AddressPolicy;
  timeoutMs: number;
  /** The system's resolver when left out. */
  lookup?: LookupAll;
}

/**
 * Calls configured addresses under the rules of reliability F7: the address is checked as text, when it is
 * resolved, and once more on the open connection. One connection per call; proxy variables of the environment and
 * redirects play no part.
 */
export const makeCallbackSender = (parts: SenderParts): CallbackSender => {
  const open = new Set<Agent>();
  const request = async (
    target: CallbackTarget,
    call: CallbackCall,
    { agent, deadline }: { agent: Agent; deadline: AbortSignal },
  ): Promise<CallbackResult> => {
    const answer = await agent.request({
      origin: target.url.origin,
      path: `${target.url.pathname}${target.url.search}`,
      method: 'POST',
      headers: { ...call.headers, 'content-type': 'application/json', 'user-agent': 'mutabik/1' },
      body: call.body,
      signal: deadline,
    });
    await dropAnswer(answer);
    const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], Date.now());
    return { kind: 'answered', status: answer.statusCode, retryAfterMs };
  };
  return {
    async send(call) {
      let agent: Agent | null = null;
      const deadline = AbortSignal.timeout(parts.timeoutMs);
      try {
        const target = checkCallbackUrl(call.url, parts.policy);
        agent = new Agent({ connect: checkedConnector(target, parts), pipelining: 0, maxHeaderSize: 16_384 });
        open.add(agent);
        return await request(target, call, { agent, deadline });
      } catch (error) {
        return failureOf(error, deadline);
      } finally {
        if (agent !== null) {
          open.delete(agent);
          await agent.destroy();
        }
      }
    },
    async close() {
      await Promise.all([...open].map((agent) => agent.destroy()));
    },
  };
};
