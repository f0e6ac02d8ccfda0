import { z } from 'zod';
import { consentPurposes, type ConsentFilter, type ConsentRecord } from '../consent/consent-record.ts';
import { NotFound } from '../shared/errors.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { idParams, idText, instantText, languageText } from './shape-fields.ts';
import type { ConsentRepository } from '../consent/consent.repository.ts';

const purpose = z.enum(consentPurposes);

const consentShape = z
  .object({
    id: z.string(),
    contactRef: z.string().nullable(),
    customerRefs: z.array(z.string()),
    conversationId: z.string(),
    channelId: z.string(),
    purpose,
    action: z.enum(['accepted', 'rejected', 'withdrawn', 'presented', 'not_presented', 'acknowledged']),
    language: languageText,
    textVersion: z.string().nullable(),
    text: z.string().nullable(),
    textHash: z.string().nullable().describe('SHA-256 of `text` in UTF-8, in hexadecimal.'),
    messageId: z.string(),
    answer: z.string().nullable(),
    at: instantText,
    source: z
      .enum(['chat', 'platform'])
      .meta({ description: '`platform`: chosen in WhatsApp itself; `answer` is what the platform calls it' }),
  })
  .meta({ id: 'Consent' });

export const toConsentShape = (consent: ConsentRecord): z.input<typeof consentShape> => ({
  id: consent.id,
  contactRef: consent.contactRef,
  customerRefs: [...consent.customerRefs],
  conversationId: consent.conversationId,
  channelId: consent.channelId,
  purpose: consent.purpose,
  action: consent.action,
  language: consent.language,
  textVersion: consent.textVersion,
  text: consent.text,
  textHash: consent.textHash,
  messageId: consent.messageId,
  answer: consent.answer,
  at: consent.at.toISOString(),
  source: consent.source ?? 'chat',
});

/** Consents are read here and written in the chat only: nobody else can say yes for a person. */
export const consentRoutes = ({ consents }: { consents: ConsentRepository }): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/consents',
    scope: 'consents:read',
    tag: 'Consents',
    summary: 'List what people said about each purpose, newest first',
    description: 'Consents are written in the chat alone: there is no route that makes one.',
    query: z.strictObject({
      ...pageFields,
      contact: idText.optional(),
      customer: idText.optional(),
      purpose: purpose.optional(),
    }),
    answers: { 200: { description: 'A page of consents', schema: listSchema(consentShape) } },
    async handle({ principal, query }) {
      const filter: ConsentFilter = {
        ...(query.contact === undefined ? {} : { contactRef: query.contact }),
        ...(query.customer === undefined ? {} : { customerRef: query.customer }),
        ...(query.purpose === undefined ? {} : { purpose: query.purpose }),
      };
      const page = await consents.list(principal.tenantId, filter, pageRequestOf(query));
      return { status: 200, body: listJson(page, toConsentShape) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/consents/{id}',
    scope: 'consents:read',
    tag: 'Consents',
    summary: 'Read a consent with the words that were shown',
    params: idParams,
    answers: { 200: { description: 'The consent', schema: consentShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const consent = await consents.find(principal.tenantId, params.id);
      if (consent === null) throw new NotFound('There is no such consent.');
      return { status: 200, body: toConsentShape(consent) };
    },
  }),
];
