import type { TenantId } from '../shared/ids.ts';
/**
 * What a key may do. `*` is everything; `admin` is everything but the compliance compartment, which has a permission of its
 * own (domain 6.2).
 */
export const scopes = [
  'events:write',
  'events:read',
  'customers:read',
  'customers:write',
  'requests:read',
  'requests:write',
  'conversations:read',
  'conversations:write',
  'documents:read',
  'documents:write',
  'documents:original',
  'callbacks:read',
  'callbacks:write',
  'channels:read',
  'tasks:read',
  'tasks:write',
  'consents:read',
  'privacy:read',
  'privacy:write',
  'costs:read',
  'unrecognised:read',
  'unrecognised:write',
  'triggers:read',
  'triggers:write',
  'templates:read',
  'templates:write',
  'runs:read',
  'runs:write',
  'deadletters:read',
  'deadletters:write',
  'compliance',
  'admin',
  '*',
] as const;
export type Scope = (typeof scopes)[number];

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
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}
