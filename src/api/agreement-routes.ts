import { z } from 'zod';
import {
  agreementsOf,
  fileAgreement,
  removeAgreement,
  type AgreementEdit,
  type AgreementParts,
} from '../customers/file-agreement.ts';
import type { AgreementRecord } from '../customers/agreement.repository.ts';
import { contactLimits, phone } from '../customers/customer-schema.ts';
import type { NumberSight } from '../customers/masked-number.ts';
import { agreementForms, agreementKinds } from '../vocabulary/agreement.ts';
import { lineOfText, localDate, reference } from '../vocabulary/data-fields.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idText, instantText } from './shape-fields.ts';
import { sightOf } from './sight-of.ts';

const tag = 'Customers';
const refParams = z.object({ ref: idText.max(64) });
const agreementParams = refParams.extend({ id: idText.max(64) });

const personSchema = z.strictObject({
  contactRef: reference(64).nullable().default(null).meta({ description: 'Null: of nobody in the books' }),
  name: lineOfText(200),
  phone: phone.nullable().default(null).meta({ description: 'Stored as E.164; null: it names no number' }),
  limits: contactLimits.default([]),
});

const inputSchema = z
  .strictObject({
    kind: z.enum(agreementKinds),
    form: z
      .enum(agreementForms)
      .meta({ description: 'Signed on paper, with a secure electronic signature, or by KEP' }),
    signedOn: localDate,
    validFrom: localDate.optional().meta({ description: 'The day of the signature if left out' }),
    validUntil: localDate
      .nullable()
      .default(null)
      .meta({ description: 'The last day; null: until somebody ends it' }),
    persons: z.array(personSchema).max(50).default([]),
    document: lineOfText(128).nullable().default(null).meta({ description: 'Where the signed paper lies' }),
  })
  .refine(({ kind, persons }) => (kind === 'channel_evidence') === persons.length > 0, {
    path: ['persons'],
    error: 'goes with channel_evidence, which names at least one',
  })
  .refine(
    ({ persons }) => {
      const refs = persons.flatMap(({ contactRef }) => contactRef ?? []);
      return new Set(refs).size === refs.length;
    },
    { path: ['persons'], error: 'must name every contact once' },
  )
  .refine(
    ({ signedOn, validFrom = signedOn, validUntil }) => validUntil === null || validUntil >= validFrom,
    {
      path: ['validUntil'],
      error: 'must not be before validFrom',
    },
  );

export const agreementShape = z
  .object({
    id: z.string(),
    customerRef: z.string(),
    kind: z.enum(agreementKinds),
    form: z.enum(agreementForms),
    signedOn: z.string(),
    validFrom: z.string(),
    validUntil: z.string().nullable(),
    persons: z.array(
      z.object({
        contactRef: z.string().nullable(),
        name: z.string(),
        phone: z
          .string()
          .nullable()
          .meta({ description: 'E.164; masked for somebody who is signed in, as that of a contact' }),
        limits: z.array(z.object({ unit: z.string(), quantity: z.string() })),
      }),
    ),
    document: z.string().nullable(),
    rev: z.int(),
    updatedAt: instantText,
    updatedBy: z.string(),
  })
  .meta({ id: 'Agreement' });

/** As the API and a customer's history show it. */
export const agreementJson = (
  record: AgreementRecord,
  sight: NumberSight,
): z.input<typeof agreementShape> => {
  const { id, customerRef, kind, form, signedOn, validFrom, validUntil, persons, document } = record;
  return {
    ...{ id, customerRef, kind, form, signedOn, validFrom, validUntil },
    persons: persons.map(({ contactRef, name, phone: number, limits }) => ({
      ...{ contactRef, name, phone: number === null ? null : sight.phone(number) },
      limits: limits.map(({ unit, quantity }) => ({ unit, quantity })),
    })),
    ...{ document, rev: record.rev, updatedAt: record.updatedAt.toISOString(), updatedBy: record.updatedBy },
  };
};

const editOf = (principal: Principal, seen: number | null): AgreementEdit => ({
  tenantId: principal.tenantId,
  by: nameOf(principal),
  seen,
});

/** What customer and business signed (domain R17, R12; ADR 0064). */
export const agreementRoutes = (parts: AgreementParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/customers/{ref}/agreements',
    scope: 'customers:read',
    tag,
    summary: 'List the agreements of a customer',
    params: refParams,
    answers: { 200: { description: 'All of them, on one page, by id', schema: listSchema(agreementShape) } },
    refusals: [404],
    async handle({ principal, params: { ref } }) {
      const items = await agreementsOf(parts, principal.tenantId, ref);
      return {
        status: 200,
        body: listJson({ items, next: null }, (one) => agreementJson(one, sightOf(principal))),
      };
    },
  }),
  defineRoute({
    method: 'put',
    path: '/v1/customers/{ref}/agreements/{id}',
    scope: 'customers:write',
    tag,
    summary: 'Put an agreement on file, or change it',
    description:
      'The agreement on evidence and channel names who may answer for the customer, from which number and up to what; a decision that it does not ' +
      'cover is taken all the same, and says so. The written current-account contract lets letters speak of article 94 and begins its month.',
    params: agreementParams,
    body: inputSchema,
    answers: { 200: { description: 'As it is on file', schema: agreementShape } },
    refusals: [404, 412, 413, 415],
    async handle({ principal, params: { ref, id }, body, ifMatch }) {
      const { signedOn, validFrom = signedOn } = body;
      const filed = await fileAgreement(parts, editOf(principal, ifMatch), {
        ...{ ...body, customerRef: ref, id, validFrom },
      });
      return { status: 200, headers: etagOf(filed.rev), body: agreementJson(filed, sightOf(principal)) };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/customers/{ref}/agreements/{id}',
    scope: 'customers:write',
    tag,
    summary: 'Take an agreement off the file',
    description:
      'One that ended is kept with its last day instead. What was decided and asked under it keeps what it says.',
    params: agreementParams,
    answers: { 204: { description: 'It is gone', schema: null } },
    refusals: [404, 412],
    async handle({ principal, params: { ref, id }, ifMatch }) {
      await removeAgreement(parts, editOf(principal, ifMatch), ref, id);
      return { status: 204 };
    },
  }),
];
