import { z } from 'zod';
import {
  contactRoles,
  iysSources,
  iysStatuses,
  recipientTypes,
  type Contact,
  type ContactWithCustomers,
  type Customer,
  type IysState,
} from '../customers/customer.ts';
import type { NumberSight } from '../customers/masked-number.ts';
import { instantText, languageText } from './shape-fields.ts';

const maskedText =
  'for somebody who is signed in masked, `+90 ••• ••• 01 01`: `POST /v1/customers/{ref}/reveal` shows it whole';

const contactFields = {
  ref: z.string(),
  name: z.string(),
  phone: z.string().meta({ description: `E.164; ${maskedText}` }),
  language: languageText,
  roles: z.array(z.enum(contactRoles)),
  canBind: z.boolean(),
  limits: z
    .array(z.object({ unit: z.string(), quantity: z.string() }))
    .optional()
    .meta({ description: 'Highest quantity the contact may bind per unit; left out: no limits' }),
  phoneVerified: z
    .boolean()
    .meta({ description: 'False: the person has to prove who they are before anything is shown' }),
  phoneUnlinkedAt: instantText
    .optional()
    .meta({ description: 'The person at the number said it is not theirs: nothing is sent there' }),
  iys: z
    .object({
      status: z.enum(iysStatuses),
      source: z.enum(iysSources),
      saidAt: instantText,
      recordedAt: instantText,
    })
    .optional()
    .meta({ description: 'What the registry of commercial messages has of the number, as it was reported' }),
};

const accountShape = z
  .object({
    accountNo: z.string(),
    lines: z.array(z.object({ unit: z.string(), quantity: z.string(), side: z.enum(['B', 'A']) })),
    asOf: instantText,
  })
  .meta({ id: 'Account' });

export const customerShape = z
  .object({
    ref: z.string(),
    name: z.string(),
    language: languageText,
    recipientType: z.enum(recipientTypes).nullable(),
    writtenAccountContract: z.boolean().nullable(),
    taxNumber: z.string().nullable().meta({
      description: 'VKN or TCKN; for somebody who is signed in masked but for its last two digits',
    }),
    labels: z.array(z.string()),
    contacts: z.array(z.object(contactFields).meta({ id: 'Contact' })),
    accounts: z.array(accountShape).meta({ description: 'As last reported: never a live balance' }),
  })
  .meta({ id: 'Customer' });

export const contactShape = z
  .object({ ...contactFields, customerRefs: z.array(z.string()) })
  .meta({ id: 'ContactWithCustomers' });

const contactJson = (contact: Contact, sight: NumberSight) => ({
  ref: contact.ref,
  name: contact.name,
  phone: sight.phone(contact.phone),
  language: contact.language,
  roles: [...contact.roles],
  canBind: contact.canBind,
  ...(contact.limits.length === 0
    ? {}
    : { limits: contact.limits.map(({ unit, quantity }) => ({ unit, quantity })) }),
  phoneVerified: contact.phoneVerified ?? true,
  ...((contact.phoneUnlinkedAt ?? null) === null
    ? {}
    : { phoneUnlinkedAt: contact.phoneUnlinkedAt?.toISOString() }),
  ...((contact.iys ?? null) === null ? {} : { iys: iysJson(contact.iys as IysState) }),
});

const iysJson = ({ status, source, saidAt, recordedAt }: IysState) => ({
  ...{ status, source },
  ...{ saidAt: saidAt.toISOString(), recordedAt: recordedAt.toISOString() },
});

export const toCustomerShape = (customer: Customer, sight: NumberSight): z.input<typeof customerShape> => ({
  ref: customer.ref,
  name: customer.name,
  language: customer.language,
  recipientType: customer.recipientType ?? null,
  writtenAccountContract: customer.writtenAccountContract ?? null,
  taxNumber: typeof customer.taxNumber === 'string' ? sight.taxNumber(customer.taxNumber) : null,
  labels: [...(customer.labels ?? [])],
  contacts: customer.contacts.map((contact) => contactJson(contact, sight)),
  accounts: (customer.accounts ?? []).map(({ accountNo, lines, asOf }) => ({
    accountNo,
    lines: lines.map(({ unit, quantity, side }) => ({ unit, quantity, side })),
    asOf: asOf.toISOString(),
  })),
});

export const toContactShape = (
  contact: ContactWithCustomers,
  sight: NumberSight,
): z.input<typeof contactShape> => ({
  ...contactJson(contact, sight),
  customerRefs: [...contact.customerRefs],
});
