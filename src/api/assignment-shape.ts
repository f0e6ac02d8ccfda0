import { z } from 'zod';
import type { ChatAssignmentRepository } from '../conversations/chat-assignment.repository.ts';
import { noAssignment } from '../conversations/assign-chat.ts';
import type { ChatAssignment } from '../conversations/chat-assignment.ts';
import type { ConversationRecord } from '../conversations/conversation-record.ts';
import type { TenantId } from '../shared/ids.ts';
import { holderOf, type AccountOf } from './colleagues.ts';
import { conversationShape, toConversationShape } from './conversation-shape.ts';
import { nullableInstant } from './shape-fields.ts';

const named = z.object({ id: z.string(), name: z.string() });

export const holderFields = {
  assignee: named.nullable().meta({ description: 'Null: nobody’s' }),
  formerAssignee: named
    .nullable()
    .meta({ description: 'Whose it was, who is shut out or may not do it any more' }),
};

export const assignmentShape = z
  .object({
    ...holderFields,
    assignedAt: nullableInstant.meta({ description: 'Of the last change; null: there was none' }),
    rev: z.int().meta({ description: 'Also the ETag, for If-Match; 0: never anybody’s' }),
  })
  .meta({ id: 'ChatAssignment' });

export const toAssignmentShape = async (
  { assignee, rev, at }: ChatAssignment,
  accountOf: AccountOf,
): Promise<z.input<typeof assignmentShape>> => {
  const { assignee: whose, former } = await holderOf(accountOf, assignee, 'chats');
  return { assignee: whose, formerAssignee: former, assignedAt: rev === 0 ? null : at.toISOString(), rev };
};

/** A conversation as colleagues see it: whose it is stands with it, and in nothing that is given to customers. */
export const assignedConversationShape = conversationShape
  .extend({ assignment: assignmentShape })
  .meta({ id: 'AssignedConversation' });

export const toAssignedShapes = async (
  assignments: Pick<ChatAssignmentRepository, 'find'>,
  tenantId: TenantId,
  conversations: readonly ConversationRecord[],
  accountOf: AccountOf,
): Promise<z.input<typeof assignedConversationShape>[]> => {
  const found = await assignments.find(
    tenantId,
    conversations.map(({ id }) => id),
  );
  const byId = new Map(found.map((one) => [one.conversationId, one]));
  return Promise.all(
    conversations.map(async (conversation) => ({
      ...toConversationShape(conversation),
      assignment: await toAssignmentShape(
        byId.get(conversation.id) ?? noAssignment(tenantId, conversation.id),
        accountOf,
      ),
    })),
  );
};
