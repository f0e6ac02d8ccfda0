import { Agent, type Dispatcher } from 'undici';
import { callFailureOf } from './call-failure.ts';
import { checkCallbackUrl, type CallbackTarget } from './callback-url.ts';
import { checkedConnector, type ConnectorParts } from './checked-connector.ts';
import type { CallbackResult } from './next-callback-attempt.ts';

export interface CallbackCall {
  url: string;
  /** JSON unless they say otherwise. */
  headers: Readonly<Record<string, string>>;
  body: string | Uint8Array;
}

export interface CallbackSender {
  /** Makes one call. Never throws, never follows a redirect, never retries, never gives out the answer's content. */
  send(call: CallbackCall): Promise<CallbackResult>;
  close(): Promise<void>;
}

const maxAnswerBytes = 64 * 1024;

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

/**
 * Calls configured addresses under the rules of reliability F7: the address is checked as text, when it is
 * resolved, and once more on the open connection. One connection per call; proxy variables of the environment and
 * redirects play no part.
 */
export const makeCallbackSender = (parts: ConnectorParts): CallbackSender => {
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
      headers: { 'content-type': 'application/json', ...call.headers, 'user-agent': 'mutabik/1' },
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
        return { kind: 'failed', reason: callFailureOf(error, deadline) };
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
