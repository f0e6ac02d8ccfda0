import type { ChatAssignmentRepository } from '../conversations/chat-assignment.repository.ts';
import type { ChatAssignment } from '../conversations/chat-assignment.ts';
import type { ConversationFilter, ConversationRecord } from '../conversations/conversation-record.ts';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import { mayDo, type AccountOf } from './colleagues.ts';

interface ListParts {
  conversations: Pick<ConversationRepository, 'list'>;
  assignments: Pick<ChatAssignmentRepository, 'find' | 'listOf'>;
}

/** So many of one person are asked for by their ids; of more, all conversations are looked through. */
const mostById = 1_000;
/** One answer looks through so many pages at most; the next one goes on behind them. */
const pagesAtOnce = 5;

/** Conversations of one person, last activity first; of somebody with very many, as `listWhere`. */
export const listOfAssignee = async (
  parts: ListParts,
  tenantId: TenantId,
  { assignee, ...filter }: ConversationFilter & { assignee: string },
  page: PageRequest,
): Promise<Page<ConversationRecord>> => {
  const ids = await parts.assignments.listOf(tenantId, assignee, mostById + 1);
  if (ids.length === 0) return { items: [], next: null };
  if (ids.length <= mostById) return parts.conversations.list(tenantId, { ...filter, ids }, page);
  return listWhere(parts, tenantId, {
    filter,
    page,
    fits: (one) => Promise.resolve(one?.assignee === assignee),
  });
};

/** Conversations that are nobody's, or of somebody who is not there any more, as `listWhere`. */
export const listOfNobody = (
  parts: ListParts,
  tenantId: TenantId,
  filter: ConversationFilter,
  page: PageRequest,
  accountOf: AccountOf,
): Promise<Page<ConversationRecord>> => {
  const fits = async (assignment: ChatAssignment | undefined): Promise<boolean> => {
    const assignee = assignment?.assignee ?? null;
    const account = assignee === null ? null : await accountOf(assignee);
    return account === null || !mayDo(account, 'chats');
  };
  return listWhere(parts, tenantId, { filter, page, fits });
};

interface Walk {
  filter: ConversationFilter;
  page: PageRequest;
  /** Asked of the assignment of each; undefined: it was never anybody's. */
  fits: (assignment: ChatAssignment | undefined) => Promise<boolean>;
}

/** Those that fit, last activity first; a page may be shorter than asked for, and has a next all the same. */
const listWhere = async (
  { conversations, assignments }: ListParts,
  tenantId: TenantId,
  { filter, page: { limit, after }, fits }: Walk,
): Promise<Page<ConversationRecord>> => {
  const items: ConversationRecord[] = [];
  let from = after;
  for (let left = pagesAtOnce; left > 0 && items.length < limit; left -= 1) {
    const page: Page<ConversationRecord> = await conversations.list(tenantId, filter, {
      limit: limit - items.length,
      after: from,
    });
    const ids = page.items.map(({ id }) => id);
    const found = await assignments.find(tenantId, ids);
    const byId = new Map(found.map((one) => [one.conversationId, one]));
    for (const conversation of page.items)
      if (await fits(byId.get(conversation.id))) items.push(conversation);
    from = page.next;
    if (from === null) break;
  }
  return { items, next: from };
};
