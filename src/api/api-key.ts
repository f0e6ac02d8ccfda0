import type { TenantId } from '../shared/ids.ts';
import type { Scope } from '../staff/permissions.ts';

/** A caller's key: the secret is known to the caller only, we keep its SHA-256 (hex). */
export interface ApiKeyRecord {
  id: string;
  tenantId: TenantId;
  name: string;
  hash: string;
  /** It came from the environment (`API_KEY`); left out: it was issued here. */
  isGiven?: true;
  scopes: readonly Scope[];
  /** How often it may call; left out: as often as the installation lets every key. */
  callsPerMinute?: number;
  /** Counts how often that was set; left out: never. */
  rev?: number;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

export const isLiveKey = (key: Pick<ApiKeyRecord, 'revokedAt' | 'expiresAt'>, now: Date): boolean =>
  key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
