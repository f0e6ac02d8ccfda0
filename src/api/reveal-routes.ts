import { z } from 'zod';
import type { AgreementRecord, AgreementRepository } from '../customers/agreement.repository.ts';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { Customer } from '../customers/customer.ts';
import { wholeNumbers } from '../customers/masked-number.ts';
import { RateLimited } from '../http/http-errors.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { lineOfText, reference } from '../vocabulary/data-fields.ts';
import { agreementJson, agreementShape } from './agreement-routes.ts';
import type { CallBucketRepository, CallPace } from './call-bucket.repository.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { nameOf, type Principal } from './principal.ts';
import { idText } from './shape-fields.ts';

/** Why somebody looks at whole numbers; `other` says it in words. */
const revealReasons = ['contact', 'verify', 'correct', 'legal', 'other'] as const;

/** What was shown of a customer: whose numbers, never the numbers. */
export interface RevealNote {
  tenantId: TenantId;
  customerRef: string;
  contacts: readonly string[];
  taxNumber: boolean;
  agreements: readonly string[];
  reason: (typeof revealReasons)[number];
  note: string | null;
  by: string;
  at: Date;
}

export interface RevealRouteParts {
  customers: Pick<CustomerRepository, 'find'>;
  agreements: Pick<AgreementRepository, 'list'>;
  revealBuckets: CallBucketRepository;
  /** Resolves once it is on record: nothing is shown before. */
  noteReveal(note: RevealNote): Promise<void>;
  clock: Clock;
}

/** Thirty customers at once, then one a minute: a list of calls is worked off, the books are not copied. */
const pace: CallPace = { perMinute: 1, burst: 30 };

/** What is seen in the log of who saw a number is not the number itself. */
const longNumber = /(?:\p{Nd}[\s().-]*){7}/u;

const isOnce = (values: readonly string[]): boolean => new Set(values).size === values.length;

const revealSchema = z
  .strictObject({
    contacts: z
      .array(reference(64))
      .max(100)
      .refine(isOnce, 'must name every contact once')
      .default([])
      .meta({ description: 'References of contacts of the customer' }),
    taxNumber: z.boolean().default(false),
    agreements: z
      .array(idText.max(64))
      .max(50)
      .refine(isOnce, 'must name every agreement once')
      .default([])
      .meta({ description: 'Ids of agreements of the customer' }),
    reason: z.enum(revealReasons).meta({
      description:
        '`contact`: to call or write; `verify`: to see that it is them; `correct`: to correct what is stored; `legal`: a request of the person or of an authority',
    }),
    note: lineOfText(200)
      .refine((text) => !longNumber.test(text), 'must hold no number')
      .nullable()
      .default(null)
      .meta({ description: 'In words, for the audit log; wanted with `other`' }),
  })
  .refine(
    ({ contacts, taxNumber, agreements }) => taxNumber || contacts.length + agreements.length > 0,
    'must name a contact, an agreement or the tax number',
  )
  .refine(({ reason, note }) => reason !== 'other' || (note ?? '').trim() !== '', {
    path: ['note'],
    error: 'is wanted with the reason other',
  });

const revealedShape = z
  .object({
    contacts: z.array(z.object({ ref: z.string(), phone: z.string().meta({ description: 'E.164, whole' }) })),
    taxNumber: z.string().nullable().meta({ description: 'Null: not asked for, or not told' }),
    agreements: z.array(agreementShape).meta({ description: 'With whole numbers' }),
  })
  .meta({ id: 'RevealedNumbers' });

/** Those with these keys, in the order they were named. Throws `NotFound` for one that is not there. */
const named = <One>(
  keys: readonly string[],
  all: readonly One[],
  keyOf: (one: One) => string,
  what: string,
): One[] => {
  const byKey = new Map(all.map((one) => [keyOf(one), one]));
  return keys.map((key) => {
    const one = byKey.get(key);
    if (one === undefined) throw new NotFound(`The customer has no such ${what}.`);
    return one;
  });
};

const agreementsOf = async (
  { agreements }: RevealRouteParts,
  { tenantId, ref }: Customer,
  ids: readonly string[],
): Promise<AgreementRecord[]> =>
  ids.length === 0
    ? []
    : named(ids, await agreements.list(tenantId, ref), (agreement) => agreement.id, 'agreement');

const takeTurn = async (
  { revealBuckets }: RevealRouteParts,
  { tenantId, keyId }: Principal,
): Promise<void> => {
  const { granted, waitMs } = await revealBuckets.take(`reveal:${tenantId}:${keyId}`, 1, pace);
  if (granted === 0) throw new RateLimited('Numbers of this many customers were shown just now.', waitMs);
};

/** Whole numbers of a customer, on record before they are shown (reliability F4, ADR 0077). */
export const revealRoutes = (parts: RevealRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/customers/{ref}/reveal',
    scope: 'customers:reveal',
    alsoNeeds: ['customers:read'],
    tag: 'Customers',
    summary: 'Show whole telephone and tax numbers of a customer',
    description:
      'Who saw whose numbers and why is in the audit log (`customer.revealed`) before the answer leaves; each call is an entry of its own, a repeated one too. ' +
      'A caller sees thirty customers at once, then one a minute.',
    params: z.object({ ref: idText.max(64) }),
    body: revealSchema,
    answers: { 200: { description: 'The numbers that were asked for', schema: revealedShape } },
    refusals: [404, 413, 415],
    async handle({ principal, params: { ref }, body }) {
      const { tenantId } = principal;
      const customer = await parts.customers.find(tenantId, ref);
      if (customer === null) throw new NotFound('There is no such customer.');
      const contacts = named(body.contacts, customer.contacts, (contact) => contact.ref, 'contact');
      const agreements = await agreementsOf(parts, customer, body.agreements);
      await takeTurn(parts, principal);
      await parts.noteReveal({
        ...{ ...body, tenantId, customerRef: ref },
        ...{ by: nameOf(principal), at: parts.clock.now() },
      });
      return {
        status: 200,
        body: {
          contacts: contacts.map(({ ref: contactRef, phone }) => ({ ref: contactRef, phone })),
          taxNumber: body.taxNumber ? (customer.taxNumber ?? null) : null,
          agreements: agreements.map((agreement) => agreementJson(agreement, wholeNumbers)),
        },
      };
    },
  }),
];
