import { z } from 'zod';
import type { PrivacyRequest } from '../consent/privacy-request.ts';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { InternalNoteRepository } from '../conversations/internal-note.repository.ts';
import { eachOf } from '../exports/read-transcript.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { refuseForbiddenWords } from '../words/refuse-forbidden-words.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf } from './principal.ts';
import { idParams, instantOrNull, instantText, nullableInstant } from './shape-fields.ts';
import type { PrivacyRequestRepository } from '../consent/privacy-request.repository.ts';
import type { UnrecognisedRepository } from '../unrecognised/unrecognised.repository.ts';

/** It was answered before. */
export class PrivacyRequestClosed extends AppError {
  readonly code = 'privacy_request_closed';
  readonly retryable = false;
}

const outcome = z.enum(['answered', 'refused']);

const privacyRequestShape = z
  .object({
    id: z.string(),
    kind: z.enum(['access', 'erasure', 'correction']),
    status: z.enum(['open', 'closed']),
    contactRef: z.string().nullable(),
    customerRefs: z.array(z.string()),
    conversationId: z.string(),
    messageId: z.string(),
    receivedAt: instantText,
    dueAt: instantText,
    closedAt: nullableInstant,
    closedBy: z.string().nullable(),
    outcome: outcome.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'PrivacyRequest' });

const toShape = (request: PrivacyRequest): z.input<typeof privacyRequestShape> => ({
  id: request.id,
  kind: request.kind,
  status: request.status,
  contactRef: request.contactRef,
  customerRefs: [...request.customerRefs],
  conversationId: request.conversationId,
  messageId: request.messageId,
  receivedAt: request.receivedAt.toISOString(),
  dueAt: request.dueAt.toISOString(),
  closedAt: instantOrNull(request.closedAt),
  closedBy: request.closedBy,
  outcome: request.outcome,
  note: request.note,
});

const tag = 'Privacy requests';

interface PrivacyRequestParts {
  privacyRequests: PrivacyRequestRepository;
  unrecognised: Pick<UnrecognisedRepository, 'forget'>;
  conversations: Pick<ConversationRepository, 'list'>;
  notes: Pick<InternalNoteRepository, 'forget'>;
  clock: Clock;
}

/** What is kept of the person beside requests and transcripts, on every number they chat with. */
const forgetPerson = async (
  { unrecognised, conversations, notes }: PrivacyRequestParts,
  tenantId: TenantId,
  person: Pick<PrivacyRequest, 'conversationId' | 'contactRef'>,
): Promise<void> => {
  const { conversationId, contactRef } = person;
  await unrecognised.forget(tenantId, person);
  const theirs = new Set([conversationId]);
  if (contactRef !== null)
    for await (const { id } of eachOf((page) => conversations.list(tenantId, { contactRef }, page)))
      theirs.add(id);
  await notes.forget(tenantId, { conversationIds: [...theirs], contactRef });
};

export const privacyRequestRoutes = (parts: PrivacyRequestParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/privacy-requests',
    scope: 'privacy:read',
    tag,
    summary: 'List requests of data subjects, due first',
    query: z.strictObject({ ...pageFields, status: z.enum(['open', 'closed']).optional() }),
    answers: { 200: { description: 'A page of requests', schema: listSchema(privacyRequestShape) } },
    async handle({ principal, query }) {
      const filter = query.status === undefined ? {} : { status: query.status };
      const page = await parts.privacyRequests.list(principal.tenantId, filter, pageRequestOf(query));
      return { status: 200, body: listJson(page, toShape) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/privacy-requests/{id}',
    scope: 'privacy:read',
    tag,
    summary: 'Read a request of a data subject',
    params: idParams,
    answers: { 200: { description: 'The request', schema: privacyRequestShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const request = await parts.privacyRequests.find(principal.tenantId, params.id);
      if (request === null) throw new NotFound('There is no such privacy request.');
      return { status: 200, body: toShape(request) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/privacy-requests/{id}/close',
    scope: 'privacy:write',
    tag,
    summary: 'Note how the request was answered',
    description:
      'A refusal names its legal reason, e.g. the duty to keep commercial letters (TTK 82). With an answered erasure the texts ' +
      'of the person that wait to be labelled and the internal notes about their chats are deleted; everything else is for whoever answers.',
    params: idParams,
    body: z.strictObject({ outcome, note: z.string().trim().min(1).max(2000) }),
    answers: { 200: { description: 'The request', schema: privacyRequestShape } },
    refusals: [404, 409, 413, 415],
    async handle({ principal, params, body }) {
      refuseForbiddenWords(['note', body.note]);
      const known = await parts.privacyRequests.find(principal.tenantId, params.id);
      if (known === null) throw new NotFound('There is no such privacy request.');
      // Before it is closed: nobody would come back to delete them. No law wants these kept, so a lost race harms nobody.
      if (known.kind === 'erasure' && known.status === 'open' && body.outcome === 'answered')
        await forgetPerson(parts, principal.tenantId, known);
      const closed = await parts.privacyRequests.close(principal.tenantId, known.id, {
        closedAt: parts.clock.now(),
        closedBy: nameOf(principal),
        outcome: body.outcome,
        note: body.note,
      });
      if (!closed) throw new PrivacyRequestClosed('The request was answered before.');
      const request = await parts.privacyRequests.find(principal.tenantId, known.id);
      return { status: 200, body: toShape(request ?? known) };
    },
  }),
];
