import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { EndpointSecret } from './callback.repository.ts';

/** A new signing secret: `whsec_` and 32 random bytes in base64 (Standard Webhooks asks for 24 to 64). */
export const makeCallbackSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export const isCallbackSecret = (text: string): boolean => {
  const match = /^whsec_([A-Za-z0-9+/]{32,88}={0,2})$/.exec(text);
  const bytes = match ? Buffer.from(match[1] as string, 'base64') : Buffer.alloc(0);
  return bytes.length >= 24 && bytes.length <= 64 && `whsec_${bytes.toString('base64')}` === text;
};

/** The secrets that sign now: the current one and an older one until its time is over. */
export const liveSecrets = (secrets: readonly EndpointSecret[], now: Date): readonly string[] =>
  secrets.filter(({ until }) => until === null || until > now).map(({ secret }) => secret);

/** Puts a new secret in front; the one before it keeps signing until `overlapUntil`, older ones end. */
export const rotateSecret = (
  secrets: readonly EndpointSecret[],
  secret: string,
  overlapUntil: Date,
): readonly EndpointSecret[] => {
  const [current] = secrets;
  if (current === undefined) return [{ secret, until: null }];
  if (current.secret === secret) return secrets;
  return [
    { secret, until: null },
    { secret: current.secret, until: overlapUntil },
  ];
};

export interface SignedHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/** Standard Webhooks headers over exactly these body bytes: one signature per live secret, space-separated. */
export const signCallback = (call: {
  id: string;
  at: Date;
  body: string;
  secrets: readonly string[];
}): SignedHeaders => ({
  'webhook-id': call.id,
  'webhook-timestamp': String(Math.floor(call.at.getTime() / 1000)),
  'webhook-signature': call.secrets
    .map((secret) => new Webhook(secret).sign(call.id, call.at, call.body))
    .join(' '),
});
