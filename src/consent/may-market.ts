import type { IysState, RecipientType } from '../customers/customer.ts';
import { addBusinessDays, type TenantCalendar } from '../timers/business-calendar.ts';

/** Why a commercial message must not go to a person; each has words in `src/explain`. */
export type MarketingRefusal =
  'marketing_refused' | 'marketing_not_consented' | 'iys_pending' | 'iys_refused' | 'iys_late';

/** What is known of a person when a commercial message is about to leave. */
export interface MarketingFacts {
  /** What they said here, or in WhatsApp itself; undefined: nothing. */
  said: 'accepted' | 'rejected' | 'withdrawn' | undefined;
  /** Of the customers they act for; null: nobody told. */
  recipientTypes: readonly (RecipientType | null)[];
  /** What the registry has of their number; null: nothing that we were told. */
  iys: IysState | null;
  calendar: TenantCalendar;
}

/** A consent that the registry took later than that is none (domain 5). */
const recordedWithin = 3;

/**
 * Whether a commercial message may go to a person (domain 5, R21). Consumers, and whoever nobody knows to be a merchant, have to
 * have said yes; merchants may refuse. Of both the registry has to have an entry that is no refusal. STOP is above all of it, and
 * is asked elsewhere (`step/send-gate.ts`). Null: it may.
 */
export const marketingRefusal = ({
  said,
  recipientTypes,
  iys,
  calendar,
}: MarketingFacts): MarketingRefusal | null => {
  if (said === 'rejected' || said === 'withdrawn') return 'marketing_refused';
  const isMerchant = recipientTypes.length > 0 && recipientTypes.every((type) => type === 'TACIR');
  if (said !== 'accepted' && !isMerchant) return 'marketing_not_consented';
  if (iys === null) return 'iys_pending';
  if (iys.status === 'RET') return 'iys_refused';
  return iys.recordedAt > addBusinessDays(iys.saidAt, recordedWithin, calendar) ? 'iys_late' : null;
};
