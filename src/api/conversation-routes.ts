import { z } from 'zod';
import type { ConversationRecord } from '../conversations/conversation-record.ts';
import type { CommandToSubmit, FindOrder, SubmitCommand, SubmittedCommand } from '../inbox/submit-command.ts';
import type { Page } from '../shared/page.ts';
import { windowMarginMs } from '../delivery/plan-message.ts';
import { AppError, NotFound } from '../shared/errors.ts';
import type { ConversationId } from '../shared/ids.ts';
import { lineOrders, type MessageRepository } from '../transcripts/message.repository.ts';
import { commandIdFor } from './command-id.ts';
import { conversationShape, stepShape, toConversationShape, toStepShape } from './conversation-shape.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { messageShape, toMessageShape } from './message-shape.ts';
import { listJson, listSchema, pageFields, pageQuery, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { refuseForbiddenWords } from '../words/refuse-forbidden-words.ts';
import { idParams, idText } from './shape-fields.ts';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import { assignIfNobodys, type AssignParts } from '../conversations/assign-chat.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import { assignedConversationShape, toAssignedShapes } from './assignment-shape.ts';
import { accountLookup, idOfAssignee, mayDo } from './colleagues.ts';
import { listOfAssignee, listOfNobody } from './list-assigned.ts';

/** The platform takes free text only within 24 hours of the person's last message. */
export class WindowClosed extends AppError {
  readonly code = 'window_closed';
  readonly retryable = false;
}

export interface ConversationParts extends AssignParts {
  conversations: ConversationRepository;
  staff: Pick<StaffRepository, 'find'>;
  messages: MessageRepository;
  submitCommand: SubmitCommand;
  findOrder: FindOrder;
}

const tag = 'Conversations';

const findConversation = async (parts: ConversationParts, principal: Principal, id: string) => {
  // Branded here: the id came through the path's schema and is only ever looked up together with the tenant.
  const conversation = await parts.conversations.find(principal.tenantId, id as ConversationId);
  if (conversation === null) throw new NotFound('There is no such conversation.');
  return conversation;
};

interface ConversationOrder {
  command: SubmittedCommand;
  idempotencyKey: string | null;
  /** Throws when it may not be given now; asked of new orders only. */
  check?: () => void;
}

const submit = async (
  parts: ConversationParts,
  principal: Principal,
  conversation: ConversationRecord,
  { command, idempotencyKey, check }: ConversationOrder,
) => {
  const order: CommandToSubmit = {
    tenantId: principal.tenantId,
    conversationId: conversation.id,
    commandId: commandIdFor(principal, conversation.id, idempotencyKey),
    command,
  };
  if (idempotencyKey === null || !(await parts.findOrder(order))) {
    check?.();
    await parts.submitCommand(order);
  }
  return {
    status: 202,
    body: toConversationShape(await findConversation(parts, principal, conversation.id)),
  };
};

const stateRoutes = (parts: ConversationParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/conversations',
    scope: 'conversations:read',
    tag,
    summary: 'List conversations, last activity first',
    query: z.strictObject({
      ...pageFields,
      customer: idText.optional(),
      contact: idText.optional(),
      assignee: idText.optional().meta({
        description:
          '`me`, `none`, or the id of an account. Pages of `none`, and of somebody with more than 1,000 chats, may be shorter than asked for',
      }),
    }),
    answers: {
      200: { description: 'A page of conversations', schema: listSchema(assignedConversationShape) },
    },
    async handle({ principal, query }) {
      const filter = {
        ...(query.customer === undefined ? {} : { customerRef: query.customer }),
        ...(query.contact === undefined ? {} : { contactRef: query.contact }),
      };
      const { tenantId } = principal;
      const accountOf = accountLookup(parts.staff, tenantId);
      const asked = pageRequestOf(query);
      const listed = (): Promise<Page<ConversationRecord>> => {
        if (query.assignee === undefined) return parts.conversations.list(tenantId, filter, asked);
        if (query.assignee === 'none') return listOfNobody(parts, tenantId, filter, asked, accountOf);
        const assignee = idOfAssignee(principal, query.assignee, 'query.assignee');
        return listOfAssignee(parts, tenantId, { ...filter, assignee }, asked);
      };
      const page = await listed();
      const items = await toAssignedShapes(parts.assignments, tenantId, page.items, accountOf);
      return { status: 200, body: listJson({ ...page, items }, (one) => one) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/conversations/{id}',
    scope: 'conversations:read',
    tag,
    summary: 'Read a conversation',
    params: idParams,
    answers: { 200: { description: 'The conversation', schema: assignedConversationShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const { tenantId } = principal;
      const conversation = await findConversation(parts, principal, params.id);
      const accountOf = accountLookup(parts.staff, tenantId);
      const [body] = await toAssignedShapes(parts.assignments, tenantId, [conversation], accountOf);
      return { status: 200, body };
    },
  }),
];

/** What was said in a conversation, and what each step did. */
const historyRoutes = (parts: ConversationParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/conversations/{id}/messages',
    scope: 'conversations:read',
    tag,
    summary: 'List the messages of a conversation, oldest first or newest first',
    params: idParams,
    query: z.strictObject({ ...pageFields, order: z.enum(lineOrders).default('oldest') }),
    answers: { 200: { description: 'A page of messages', schema: listSchema(messageShape) } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const { id } = await findConversation(parts, principal, params.id);
      const page = await parts.messages.list(principal.tenantId, id, pageRequestOf(query), query.order);
      return { status: 200, body: listJson(page, toMessageShape) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/conversations/{id}/steps',
    scope: 'conversations:read',
    tag,
    summary: 'List the steps of a conversation, oldest first',
    params: idParams,
    query: pageQuery,
    answers: { 200: { description: 'A page of steps', schema: listSchema(stepShape) } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const { id } = await findConversation(parts, principal, params.id);
      const page = await parts.conversations.listSteps(principal.tenantId, id, pageRequestOf(query));
      return { status: 200, body: listJson(page, toStepShape) };
    },
  }),
];

const accepted = {
  202: { description: 'The order is stored; the conversation as it stands now', schema: conversationShape },
};

/** A chat that somebody takes over is theirs from then on, unless it is a colleague's. */
const keepFor = async (
  parts: ConversationParts,
  principal: Principal,
  { tenantId, id: conversationId }: ConversationRecord,
): Promise<void> => {
  const accountOf = accountLookup(parts.staff, tenantId);
  const wish = { tenantId, conversationId, by: nameOf(principal) };
  await assignIfNobodys(parts, wish, principal.keyId, async (id) => {
    const account = await accountOf(id);
    return account !== null && mayDo(account, 'chats');
  });
};

const switchRoute = (parts: ConversationParts, type: 'takeover' | 'release', summary: string): AnyRoute =>
  defineRoute({
    method: 'post',
    path: `/v1/conversations/{id}/${type}`,
    scope: 'conversations:write',
    tag,
    summary,
    params: idParams,
    answers: accepted,
    refusals: [404, 422],
    async handle({ principal, params, idempotencyKey }) {
      const conversation = await findConversation(parts, principal, params.id);
      const answer = await submit(parts, principal, conversation, {
        command: { type, by: nameOf(principal) },
        idempotencyKey,
      });
      if (type === 'takeover' && principal.kind === 'staff') await keepFor(parts, principal, conversation);
      return answer;
    },
  });

const sayRoute = (parts: ConversationParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/conversations/{id}/messages',
    scope: 'conversations:write',
    tag,
    summary: 'Write to the customer as staff',
    description:
      'Only while the 24-hour window is open. The same Idempotency-Key sends one message. Refused with words that would tell ' +
      'of a check (`MASAK`, `yaptırım`, `sanction` …), give a notice of the law (`ihtar`, `temerrüt`, `fesih` …) or speak of custody (`emanet` …).',
    params: idParams,
    body: z.strictObject({ text: z.string().trim().min(1).max(4096) }),
    answers: accepted,
    refusals: [404, 409, 413, 415, 422],
    async handle({ principal, params, body, idempotencyKey }) {
      refuseForbiddenWords(['text', body.text]);
      const conversation = await findConversation(parts, principal, params.id);
      const { windowExpiresAt } = conversation;
      const check = (): void => {
        // Counted as the sending counts it: what is taken here must still be free to go.
        if ((windowExpiresAt?.getTime() ?? 0) - windowMarginMs <= parts.clock.now().getTime())
          throw new WindowClosed('The customer has not written within the last 24 hours.');
      };
      const command = { type: 'say', text: body.text, by: nameOf(principal) } as const;
      return submit(parts, principal, conversation, { command, idempotencyKey, check });
    },
  });

export const conversationRoutes = (parts: ConversationParts): readonly AnyRoute[] => [
  ...stateRoutes(parts),
  ...historyRoutes(parts),
  sayRoute(parts),
  switchRoute(parts, 'takeover', 'Take the chat over from the bot'),
  switchRoute(parts, 'release', 'Give the chat back to the bot'),
];
