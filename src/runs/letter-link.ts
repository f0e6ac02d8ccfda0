import { createHmac, timingSafeEqual } from 'node:crypto';

/** Below the public address; whatever is behind it is all the authority there is. */
export const letterPath = '/v1/letters';

/**
 * Token of the document of a row: base64url of an HMAC-SHA256, 43 characters. Derived, so that a letter that is handed over twice names one
 * address; without the secret nobody can make one.
 */
const tokenOf = (secret: Buffer, eventId: string): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['letter', eventId]))
    .digest('base64url');

/** Where the platform fetches the document of a letter. */
export const letterLinkOf = (
  { publicUrl, secret }: { publicUrl: string; secret: Buffer },
  eventId: string,
): string => `${publicUrl}${letterPath}/${eventId}/${tokenOf(secret, eventId)}`;

/** Takes the same time for every wrong token. */
export const isTokenOf = (secret: Buffer, eventId: string, token: string): boolean => {
  const [right, given] = [Buffer.from(tokenOf(secret, eventId)), Buffer.from(token)];
  return right.length === given.length && timingSafeEqual(right, given);
};

/** Whose document is at this address; null: it is none of ours. */
export const letterAt = (
  { publicUrl, secret }: { publicUrl: string; secret: Buffer },
  link: string,
): string | null => {
  const base = `${publicUrl}${letterPath}/`;
  if (!link.startsWith(base)) return null;
  const [eventId = '', token = '', ...more] = link.slice(base.length).split('/');
  return more.length === 0 && isTokenOf(secret, eventId, token) ? eventId : null;
};
