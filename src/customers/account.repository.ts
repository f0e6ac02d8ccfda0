import type { Line } from '../../machines/shared/request.ts';
import type { AccountFacts, AccountMovement } from '../vocabulary/contact-facts.ts';

/**
 * Accounts as the business system last reported them, so that a chat can show balances and movements. Reports and movements
 * may come in any order and more than once: what is newer counts.
 */
export interface AccountRepository {
  /** All balances of the account as of an instant. Older than the last report: nothing changes. */
  report(
    tenantId: string,
    customerRef: string,
    accountNo: string,
    lines: readonly Line[],
    asOf: Date,
  ): Promise<void>;
  /** A movement, kept among the last ten, with the balances it left. The same movement again changes nothing. */
  addMovement(
    tenantId: string,
    customerRef: string,
    accountNo: string,
    movement: AccountMovement,
    balanceAfter: readonly Line[],
    asOf: Date,
  ): Promise<void>;
  /** By customer, then account number. */
  ofCustomers(tenantId: string, refs: readonly string[]): Promise<AccountFacts[]>;
}
