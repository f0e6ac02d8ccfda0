import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../shared/clock.ts';
import { NotServedHere } from '../shared/errors.ts';
import { Unauthorized } from '../http/http-errors.ts';
import { isLiveKey } from './api-key.ts';
import { hashApiKey } from './issue-api-key.ts';
import { principalOf, principalOfStaff, type Principal } from './principal.ts';
import type { ApiKeyRepository } from './api-key.repository.ts';
import { sourceOf } from '../http/source-of.ts';
import type { KeyRates } from './key-rates.ts';
import type { RequireOwnOrigin } from '../http/own-origin.ts';
import type { SignedIn } from '../staff/staff-sessions.ts';
import { cookieIn, sessionCookieName } from './session-cookie.ts';
import type { WrongKeys } from './wrong-keys.ts';

/**
 * Turns the Authorization header of a call, or the cookie of a session, into a principal, or throws `Unauthorized`, the same for
 * every reason; `RateLimited` for an address that tries keys and for a caller who calls too often; `OriginRefused` for a page of
 * others that calls with the cookie.
 */
export type Authenticate = (req: IncomingMessage) => Promise<Principal>;

const touchEveryMs = 60_000;
const nobody = hashApiKey('nobody');

const sameHash = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left, 'hex'), Buffer.from(right, 'hex')];
  return a.length === b.length && timingSafeEqual(a, b);
};

const tokenIn = (headerValues: readonly string[]): string | null => {
  const [value, ...more] = headerValues;
  const match = more.length === 0 ? /^Bearer +([\x21-\x7e]{1,512}) *$/i.exec(value ?? '') : null;
  return match?.[1] ?? null;
};

interface AuthenticateParts {
  keys: ApiKeyRepository;
  sessions: { find(token: string): Promise<SignedIn | null> };
  requireOwnOrigin: RequireOwnOrigin;
  clock: Clock;
  /** Several processes with tenants of their own may share a database. */
  isServed(tenantId: string): boolean;
  wrongKeys: WrongKeys;
  keyRates: Pick<KeyRates, 'take'>;
  trustedProxyHops: number;
}

/** Looked up on every call, so that a session, a role or an account that was ended is ended at once (reliability F4). */
const bySession = async (
  { sessions, requireOwnOrigin, isServed, keyRates }: AuthenticateParts,
  req: IncomingMessage,
  token: string,
): Promise<Principal> => {
  requireOwnOrigin(req);
  const found = await sessions.find(token);
  // Half a sign-in is none.
  if (found === null || found.session.stage === 'second-factor')
    throw new Unauthorized('Credentials are missing or wrong.');
  if (!isServed(found.account.tenantId))
    throw new NotServedHere('This process does not serve the tenant of the account.');
  await keyRates.take({ id: found.account.id });
  return principalOfStaff(found.account, found.session);
};

/**
 * Bearer keys: `wk_<id>_<secret>` by its id, any other key by its hash. Looked up on every call, so that a revoked key
 * ends at once; the hash of an unknown id is compared too, so that it takes the same time (F.T14).
 */
export const makeAuthenticate =
  (parts: AuthenticateParts): Authenticate =>
  async (req) => {
    const { keys, clock, isServed, wrongKeys, keyRates, trustedProxyHops } = parts;
    const given = req.headersDistinct['authorization'] ?? [];
    const cookie = given.length === 0 ? cookieIn(req, sessionCookieName) : null;
    if (cookie !== null) return bySession(parts, req, cookie);
    const token = tokenIn(given);
    if (token === null) throw new Unauthorized('Credentials are missing or wrong.');
    const hash = hashApiKey(token);
    const source = (): string => sourceOf(req, trustedProxyHops);
    wrongKeys.look(hash, source, clock.now().getTime());
    const id = /^wk_([A-Za-z0-9]{1,64})_[A-Za-z0-9_-]+$/.exec(token)?.[1];
    const key = id === undefined ? await keys.findByHash(hash) : await keys.find(id);
    const now = clock.now();
    if (!sameHash(hash, key?.hash ?? nobody) || key === null || !isLiveKey(key, now)) {
      wrongKeys.noteWrong(hash, token, { source: source(), now: now.getTime() });
      throw new Unauthorized('Credentials are missing or wrong.');
    }
    wrongKeys.noteRight(hash);
    if (!isServed(key.tenantId))
      throw new NotServedHere('This process does not serve the tenant of the key.');
    await keyRates.take(key);
    if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) > touchEveryMs) {
      // A note for people: losing it harms nobody, waiting for it would slow every call.
      keys.touch(key.id, now).catch(() => undefined);
    }
    return principalOf(key);
  };
