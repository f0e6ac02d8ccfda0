import { z } from 'zod';

/** Debit (B, the customer owes us) or credit (A, we owe the customer): words of domain 2.1. */
export const sideSchema = z.enum(['B', 'A']);
/** `B`: debit, the customer owes us; `A`: credit, we owe the customer; said from our books (domain 2.1). */
export type Side = z.infer<typeof sideSchema>;

/**
 * One balance or amount. Quantities are decimal strings in the unit, never floats: `{ unit: 'HAS', quantity: '1250.340',
 * side: 'B' }`.
 */
export const lineSchema = z.object({ unit: z.string(), quantity: z.string(), side: sideSchema });
/**
 * One balance or amount with its unit and side; several units stand side by side and are never added up (domain 2.5,
 * R8).
 */
export type Line = z.infer<typeof lineSchema>;

/** A line with the customer's answer to it. `own` is the customer's figure where it differs. */
export const answeredLineSchema = lineSchema.extend({
  answer: z.enum(['agreed', 'disagreed']).nullable(),
  own: z.object({ quantity: z.string(), side: sideSchema }).nullable(),
});
/** A line with what the customer said of it: units are answered one by one (domain 7.1, R8). */
export type AnsweredLine = z.infer<typeof answeredLineSchema>;
