import { z } from 'zod';
import { lineOfText, quantityOfUnit, reference } from '../triggers/event-fields.ts';
import { contactRoles } from './customer.ts';
import { normalizePhone } from './normalize-phone.ts';

const language = z.enum(['tr', 'en', 'ar']);

const phone = z
  .string()
  .min(3)
  .max(40)
  .transform((value, context) => {
    const normalized = normalizePhone(value);
    if (normalized !== null) return normalized;
    context.addIssue({ code: 'custom', message: 'must be a telephone number, best with its country: +90…' });
    return z.NEVER;
  });

const unique = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;

const contactInput = z.strictObject({
  ref: reference(64),
  name: lineOfText(200),
  phone,
  /** The customer's language when left out. */
  language: language.optional(),
  roles: z
    .array(z.enum(contactRoles))
    .max(contactRoles.length)
    .refine(unique, 'must name every role once')
    .default([]),
  /** Whether an answer of this contact binds the customer. Never assumed. */
  canBind: z.boolean().default(false),
  limits: z
    .array(quantityOfUnit)
    .max(20)
    .refine((limits) => unique(limits.map(({ unit }) => unit)), 'must name every unit once')
    .optional(),
});

/** Body of `PUT /v1/customers/:ref`. */
export const customerInputSchema = z.strictObject({
  name: lineOfText(200),
  language: language.default('tr'),
  contacts: z
    .array(contactInput)
    .max(100)
    .refine((contacts) => unique(contacts.map(({ ref }) => ref)), 'must name every contact once')
    .refine(
      (contacts) => unique(contacts.map((contact) => contact.phone)),
      'must have different telephone numbers',
    ),
});
export type CustomerInput = z.output<typeof customerInputSchema>;
