import { createHash, createHmac } from 'node:crypto';
import { AppError, NotFound } from '../shared/errors.ts';
import type { UploadLink } from './upload-link.repository.ts';
import type { UploadLinkRepository } from './upload-link.repository.ts';

/**
 * Token of the n-th link of a request: base64url of an HMAC-SHA256, 43 characters. Derived, so that the step that shows it
 * may run twice and still shows one link; without the secret nobody can make one.
 */
export const uploadTokenOf = (secret: Buffer, requestId: string, n: number): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify(['upload', requestId, n]))
    .digest('base64url');

/** What is stored of a token: its SHA-256, hex (reliability F3). */
export const uploadLinkId = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The link was right once; its time is over. */
export class LinkExpired extends AppError {
  readonly code = 'link_expired';
  readonly retryable = false;
}

/** The person finished with this link; it takes nothing any more (reliability F2). */
export class LinkUsed extends AppError {
  readonly code = 'link_used';
  readonly retryable = false;
}

/**
 * The link behind a token, while it can be used. One look-up by hash whatever was sent, so that a wrong token takes as long
 * as an old one. Throws `NotFound`, `LinkUsed`, `LinkExpired`.
 */
export const findLiveLink = async (
  links: UploadLinkRepository,
  token: string,
  now: Date,
): Promise<UploadLink> => {
  const link = await links.find(uploadLinkId(token));
  if (link === null) throw new NotFound('There is no such link.');
  if (link.usedAt !== null) throw new LinkUsed('The link was used.');
  if (link.expiresAt <= now) throw new LinkExpired('The link has expired.');
  return link;
};
