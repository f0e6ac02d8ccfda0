import type { TenantId } from '../shared/ids.ts';

/** How often somebody was wrong with one key lately. */
export interface Slowdown {
  tenantId: TenantId;
  /** What is counted, as a keyed hash: an address with an account, an address, an account. */
  key: string;
  failures: number;
  /** Goes up with each write. */
  rev: number;
  /** The next try may be made then. */
  until: Date;
  /** The last one. */
  at: Date;
  /** Whoever was right from there lately is not slowed by what strangers do; null: nobody was. */
  knownUntil: Date | null;
  expiresAt: Date;
}

export interface SlowdownRepository {
  find(tenantId: TenantId, keys: readonly string[]): Promise<readonly Slowdown[]>;
  /** One write that decides. False: somebody wrote since `seen` (null: there was none). */
  save(slowdown: Slowdown, seen: Slowdown | null): Promise<boolean>;
}
