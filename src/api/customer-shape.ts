import { z } from 'zod';
import {
  contactRoles,
  type Contact,
  type ContactWithCustomers,
  type Customer,
} from '../customers/customer.ts';
import { languageText } from './shape-fields.ts';

const contactFields = {
  ref: z.string(),
  name: z.string(),
  phone: z.string().meta({ description: 'E.164' }),
  language: languageText,
  roles: z.array(z.enum(contactRoles)),
  canBind: z.boolean(),
  limits: z
    .array(z.object({ unit: z.string(), quantity: z.string() }))
    .optional()
    .meta({ description: 'Highest quantity the contact may bind per unit; left out: no limits' }),
};

export const customerShape = z
  .object({
    ref: z.string(),
    name: z.string(),
    language: languageText,
    contacts: z.array(z.object(contactFields).meta({ id: 'Contact' })),
  })
  .meta({ id: 'Customer' });

export const contactShape = z
  .object({ ...contactFields, customerRefs: z.array(z.string()) })
  .meta({ id: 'ContactWithCustomers' });

const contactJson = (contact: Contact) => ({
  ref: contact.ref,
  name: contact.name,
  phone: contact.phone,
  language: contact.language,
  roles: [...contact.roles],
  canBind: contact.canBind,
  ...(contact.limits.length === 0
    ? {}
    : { limits: contact.limits.map(({ unit, quantity }) => ({ unit, quantity })) }),
});

export const toCustomerShape = (customer: Customer): z.input<typeof customerShape> => ({
  ref: customer.ref,
  name: customer.name,
  language: customer.language,
  contacts: customer.contacts.map(contactJson),
});

export const toContactShape = (contact: ContactWithCustomers): z.input<typeof contactShape> => ({
  ...contactJson(contact),
  customerRefs: [...contact.customerRefs],
});
