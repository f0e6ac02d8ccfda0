import { z } from 'zod';
import {
  anyDecimal,
  currencyCode,
  decimal,
  documentFields,
  documentNumber,
  fitsCurrency,
  instant,
  line,
  lineOfText,
  lines,
  localDate,
  reference,
} from '../vocabulary/data-fields.ts';

/** What a letter about the declarations of purchases and sales is of (domain 3.3). */
const babsSchema = z.strictObject({
  /** From our books: `Ba` declares what we bought from the customer, `Bs` what we sold to them. */
  form: z.enum(['Ba', 'Bs']),
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM'),
  documents: z.int().min(0).max(1_000_000),
});

/** The total without VAT, in lira, on the side of its form: what was sold is a debit of the customer. */
const isBabsLetter = ({ kind, babs, lines: totals }: LetterKind): boolean => {
  if (kind !== 'babs') return babs === undefined;
  const [total, ...more] = totals;
  const side = babs?.form === 'Ba' ? 'A' : 'B';
  return babs !== undefined && more.length === 0 && total?.unit === 'TRY' && total.side === side;
};

interface LetterKind {
  kind?: 'current_account' | 'babs' | undefined;
  babs?: z.output<typeof babsSchema> | undefined;
  lines: readonly { unit: string; side: 'A' | 'B' }[];
}

/** `data` of `reconciliation.letter.ready` (domain 7.1). */
export const letterDataSchema = z
  .strictObject({
    letter_id: reference(64),
    /** Left out: of a current account. */
    kind: z.enum(['current_account', 'babs']).optional(),
    babs: babsSchema.optional(),
    letter_version: z.int().min(1).max(1_000_000).default(1),
    account_no: lineOfText(64),
    period_end: localDate,
    lines: lines.min(1),
    /** The last day for an answer, in the tenant's zone; without it 15 days. */
    reply_deadline: z.union([localDate, instant]).optional(),
    written_account_contract: z.boolean().optional(),
    received_at: instant.optional(),
    ...documentFields,
  })
  .refine(isBabsLetter, {
    path: ['babs'],
    error: 'goes with kind babs, and with one line in TRY on the side of its form: B for Bs, A for Ba',
  });

const tooManyDecimals = 'has more decimals than its currency keeps';

/** `data` of `approval.requested` (domain 7.6). */
export const approvalDataSchema = z.strictObject({
  approval_id: reference(64),
  approval_version: z.int().min(1).max(1_000_000).default(1),
  kind: z.enum(['sale', 'purchase', 'delivery', 'credit_limit', 'price_fix', 'transfer', 'discount']),
  subject: lineOfText(200),
  detail: lineOfText(300).optional(),
  requested_by: lineOfText(100).optional(),
  account_no: lineOfText(64).optional(),
  lines: z.array(line).max(20).default([]),
  price: z
    .strictObject({
      rate: decimal(6),
      side: lineOfText(20).optional(),
      source: lineOfText(100).optional(),
      currency: currencyCode.optional(),
      /** Until when the price holds: the request ends then (15 minutes without it). */
      valid_until: instant.optional(),
    })
    .optional(),
  limit_class: reference(64).optional(),
  four_eyes: z.boolean().optional(),
  reply_deadline: z.union([instant, localDate]).optional(),
  ...documentFields,
});

/** Fineness in 1/10000: `9160` is 22 carat. A number or its digits. */
const milyem = z.union([
  z.int().min(0).max(10_000),
  z.string().regex(/^(10000|\d{1,4})$/, 'must be a fineness from 0 to 10000'),
]);

/** `data` of `invoice.approval.requested` (domain 7.3). */
export const invoiceDataSchema = z.strictObject({
  invoice_no: documentNumber,
  invoice_version: z.int().min(1).max(1_000_000).default(1),
  ettn: z.guid().optional(),
  scenario: z.enum(['temel', 'ticari', 'e_arsiv', 'kagit']).optional(),
  invoice_date: localDate,
  received_at: instant.optional(),
  account_no: lineOfText(64).optional(),
  amount: z
    .strictObject({ currency: currencyCode, total: anyDecimal, vat: anyDecimal.optional() })
    .refine(({ currency, total, vat }) => fitsCurrency({ currency, amounts: [total, vat] }), tooManyDecimals),
  gold: z
    .strictObject({ gross_g: decimal(4), milyem: milyem.optional(), has_g: decimal(4).optional() })
    .optional(),
  workmanship: z
    .strictObject({
      amount: anyDecimal.optional(),
      currency: currencyCode.optional(),
      milyem: milyem.optional(),
    })
    .refine(
      // Without a currency it is told in lira.
      ({ currency = 'TRY', amount }) => fitsCurrency({ currency, amounts: [amount] }),
      tooManyDecimals,
    )
    .optional(),
  reply_deadline: z.union([instant, localDate]).optional(),
  ...documentFields,
});
