import { Webhook } from 'standardwebhooks';
import { callbackOf, type Callback } from './callback.ts';

/** It is not ours, it was changed on its way, or it is more than five minutes old. Answer 401, and do nothing. */
export class CallbackRefused extends Error {
  override readonly name = 'CallbackRefused';
}

/** As a web framework has them: `request.headers` of fetch, of Node and of Express. */
export type CallbackHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

const valueOf = (headers: CallbackHeaders, name: string): string => {
  if (headers instanceof Headers) return headers.get(name) ?? '';
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  // A header that came twice is nobody's: joined, it fits no signature.
  return typeof value === 'string' ? value : (value ?? []).join(',');
};

/**
 * Checks signature and age of a call (Standard Webhooks) and gives what it says. `rawBody`: the bytes as they came; a body that was
 * parsed and written again is another one. `secret`: `whsec_…`, or several while one is being replaced. Throws `CallbackRefused`.
 */
export const verifyCallback = (
  headers: CallbackHeaders,
  rawBody: string | Uint8Array,
  secret: string | readonly string[],
): Callback => {
  const body =
    typeof rawBody === 'string' ? rawBody : new TextDecoder('utf-8', { fatal: false }).decode(rawBody);
  const signed = Object.fromEntries(names.map((name) => [name, valueOf(headers, name)]));
  for (const one of typeof secret === 'string' ? [secret] : secret) {
    const webhook = new Webhook(one);
    try {
      const said = webhook.verify(body, signed) as { type: string; timestamp: string; data: unknown };
      return callbackOf(signed['webhook-id'] ?? '', said);
    } catch {
      // The other secret, if there is one.
    }
  }
  throw new CallbackRefused('the call is not signed with this secret, or too old');
};
