import { createHash, randomBytes } from 'node:crypto';
import type { TenantId } from '../shared/ids.ts';
import type { ApiKeyRecord } from './api-key.ts';
import type { Scope } from '../staff/permissions.ts';

/** SHA-256 (hex) of a whole key: enough for 256 random bits, and the only thing we keep of it (reliability F3). */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('hex');

export interface KeyToIssue {
  tenantId: TenantId;
  name: string;
  scopes: readonly Scope[];
  callsPerMinute?: number | undefined;
  expiresAt: Date | null;
  now: Date;
}

const recordOf = (issue: KeyToIssue, id: string, key: string): ApiKeyRecord => ({
  id,
  tenantId: issue.tenantId,
  name: issue.name,
  hash: hashApiKey(key),
  scopes: issue.scopes,
  ...(issue.callsPerMinute === undefined ? {} : { callsPerMinute: issue.callsPerMinute }),
  createdAt: issue.now,
  expiresAt: issue.expiresAt,
  revokedAt: null,
  lastUsedAt: null,
});

/** A new key `wk_<id>_<secret>`, to be shown once, and what is stored of it. */
export const issueApiKey = (issue: KeyToIssue): { key: string; record: ApiKeyRecord } => {
  const id = randomBytes(9).toString('hex');
  const key = `wk_${id}_${randomBytes(32).toString('base64url')}`;
  return { key, record: recordOf(issue, id, key) };
};

/** What is stored of a key that the operator gave (`API_KEY`). The same key gives the same id, so that every start stores it once. */
export const recordOfGivenKey = (issue: KeyToIssue, key: string): ApiKeyRecord => {
  const id = /^wk_([A-Za-z0-9]{1,64})_/.exec(key)?.[1] ?? `env${hashApiKey(`id:${key}`).slice(0, 15)}`;
  return { ...recordOf(issue, id, key), isGiven: true };
};
