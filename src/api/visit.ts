import type { IncomingMessage } from 'node:http';
import { sourceOf } from '../http/source-of.ts';
import type { Visitor } from '../staff/staff-sessions.ts';
import { cookieIn, sessionCookieName } from './session-cookie.ts';

/** Where a call comes from, and what its browser keeps for us. */
export interface Visit extends Visitor {
  /** Value of one of our cookies; null: none. */
  cookie(name: string): string | null;
  /** A page of another site sent the browser here. */
  isSent: boolean;
}

/** A browser that does not say it is taken at its word: what is decided by it is convenience, not a right. */
const isSent = ({ headers: { 'sec-fetch-site': site } }: IncomingMessage): boolean =>
  site !== undefined && site !== 'same-origin' && site !== 'none';

export const visitOf = (req: IncomingMessage, trustedProxyHops: number): Visit => ({
  address: sourceOf(req, trustedProxyHops),
  agent: req.headers['user-agent'] ?? '',
  sessionToken: cookieIn(req, sessionCookieName),
  cookie: (name) => cookieIn(req, name),
  isSent: isSent(req),
});

/** Of calls that no browser makes. */
export const noVisit: Visit = {
  address: '',
  agent: '',
  sessionToken: null,
  cookie: () => null,
  isSent: false,
};
