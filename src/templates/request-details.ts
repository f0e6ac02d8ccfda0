import { z } from 'zod';
import { lineSchema, sideSchema } from '../../machines/shared/request.ts';
import type { JsonObject } from '../shared/json.ts';

const text = z.string().optional().catch(undefined);
const side = sideSchema.optional().catch(undefined);
const figure = z.object({ quantity: z.string(), side: sideSchema }).optional().catch(undefined);
/** Fineness comes as a number or as its digits. */
const digits = z
  .union([z.string(), z.int().transform(String)])
  .optional()
  .catch(undefined);

/**
 * What the texts use of an event's `data` (domain 7). The event was validated when it came in; a part that is
 * missing or of another shape is simply not shown.
 */
const schema = z.object({
  account_no: text,
  period_end: text,
  reply_deadline: text,
  subject: text,
  kind: text,
  babs: z
    .object({ form: z.enum(['Ba', 'Bs']), month: text, documents: z.number() })
    .optional()
    .catch(undefined),
  detail: text,
  requested_by: text,
  price: z
    .object({ rate: text, side: text, source: text, currency: text, valid_until: text })
    .optional()
    .catch(undefined),
  invoice_date: text,
  amount: z.object({ currency: z.string(), total: z.string(), vat: text }).optional().catch(undefined),
  gold: z.object({ gross_g: text, milyem: digits, has_g: text }).optional().catch(undefined),
  workmanship: z.object({ amount: text, currency: text, milyem: digits }).optional().catch(undefined),
  document_code: text,
  accepted_mime: z.array(z.string()).optional().catch(undefined),
  max_bytes: z.number().optional().catch(undefined),
  due_date: text,
  report_kind: text,
  period_from: text,
  period_to: text,
  link_expires_at: text,
  movement_type: text,
  unit: text,
  quantity: text,
  side,
  posted_at: text,
  /** Of a summary. */
  movements: z.array(z.object({})).optional().catch(undefined),
  posted_from: text,
  posted_to: text,
  document_no: text,
  balance_after: z.array(lineSchema).optional().catch(undefined),
  our: figure,
  yours: figure,
  difference: text,
  requested_at: text,
  ref_no: text,
  interaction_label: text,
  interaction_date: text,
  remaining_hours: z.number().optional().catch(undefined),
});
export type RequestDetails = z.infer<typeof schema>;

/** Contents never change after a request was opened, so one reading serves all its prompts. */
const cache = new WeakMap<JsonObject, RequestDetails>();

export const readDetails = (details: JsonObject): RequestDetails => {
  const known = cache.get(details);
  if (known) return known;
  const read = schema.parse(details);
  cache.set(details, read);
  return read;
};
