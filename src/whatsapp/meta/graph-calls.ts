import type { Dispatcher } from 'undici';
import type { AccountAccess, AccountAnswer } from '../../templates/account/template-account.ts';
import { getBounded } from './bounded-get.ts';
import { callGraph } from './graph-call.ts';
import { readAnswer, type Call } from './template-refusal.ts';

/** A page of templates with everything they say. */
const maxResponseBytes = 8 * 1024 * 1024;

/** Posts and gets of one Graph API, never repeated. */
export interface GraphCalls {
  get(access: AccountAccess, path: string, call: Call): Promise<AccountAnswer<unknown>>;
  post(
    access: AccountAccess,
    path: string,
    body: object | Uint8Array,
    call: Call,
    headers?: Readonly<Record<string, string>>,
  ): Promise<AccountAnswer<unknown>>;
}

export const makeGraphCalls = (
  dispatcher: Dispatcher,
  { graphUrl, graphVersion, timeoutMs }: { graphUrl: string; graphVersion: string; timeoutMs: number },
): GraphCalls => {
  const { origin, pathname } = new URL(graphUrl);
  const base = `${pathname.replace(/\/+$/, '')}/${graphVersion}`;
  return {
    get: async ({ accessToken }, path, call) => {
      const url = new URL(`${origin}${base}${path}`);
      const signal = AbortSignal.timeout(timeoutMs);
      const got = await getBounded(dispatcher, { url, accessToken, maxBytes: maxResponseBytes, signal });
      if (got.kind === 'answered') return readAnswer(got.status, got.body.toString('utf8'), call);
      return { kind: 'unknown', reason: got.kind === 'failed' ? got.reason : got.kind };
    },
    post: async ({ accessToken }, path, body, call, headers = {}) => {
      const result = await callGraph(dispatcher, {
        ...{ origin, path: `${base}${path}`, accessToken, timeoutMs, headers, maxResponseBytes },
        body: body instanceof Uint8Array ? body : JSON.stringify(body),
      });
      if (result.kind === 'answered') return readAnswer(result.status, result.body, call);
      return { kind: result.kind === 'not-sent' ? 'not_sent' : 'unknown', reason: result.reason };
    },
  };
};
