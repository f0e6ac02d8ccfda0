import { z } from 'zod';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import { customerInputSchema, type CustomerInput } from '../customers/customer-schema.ts';
import type { PutCustomer } from '../customers/put-customer.ts';
import type { FindContacts, FindCustomers } from '../search/find-customers.ts';
import { NotFound } from '../shared/errors.ts';
import { refuseForbiddenWords, refuseTellingNames, type Written } from '../words/refuse-forbidden-words.ts';
import { contactShape, customerShape, toContactShape, toCustomerShape } from './customer-shape.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf } from './principal.ts';
import { searchText } from './search-query.ts';
import { sightOf } from './sight-of.ts';
import { idText } from './shape-fields.ts';
import { permits } from '../staff/permissions.ts';

/** What customers come to read of the books: by which name they are greeted, and of which account it is. */
const namesOf = ({ name, contacts }: CustomerInput): Written[] => [
  ['name', name],
  ...contacts.map(({ name: who }, at) => [`contacts[${at}].name`, who] satisfies Written),
];

const accountsOf = ({ accounts = [] }: CustomerInput): Written[] =>
  accounts.map(({ accountNo }, at) => [`accounts[${at}].accountNo`, accountNo]);

const described =
  'With `q` a page may hold fewer than its limit, also none, while `nextCursor` leads on; beginnings of words are found, the middle of a word is not.';

const refParams = z.object({ ref: idText.max(64) });

interface CustomerRouteParts {
  customers: CustomerRepository;
  findCustomers: FindCustomers;
  findContacts: FindContacts;
  putCustomer: PutCustomer;
}

/** One of them by its reference. */
const oneRoutes = (parts: CustomerRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'put',
    path: '/v1/customers/{ref}',
    scope: 'customers:write',
    tag: 'Customers',
    summary: 'Make or replace a customer with its contacts',
    description:
      'The customer has exactly the given contacts afterwards. Telephone numbers are stored as E.164. `accounts` are ' +
      'reports: what is not named stays, and an older report never takes the place of a newer one. A masked number is refused (`masked_value`).',
    params: refParams,
    body: customerInputSchema,
    answers: { 200: { description: 'The customer as stored', schema: customerShape } },
    refusals: [409, 412, 413, 415],
    async handle({ principal, params, body, ifMatch }) {
      refuseTellingNames(...namesOf(body));
      refuseForbiddenWords(...accountsOf(body));
      const mayVouch = permits(principal.scopes, 'tasks:write');
      const written = { ...body, by: nameOf(principal), mayVouch, seenRev: ifMatch };
      const customer = await parts.putCustomer(principal.tenantId, params.ref, written);
      return {
        status: 200,
        body: toCustomerShape(customer, sightOf(principal)),
        headers: etagOf(customer.rev ?? 0),
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/customers/{ref}',
    scope: 'customers:read',
    tag: 'Customers',
    summary: 'Read a customer',
    params: refParams,
    answers: { 200: { description: 'The customer', schema: customerShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const customer = await parts.customers.find(principal.tenantId, params.ref);
      if (customer === null) throw new NotFound('There is no such customer.');
      return {
        status: 200,
        body: toCustomerShape(customer, sightOf(principal)),
        headers: etagOf(customer.rev ?? 0),
      };
    },
  }),
];

const listRoutes = (parts: CustomerRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/customers',
    scope: 'customers:read',
    tag: 'Customers',
    summary: 'List customers by reference',
    description: described,
    query: z.strictObject({
      ...pageFields,
      q: searchText.optional().meta({
        description:
          'Only who is meant by it: name, label, tax number or reference, of the customer or of somebody who acts for it',
      }),
    }),
    answers: { 200: { description: 'A page of customers', schema: listSchema(customerShape) } },
    async handle({ principal, query: { q, ...query } }) {
      const { tenantId } = principal;
      const page = pageRequestOf(query);
      const found =
        q === undefined
          ? await parts.customers.list(tenantId, page)
          : await parts.findCustomers(tenantId, q, page);
      return { status: 200, body: listJson(found, (one) => toCustomerShape(one, sightOf(principal))) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/contacts',
    scope: 'customers:read',
    tag: 'Customers',
    summary: 'List contacts with the customers they act for',
    description: described,
    query: z.strictObject({
      ...pageFields,
      customer: idText.optional(),
      q: searchText.optional().meta({
        description: 'Only who is meant by it: name, reference, a number or its last four digits and more',
      }),
    }),
    answers: { 200: { description: 'A page of contacts', schema: listSchema(contactShape) } },
    async handle({ principal, query: { q, customer, ...query } }) {
      const { tenantId } = principal;
      const filter = customer === undefined ? {} : { customerRef: customer };
      const page = pageRequestOf(query);
      const found =
        q === undefined
          ? await parts.customers.listContacts(tenantId, filter, page)
          : await parts.findContacts(tenantId, q, filter, page);
      return { status: 200, body: listJson(found, (one) => toContactShape(one, sightOf(principal))) };
    },
  }),
];

export const customerRoutes = (parts: CustomerRouteParts): readonly AnyRoute[] => [
  ...oneRoutes(parts),
  ...listRoutes(parts),
];
