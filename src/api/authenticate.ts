import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../shared/clock.ts';
import { NotServedHere } from '../shared/errors.ts';
import { Unauthorized } from '../http/http-errors.ts';
import type { ApiKeyRecord } from './api-key.ts';
import { hashApiKey } from './issue-api-key.ts';
import { principalOf, type Principal } from './principal.ts';
import type { ApiKeyRepository } from './api-key.repository.ts';
import { sourceOf } from '../http/source-of.ts';
import type { KeyRates } from './key-rates.ts';
import type { WrongKeys } from './wrong-keys.ts';

/**
 * Turns the Authorization header of a call into a principal, or throws `Unauthorized`, the same for every reason; `RateLimited`
 * for an address that tries keys and for a key that calls too often.
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

const isLive = (key: ApiKeyRecord, now: Date): boolean =>
  key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);

/**
 * Bearer keys: `wk_<id>_<secret>` by its id, any other key by its hash. Looked up on every call, so that a revoked key
 * ends at once; the hash of an unknown id is compared too, so that it takes the same time (F.T14).
 */
export const makeAuthenticate =
  ({
    keys,
    clock,
    isServed,
    wrongKeys,
    keyRates,
    trustedProxyHops,
  }: {
    keys: ApiKeyRepository;
    clock: Clock;
    /** Several processes with tenants of their own may share a database. */
    isServed(tenantId: string): boolean;
    wrongKeys: WrongKeys;
    keyRates: Pick<KeyRates, 'take'>;
    trustedProxyHops: number;
  }): Authenticate =>
  async (req) => {
    const token = tokenIn(req.headersDistinct['authorization'] ?? []);
    if (token === null) throw new Unauthorized('Credentials are missing or wrong.');
    const hash = hashApiKey(token);
    const source = (): string => sourceOf(req, trustedProxyHops);
    wrongKeys.look(hash, source, clock.now().getTime());
    const id = /^wk_([A-Za-z0-9]{1,64})_[A-Za-z0-9_-]+$/.exec(token)?.[1];
    const key = id === undefined ? await keys.findByHash(hash) : await keys.find(id);
    const now = clock.now();
    if (!sameHash(hash, key?.hash ?? nobody) || key === null || !isLive(key, now)) {
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
