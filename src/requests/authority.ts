import type { Authority, Mandate } from '../../machines/shared/dialog-events.ts';
import type { Line } from '../../machines/shared/request.ts';
import { isDecimalString } from '../money/decimal.ts';
import { isWithinLimits } from './binders.ts';

/** What is known about the rights of the person who answers; per customer where he answers for several. */
export interface Rights {
  canBind: boolean;
  limits: readonly { unit: string; quantity: string }[];
  customerRefs: readonly string[];
  memberships?: readonly {
    customerRef: string;
    canBind: boolean;
    limits: readonly { unit: string; quantity: string }[];
  }[];
}

/**
 * May this person bind the customer for these amounts (TBK 40, 46; domain 3.2)? Somebody who is no longer a contact of the
 * customer may neither bind nor object. Amounts that cannot be compared are above the limit.
 */
export const mandateOf = (rights: Rights | null, customerRef: string, lines: readonly Line[]): Mandate => {
  if (!rights?.customerRefs.includes(customerRef)) return { authority: 'not_authorised', mayObject: false };
  const own = rights.memberships?.find((membership) => membership.customerRef === customerRef) ?? rights;
  return { authority: authorityOf(own, lines), mayObject: true };
};

const authorityOf = (
  { canBind, limits }: Pick<Rights, 'canBind' | 'limits'>,
  lines: readonly Line[],
): Authority => {
  if (!canBind) return 'not_authorised';
  const comparable = [...lines, ...limits].every(({ quantity }) => isDecimalString(quantity));
  return comparable && isWithinLimits({ limits: [...limits] }, lines) ? 'binding' : 'above_limit';
};
