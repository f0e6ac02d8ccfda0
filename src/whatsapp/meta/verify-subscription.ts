import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const challengeForm = /^[A-Za-z0-9]{1,64}$/;

/**
 * Answers the GET handshake of platform 1.1. `query` is the flat query with dotted keys (`hub.mode`,
 * `hub.verify_token`, `hub.challenge`); a parser that expands dots must not run before this.
 *
 * @returns the challenge, to be echoed as `text/plain`, or null: answer 403.
 */
export const verifySubscription = (
  query: Readonly<Record<string, unknown>>,
  verifyToken: string,
): string | null => {
  const mode = query['hub.mode'];
  const token = query['hub.verify_token'];
  const challenge = query['hub.challenge'];
  if (mode !== 'subscribe' || typeof token !== 'string' || verifyToken === '') return null;
  // Digests have equal lengths, so the comparison tells neither the token nor its length.
  if (!timingSafeEqual(digest(token), digest(verifyToken))) return null;
  // The challenge goes back into a page, so it stays letters and digits (reliability F1); it is never parsed as a number.
  return typeof challenge === 'string' && challengeForm.test(challenge) ? challenge : null;
};
