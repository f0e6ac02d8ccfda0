import { z } from 'zod';
import { instant, lineOfText, lines, quantityOfUnit, reference } from '../vocabulary/data-fields.ts';
import { contactRoles, iysSources, iysStatuses, recipientTypes } from './customer.ts';
import { isMasked } from './masked-number.ts';
import { normalizePhone } from './normalize-phone.ts';
import { isTaxNumber, plainTaxNumber } from './tax-number.ts';

const language = z.enum(['tr', 'en', 'ar']);

/** Of what hides something: told apart by `params`, since whoever gets it has to ask for the number first. */
export const notMasked = [
  (text: string): boolean => !isMasked(text),
  { error: 'is masked', params: { masked: true } },
] as const;

/** Stored as E.164. */
export const phone = z
  .string()
  .min(3)
  .max(40)
  .refine(...notMasked)
  .transform((value, context) => {
    const normalized = normalizePhone(value);
    if (normalized !== null) return normalized;
    context.addIssue({ code: 'custom', message: 'must be a telephone number, best with its country: +90…' });
    return z.NEVER;
  });

const unique = <T>(values: readonly T[]): boolean => new Set(values).size === values.length;

const iysInput = z
  .strictObject({
    status: z.enum(iysStatuses),
    source: z.enum(iysSources),
    /** When the person said it, and when the registry took it. */
    saidAt: instant,
    recordedAt: instant,
  })
  .refine(({ saidAt, recordedAt }) => Date.parse(saidAt) <= Date.parse(recordedAt), {
    path: ['recordedAt'],
    error: 'must not be before saidAt',
  });

/** Highest quantity per unit; a unit without a limit is unlimited. */
export const contactLimits = z
  .array(quantityOfUnit)
  .max(20)
  .refine((limits) => unique(limits.map(({ unit }) => unit)), 'must name every unit once');

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
  limits: contactLimits.optional(),
  /**
   * The tenant knows that the number belongs to the person. Left out: true for a new contact, else as it was (a proof in the
   * chat holds for its number alone); `true` also takes back that the person at the number said it is not theirs.
   */
  phoneVerified: z.boolean().optional(),
  /** What the registry of commercial messages (İYS) has of the number. Left out: as it was, where the number is. */
  iys: iysInput.nullish(),
});

/** A word of the business system's own, that rules compare. */
export const customerLabel = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'must be small letters, digits, _ and - only, 40 at most');

const accountInput = z.strictObject({
  accountNo: lineOfText(64),
  lines,
  /** What the balances are of; now when left out. An older report never takes the place of a newer one. */
  asOf: instant.optional(),
});

/** Body of `PUT /v1/customers/:ref`. */
export const customerInputSchema = z.strictObject({
  name: lineOfText(200),
  language: language.default('tr'),
  /** Null is the same as left out, here and below: what was read may be written back. */
  recipientType: z.enum(recipientTypes).nullish(),
  writtenAccountContract: z.boolean().nullish(),
  /** VKN (10 digits) or TCKN (11), with its check digits. */
  taxNumber: z
    .string()
    .max(40)
    .refine(...notMasked)
    .transform(plainTaxNumber)
    .refine(isTaxNumber, 'must be a tax number of 10 or 11 digits with right check digits')
    .nullish(),
  /** To sort customers by in rules: `wholesale`, `staff` … */
  labels: z.array(customerLabel).max(20).refine(unique, 'must name every label once').default([]),
  /** Reports of these accounts; accounts that are not named stay as they are. */
  accounts: z
    .array(accountInput)
    .max(50)
    .refine((accounts) => unique(accounts.map(({ accountNo }) => accountNo)), 'must name every account once')
    .optional(),
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
