import { settledOutcomes as approvals } from '../../machines/approval/approval.context.ts';
import { settledOutcomes as notices } from '../../machines/notice/notice.context.ts';
import type { RequestVariant } from '../vocabulary/request-content.ts';

const outcomes: { readonly [variant in RequestVariant]: readonly string[] } = {
  ...notices,
  ...approvals,
  letter: [],
  document: ['accepted', 'refused', 'cancelled'],
  feedback: [],
};

/**
 * How staff may end a request whose answer came another way: a call, a letter, the portal of e-invoices. Never as an
 * approval: what binds the customer comes from the customer alone (domain 3.6).
 */
export const settleOutcomesOf = (variant: RequestVariant): readonly string[] => outcomes[variant];
