import { categoryOf, marketOf, tariffOf, type Tariff } from '../pricing/tariff.ts';
import type { DeliveryProgress, Intent } from './outbox-entry.ts';

/** What an attempt is charged as, once it is known how it is said. */
export const tariffOfAttempt = ({
  to,
  class: messageClass,
  sentAs,
  takenAs = null,
}: Pick<Intent, 'to' | 'class'> & {
  sentAs: NonNullable<DeliveryProgress['sentAs']>;
  /** What the platform takes its template as, where that is another category. */
  takenAs?: string | null;
}): Tariff =>
  tariffOf(marketOf(to), categoryOf({ asTemplate: sentAs === 'template', messageClass, takenAs }));
