import { z } from 'zod';

/** Debit (B, the customer owes us) or credit (A, we owe the customer): words of domain 2.1. */
export const sideSchema = z.enum(['B', 'A']);
export type Side = z.infer<typeof sideSchema>;

/** One balance or amount. Quantities are decimal strings in the unit, never floats: `{ unit: 'HAS', quantity: '1250.340', side: 'B' }`. */
export const lineSchema = z.object({ unit: z.string(), quantity: z.string(), side: sideSchema });
export type Line = z.infer<typeof lineSchema>;

/** A line with the customer's answer to it. `own` is the customer's figure where it differs. */
export const answeredLineSchema = lineSchema.extend({
  answer: z.enum(['agreed', 'disagreed']).nullable(),
  own: z.object({ quantity: z.string(), side: sideSchema }).nullable(),
});
export type AnsweredLine = z.infer<typeof answeredLineSchema>;
