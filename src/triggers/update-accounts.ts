import type { AccountRepository } from '../customers/account.repository.ts';
import { endOfLocalDate } from '../timers/business-calendar.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { lineOf, linesOf, text } from './read-json.ts';

/**
 * Letters and movements also say how accounts stand: kept for the person who asks for their balance. A letter is of the end
 * of its period, a movement of the moment it was posted. Doing it again changes nothing.
 */
export const updateAccounts = async (
  accounts: AccountRepository,
  tenantId: string,
  { type, data, occurred_at: occurredAt }: EventEnvelope,
  customer: { ref: string },
  timeZone: string,
): Promise<void> => {
  const accountNo = text(data.account_no);
  if (accountNo === null) return;
  // The totals of declarations are no balances.
  if (type === 'reconciliation.letter.ready' && data.kind !== 'babs') {
    const asOf = endOfLocalDate(text(data.period_end) ?? occurredAt.slice(0, 10), timeZone);
    await accounts.report(tenantId, customer.ref, accountNo, linesOf(data.lines), asOf);
  }
  const line = lineOf(data);
  if (type !== 'account.movement.posted' || line === null) return;
  const postedAt = new Date(text(data.posted_at) ?? occurredAt);
  const movement = {
    movementId: text(data.movement_id) ?? '',
    movementType: text(data.movement_type) ?? '',
    line,
    postedAt: postedAt.toISOString(),
    documentNo: text(data.document_no),
  };
  await accounts.addMovement(
    tenantId,
    customer.ref,
    accountNo,
    movement,
    linesOf(data.balance_after),
    postedAt,
  );
};
