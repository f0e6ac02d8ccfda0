import { z } from 'zod';
import {
  anyDecimal,
  currencyCode,
  fitsCurrency,
  instant,
  lineOfText,
  localDate,
  reference,
  signedDecimal,
  unitCode,
} from '../vocabulary/data-fields.ts';

const score = z.int().min(0).max(100);

/** `data` of `sanction.screening.completed` (domain 7.4): for the compliance compartment alone. */
export const screeningDataSchema = z.strictObject({
  screening_id: reference(64),
  subject_ref: reference(64).optional(),
  lists: z
    .array(z.strictObject({ source: reference(64), version: lineOfText(64), as_of: instant }))
    .max(50)
    .default([]),
  score,
  result: z.enum(['clear', 'potential_match', 'confirmed_match', 'list_unavailable']),
  matched_entry_ref: lineOfText(200).optional(),
  screened_at: instant.optional(),
});

const ruleCode = z.enum([
  'linked_threshold',
  'unusual_volume',
  'third_party_payment',
  'structuring',
  'id_mismatch',
]);

/** `data` of `transaction.risk.flagged` (domain 7.9): for the compliance compartment alone. */
export const riskDataSchema = z.strictObject({
  case_id: reference(64),
  rule_codes: z.array(ruleCode).min(1).max(20),
  amount_window: z
    .strictObject({
      currency: currencyCode,
      total: anyDecimal,
      hours: z.int().min(1).max(8760),
    })
    .refine(
      ({ currency, total }) => fitsCurrency({ currency, amounts: [total] }),
      'has more decimals than its currency keeps',
    )
    .optional(),
  score: score.optional(),
  transaction_refs: z.array(reference(64)).max(200).default([]),
});

/** `data` of `account.deviation.detected` (domain 7.10): for accounting; the customer hears of it after a release only. */
export const deviationDataSchema = z.strictObject({
  deviation_id: reference(64),
  kind: z.enum(['statement_mismatch', 'stock_count', 'limit_exceeded', 'negative_balance', 'price_outlier']),
  unit: unitCode,
  account_no: lineOfText(64).optional(),
  expected: signedDecimal,
  actual: signedDecimal,
  difference: signedDecimal,
  tolerance: signedDecimal.optional(),
  period_end: localDate.optional(),
});
