import { z } from 'zod';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { LinkPerson } from '../customers/link-person.ts';
import { AppError, NotFound } from '../shared/errors.ts';
import type { ConversationId } from '../shared/ids.ts';
import { conversationShape, toConversationShape } from './conversation-shape.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { nameOf } from './principal.ts';
import { idParams, idText } from './shape-fields.ts';

/** The keys are of two people: nothing is pointed elsewhere. */
export class KeyConflict extends AppError {
  readonly code = 'key_conflict';
  readonly retryable = false;
}

export interface LinkParts {
  conversations: Pick<ConversationRepository, 'find'>;
  linkPerson: LinkPerson;
}

export const linkRoute = ({ conversations, linkPerson }: LinkParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/conversations/{id}/link',
    scope: 'conversations:write',
    // Whoever may vouch for people (ADR 0030).
    alsoNeeds: ['tasks:write'],
    tag: 'Conversations',
    summary: 'Say which contact a person of no books is',
    description:
      'The names the person is known by lead to the contact from then on, and the person proves it by a code before any ' +
      'amount. Answers the conversation of the contact; the same again changes nothing.',
    params: idParams,
    body: z.strictObject({ contactRef: idText.max(64) }),
    answers: { 200: { description: 'The conversation of the contact', schema: conversationShape } },
    refusals: [404, 409, 413, 415],
    async handle({ principal, params, body: { contactRef } }) {
      const { tenantId } = principal;
      // Branded here: the id came through the path's schema and is only ever looked up together with the tenant.
      const id = params.id as ConversationId;
      const linked = await linkPerson(tenantId, id, { target: { contactRef }, by: nameOf(principal) });
      if (linked.is === 'conflict')
        throw new KeyConflict('The person or the contact is known as somebody else.');
      const conversation =
        linked.is === 'linked' ? await conversations.find(tenantId, linked.conversationId) : null;
      if (conversation === null) throw new NotFound('There is no such conversation, or no such contact.');
      return { status: 200, body: toConversationShape(conversation) };
    },
  });
