import { z } from 'zod';
import type { RequestInput, RequestVariant } from '../shared/dialog-events.ts';

/** What we tell the customer by ourselves (domain 7.2, 7.5, 7.9, 7.10, 7.11). */
export const noticeVariants = [
  'report',
  'movement',
  'payment',
  'difference',
  'verification',
  'deadline',
] as const satisfies readonly RequestVariant[];
/** What a notice is about: one for each event (domain 7, ADR 0013). */
export type NoticeVariant = (typeof noticeVariants)[number];

/** What a notice remembers between answers. Plain JSON. */
export const noticeContextSchema = z.object({
  variant: z.enum(noticeVariants),
  accountNo: z.string().nullable(),
  /** Of the request a `deadline` is about; empty: unknown, the conversation says that it is over. */
  itemReference: z.string(),
  reminders: z.array(z.string()),
  expiresAt: z.string(),
  /** Asked for once: a second wish is promised again, but nobody is set to work twice. */
  humanAsked: z.boolean(),
  statementAsked: z.boolean(),
  callAsked: z.boolean(),
  timeAsked: z.boolean(),
  /** A receipt or statement waits for staff to look at it. */
  isInReview: z.boolean(),
});
/** What a notice remembers between answers (ADR 0013). */
export type NoticeContext = z.infer<typeof noticeContextSchema>;

const variantOf = (variant: RequestVariant): NoticeVariant =>
  noticeVariants.find((known) => known === variant) ?? 'report';

/** A notice before its first prompt: nothing asked for, no file in review. */
export const newNoticeContext = (input: RequestInput): NoticeContext => ({
  variant: variantOf(input.variant),
  accountNo: input.accountNo ?? null,
  itemReference: input.itemReference ?? '',
  reminders: [...input.reminders],
  expiresAt: input.expiresAt,
  humanAsked: false,
  statementAsked: false,
  callAsked: false,
  timeAsked: false,
  isInReview: false,
});

/**
 * Outcomes staff may end a notice with, when the answer came another way (domain 7.10, 7.11). Never a "yes" of the
 * customer.
 */
export const settledOutcomes: { readonly [variant in NoticeVariant]: readonly string[] } = {
  report: [],
  movement: [],
  payment: ['paid'],
  difference: ['agreed_difference', 'open_dispute'],
  verification: [],
  deadline: ['answered', 'extended', 'paid'],
};

/** What a callback about an account names; nothing where the event named none. */
export const aboutAccount = ({ accountNo }: NoticeContext): { data?: { account_no: string } } =>
  accountNo === null ? {} : { data: { account_no: accountNo } };

/** Where a message that never arrives has to be made up for at once: a hold or a dispute may depend on it. */
export const urgentWhenUndeliverable = ({ variant }: NoticeContext): boolean =>
  variant === 'verification' || variant === 'difference';
