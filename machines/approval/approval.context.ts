import { z } from 'zod';
import type { RequestInput } from '../shared/dialog-events.ts';

/** What an approval remembers between answers. Plain JSON. */
export const approvalContextSchema = z.object({
  /** `transaction`: any approval of the business; `invoice`: own reasons, outcomes and words. */
  variant: z.enum(['transaction', 'invoice']),
  /** A reason code, or the customer's own words. */
  reason: z.string().nullable(),
  reminders: z.array(z.string()),
  expiresAt: z.string(),
  humanAsked: z.boolean(),
  /** Which of two people this dialog is with; null: one is enough. */
  fourEyes: z.enum(['first', 'second']).nullable(),
  /** This person's "yes" is on record and waits for the second one. */
  hasApproved: z.boolean(),
  /** A question of this person waits for staff. */
  questionOpen: z.boolean(),
  /** Time ran out after the request ended: a "no" can no longer become a "yes". */
  isOver: z.boolean(),
});
/** What an approval remembers between answers (domain 7.3, 7.6). */
export type ApprovalContext = z.infer<typeof approvalContextSchema>;

/** An approval before its first prompt. Everything but an invoice is a `transaction`. */
export const newApprovalContext = (input: RequestInput): ApprovalContext => ({
  variant: input.variant === 'invoice' ? 'invoice' : 'transaction',
  reason: null,
  reminders: [...input.reminders],
  expiresAt: input.expiresAt,
  humanAsked: false,
  fourEyes: input.fourEyes ?? null,
  hasApproved: false,
  questionOpen: false,
  isOver: false,
});

/** Why something is rejected, as offered; an invoice has its own list (domain 7.3). */
export const rejectionReasons = {
  transaction: ['price', 'quantity', 'not_ours', 'other'],
  invoice: ['price', 'weight', 'fineness', 'workmanship', 'tax', 'not_ours', 'other'],
} as const;

/** What the customer's "no", silence and our withdrawal are called (domain 7.3, 7.6). */
export const outcomes = {
  transaction: { rejected: 'rejected', expired: 'expired', withdrawn: 'withdrawn' },
  invoice: { rejected: 'objected', expired: 'no_response', withdrawn: 'cancelled' },
} as const;

/** How staff may end it when the answer came by other means: never as an approval (domain 3.6, human). */
export const settledOutcomes = {
  transaction: ['rejected'],
  invoice: ['objected', 'portal_accepted', 'portal_rejected'],
} as const;
