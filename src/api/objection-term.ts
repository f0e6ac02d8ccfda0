import { localDateOf } from '../money/format-time.ts';
import { sameDayNextMonth } from '../timers/date-arithmetic.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';

/** The month of TTK 94, which runs under a written contract alone (domain R12). Null: nothing was received yet. */
export interface ObjectionTerm {
  agreementId: string;
  signedOn: string;
  receivedAt: Date | null;
  /** The last day, `YYYY-MM-DD`. */
  until: string | null;
}

/** When the business system says the letter was received, by whatever way; null: it does not say. */
const reported = ({ details: { received_at: at } }: RequestContent): Date | null =>
  typeof at === 'string' ? new Date(at) : null;

/**
 * The term of a letter; null: no contract was on file for the day of its balances, and nothing is counted. `deliveredAt`: when the first message
 * that showed it arrived. A reading is no receipt of its own: what was read had arrived.
 */
export const objectionTermOf = (
  content: RequestContent,
  deliveredAt: Date | null,
  timeZone: string,
): ObjectionTerm | null => {
  if (content.contract === undefined) return null;
  const { agreementId, signedOn } = content.contract;
  const receivedAt = reported(content) ?? deliveredAt;
  return {
    ...{ agreementId, signedOn, receivedAt },
    until: receivedAt === null ? null : sameDayNextMonth(localDateOf(receivedAt.toISOString(), timeZone)),
  };
};
