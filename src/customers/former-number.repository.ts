import type { TenantId } from '../shared/ids.ts';
import type { NumberHolder } from '../vocabulary/number-holder.ts';
import type { FormerChat, HeldNumber } from './former-number.ts';

/** Numbers that another one takes the place of (ADR 0030). */
export interface FormerNumberRepository {
  /** By contact reference; who has no number, or is in no books, is left out. */
  numbersOf(tenantId: TenantId, contactRefs: readonly string[]): Promise<ReadonlyMap<string, HeldNumber>>;
  /**
   * The conversation that ran last under the number the contact has now, where the number was proved for the contact or
   * something was said there since the books gave it; null: none.
   */
  findChat(tenantId: TenantId, contactRef: string): Promise<FormerChat | null>;
  /** Who has these numbers now; numbers that nobody of the two kinds has are left out. */
  holdersOf(tenantId: string, phones: readonly string[]): Promise<ReadonlyMap<string, NumberHolder>>;
}
