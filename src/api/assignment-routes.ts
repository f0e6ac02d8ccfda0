import { z } from 'zod';
import { assignChat, type AssignParts } from '../conversations/assign-chat.ts';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import { NotFound } from '../shared/errors.ts';
import type { ConversationId } from '../shared/ids.ts';
import { permits } from '../staff/permissions.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import { assignmentShape, toAssignmentShape } from './assignment-shape.ts';
import { accountLookup, idOfNewAssignee, mayDo } from './colleagues.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, idText } from './shape-fields.ts';

export interface AssignmentRouteParts extends AssignParts {
  conversations: Pick<ConversationRepository, 'find'>;
  staff: Pick<StaffRepository, 'find' | 'list'>;
}

const colleagueShape = z
  .object({
    id: z.string(),
    name: z.string(),
    chats: z.boolean().meta({ description: 'Chats may be assigned to them' }),
    tasks: z.boolean().meta({ description: 'Tasks may be assigned to them' }),
    compartment: z.boolean().optional().meta({
      description:
        'Tasks of the compliance compartment may be assigned to them; told with `compliance` alone',
    }),
  })
  .meta({ id: 'Colleague' });

export const assigneeBody = z.strictObject({
  assignee: idText.meta({ description: 'Id of an account, or `me`' }),
});

interface Order {
  principal: Principal;
  params: { id: string };
  ifMatch: number | null;
}

/** `assignee`: null: nobody's. */
const assign = async (
  parts: AssignmentRouteParts,
  { principal, params, ifMatch }: Order,
  wanted: string | null,
) => {
  const { tenantId } = principal;
  // Branded here: it is looked up together with the tenant only.
  const conversation = await parts.conversations.find(tenantId, params.id as ConversationId);
  if (conversation === null) throw new NotFound('There is no such conversation.');
  const assignee =
    wanted === null
      ? null
      : await idOfNewAssignee(parts.staff, principal, wanted, (account) => mayDo(account, 'chats'));
  const wish = { tenantId, conversationId: conversation.id, by: nameOf(principal), seen: ifMatch };
  const assignment = await assignChat(parts, wish, assignee);
  const body = await toAssignmentShape(assignment, accountLookup(parts.staff, tenantId));
  return { status: 200, body, headers: etagOf(assignment.rev) };
};

const answers = { 200: { description: 'Whose the chat is; its ETag for If-Match', schema: assignmentShape } };

/** Whose a chat is, and who there is to have one. */
export const assignmentRoutes = (parts: AssignmentRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'put',
    path: '/v1/conversations/{id}/assignee',
    scope: 'conversations:write',
    tag: 'Conversations',
    summary: 'Make a conversation somebody’s',
    description: 'Of somebody who works here and may write in chats. Neither bot nor customer learns of it.',
    params: idParams,
    body: assigneeBody,
    answers,
    refusals: [404, 412, 413, 415],
    handle: (input) => assign(parts, input, input.body.assignee),
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/conversations/{id}/assignee',
    scope: 'conversations:write',
    tag: 'Conversations',
    summary: 'Make a conversation nobody’s',
    params: idParams,
    answers,
    refusals: [404, 412],
    handle: (input) => assign(parts, input, null),
  }),
  defineRoute({
    method: 'get',
    path: '/v1/colleagues',
    scope: 'conversations:read',
    tag: 'Staff',
    summary: 'List who works here and can have chats or tasks',
    description:
      'Names and nothing else of their accounts. A page may be shorter than asked for. Who is in the compliance compartment is told there alone.',
    query: pageQuery,
    answers: { 200: { description: 'A page of people, by id', schema: listSchema(colleagueShape) } },
    async handle({ principal, query }) {
      const page = await parts.staff.list(principal.tenantId, pageRequestOf(query));
      const isWithin = permits(principal.scopes, 'compliance');
      const items = page.items
        .map((account) => ({
          ...{ id: account.id, name: account.name },
          ...{ chats: mayDo(account, 'chats'), tasks: mayDo(account, 'tasks') },
          ...(isWithin ? { compartment: mayDo(account, 'compartment') } : {}),
        }))
        .filter(({ chats, tasks }) => chats || tasks);
      return { status: 200, body: listJson({ ...page, items }, (one) => one) };
    },
  }),
];
