import type { IncomingMessage } from 'node:http';
import { AppError } from '../shared/errors.ts';

/** A page of another origin made the browser call, or nobody can tell which page did. */
export class OriginRefused extends AppError {
  readonly code = 'origin_refused';
  readonly retryable = false;
}

/** Throws `OriginRefused` unless a page of our own made the call. */
export type RequireOwnOrigin = (req: Pick<IncomingMessage, 'headers' | 'method'>) => void;

const readingMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const local: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `http://localhost:3000`, where the call came to a name of this machine: it is opened under more than one of them. */
const localOriginOf = (host: string | undefined): string | null => {
  const url = `http://${host ?? ''}`;
  return host !== undefined && URL.canParse(url) && local.has(new URL(url).hostname)
    ? new URL(url).origin
    : null;
};

/**
 * What a browser sends along by itself, the cookie of a session, opens nothing for pages of others (reliability F5): a call that
 * changes something names its origin, which is that of PUBLIC_URL, and where the browser says how the page is related it says `same-origin`.
 */
export const ownOrigin = (publicUrl: string): RequireOwnOrigin => {
  const own = new URL(publicUrl).origin;
  return ({ headers, method = '' }) => {
    if (readingMethods.has(method)) return;
    const { origin, 'sec-fetch-site': site } = headers;
    const isOwn = origin !== undefined && (origin === own || origin === localOriginOf(headers.host));
    if (!isOwn || (site !== undefined && site !== 'same-origin'))
      throw new OriginRefused('Calls that change something come from a page of this server.');
  };
};
