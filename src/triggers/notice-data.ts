import { z } from 'zod';
import {
  anyDecimal,
  documentFields,
  fitsUnit,
  instant,
  line,
  lineFields,
  lineOfText,
  lines,
  localDate,
  reference,
  signedDecimal,
  tooManyDecimals,
  unitCode,
} from '../vocabulary/data-fields.ts';

/** `data` of `report.ready` (domain 7.2). */
export const reportDataSchema = z
  .strictObject({
    report_id: reference(64),
    report_kind: z.enum(['statement', 'movements', 'aging', 'stock', 'valuation']),
    period_from: localDate,
    period_to: localDate,
    format: z.enum(['pdf', 'xlsx']),
    /** Until when the report may be fetched; 72 hours without it. */
    link_expires_at: instant.optional(),
    account_no: lineOfText(64).optional(),
    ...documentFields,
  })
  .refine((report) => report.period_from <= report.period_to, {
    path: ['period_to'],
    error: 'must not be before period_from',
  });

const movementType = z.enum([
  'purchase',
  'sale',
  'payment_in',
  'payment_out',
  'transfer',
  'adjustment',
  'scrap_in',
  'refinery_return',
]);

/** `data` of `account.movement.posted` (domain 7.5). */
export const movementDataSchema = z
  .strictObject({
    movement_id: reference(64),
    account_no: lineOfText(64),
    movement_type: movementType,
    ...lineFields,
    posted_at: instant,
    document_no: lineOfText(64).optional(),
    /** Balances right after it; units that are not named are unchanged. */
    balance_after: lines.optional(),
    /** A transfer between accounts of the same customer: nobody is told (domain 7.5). */
    internal: z.boolean().optional(),
  })
  .refine(fitsUnit, tooManyDecimals);

/** `data` of `payment.due.approaching` (domain 7.11, variant of debts): `lines`, or one `unit` with its `quantity`. */
export const paymentDataSchema = z
  .strictObject({
    account_no: lineOfText(64),
    lines: z.array(line).min(1).max(20).optional(),
    unit: unitCode.optional(),
    quantity: anyDecimal.optional(),
    due_date: localDate,
    item_ref: reference(64).optional(),
  })
  .superRefine(({ lines: all, unit, quantity }, context) => {
    const single = unit !== undefined && quantity !== undefined;
    const isClear = all === undefined ? single : unit === undefined && quantity === undefined;
    if (!isClear)
      context.addIssue({
        code: 'custom',
        path: ['lines'],
        message: 'give either lines, or unit with quantity',
      });
    else if (single && !fitsUnit({ unit, quantity }))
      context.addIssue({
        code: 'custom',
        path: tooManyDecimals.path,
        message: tooManyDecimals.error,
      });
  });

const figure = z.strictObject({ quantity: lineFields.quantity, side: lineFields.side });

/** `data` of `reconciliation.difference.found` (domain 7.10): what staff released to the customer. */
export const differenceDataSchema = z
  .strictObject({
    case_ref: reference(64),
    account_no: lineOfText(64).optional(),
    period_end: localDate,
    unit: unitCode,
    our: figure,
    yours: figure,
    difference: signedDecimal,
  })
  .superRefine(({ unit, our, yours }, context) => {
    for (const [name, { quantity }] of Object.entries({ our, yours })) {
      if (fitsUnit({ unit, quantity })) continue;
      context.addIssue({
        code: 'custom',
        path: [name, ...tooManyDecimals.path],
        message: tooManyDecimals.error,
      });
    }
  });

/**
 * `data` of `transaction.verification.requested` (domain 7.9): for protecting the customer against fraud and nothing else,
 * and only after a person released it (domain 6.3-i). What is not released is taken like what is: it is ignored later, together
 * with what may not be asked, so that neither the answer nor the reason tells the two apart (domain 6.3-e).
 */
export const verificationDataSchema = z
  .strictObject({
    transaction_ref: reference(64),
    movement_type: movementType,
    ...lineFields,
    requested_at: instant,
    account_no: lineOfText(64).optional(),
    /** Only `fraud_protection` releases it. */
    release_reason: lineOfText(100).optional(),
    /** Who released it, as the business system knows them. */
    released_by: lineOfText(100).optional(),
  })
  .refine(fitsUnit, tooManyDecimals);

/** `data` of `deadline.approaching` (domain 7.11). */
export const deadlineDataSchema = z.strictObject({
  item_type: reference(64),
  /** The reference of the open item: `letter_id`, `approval_id`, `invoice_no`, `request_id` … */
  item_id: lineOfText(64),
  subject: lineOfText(200),
  ref_no: lineOfText(64),
  due_date: localDate,
  remaining_hours: z.int().min(0).max(10_000),
  /** Never more than three (domain 7.11). */
  reminder_no: z.int().min(1).max(3),
});
