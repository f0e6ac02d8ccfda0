import type { TenantId } from '../shared/ids.ts';

/** A one-time link: opens an account whose credentials are made after it. Known by the hash of its token. */
export interface SignInLink {
  /** SHA-256 (hex) of the token. */
  id: string;
  tenantId: TenantId;
  staffId: string;
  /** Who gave it out. */
  by: string;
  expiresAt: Date;
}

export interface SignInLinkRepository {
  insert(link: SignInLink): Promise<void>;
  /** Takes it away: of two that take it at once, one gets it. Null: unknown or used. */
  take(id: string): Promise<SignInLink | null>;
  /** None of an account's counts any more. */
  removeOf(tenantId: TenantId, staffId: string): Promise<void>;
}
