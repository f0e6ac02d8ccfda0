import type { ChatAssignmentRepository } from '../conversations/chat-assignment.repository.ts';
import type { ConversationFilter, ConversationRecord } from '../conversations/conversation-record.ts';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import { mayDo, type AccountOf } from './colleagues.ts';

interface ListParts {
  conversations: Pick<ConversationRepository, 'list'>;
  assignments: Pick<ChatAssignmentRepository, 'find' | 'listOf'>;
}

/** Of one person, at most so many are listed: those assigned last. */
const mostOfOne = 1_000;
/** One answer looks through so many conversations at most; the next page goes on behind them. */
const pagesAtOnce = 5;

/** Conversations of one person, last activity first. */
export const listOfAssignee = async (
  { conversations, assignments }: ListParts,
  tenantId: TenantId,
  { assignee, ...filter }: ConversationFilter & { assignee: string },
  page: PageRequest,
): Promise<Page<ConversationRecord>> => {
  const ids = await assignments.listOf(tenantId, assignee, mostOfOne);
  return ids.length === 0
    ? { items: [], next: null }
    : conversations.list(tenantId, { ...filter, ids }, page);
};

/** Conversations that are nobody's, or of somebody who is not there any more; a page may be shorter than asked for, and has a next all the same. */
export const listOfNobody = async (
  { conversations, assignments }: ListParts,
  tenantId: TenantId,
  filter: ConversationFilter,
  { limit, after }: PageRequest,
  accountOf: AccountOf,
): Promise<Page<ConversationRecord>> => {
  const items: ConversationRecord[] = [];
  let from = after;
  for (let left = pagesAtOnce; left > 0 && items.length < limit; left -= 1) {
    const page: Page<ConversationRecord> = await conversations.list(tenantId, filter, {
      limit: limit - items.length,
      after: from,
    });
    const taken = await idsOfTaken(assignments, tenantId, page.items, accountOf);
    items.push(...page.items.filter(({ id }) => !taken.has(id)));
    from = page.next;
    if (from === null) break;
  }
  return { items, next: from };
};

const idsOfTaken = async (
  assignments: ListParts['assignments'],
  tenantId: TenantId,
  conversations: readonly ConversationRecord[],
  accountOf: AccountOf,
): Promise<ReadonlySet<string>> => {
  const ids = conversations.map(({ id }) => id);
  const taken = new Set<string>();
  for (const { conversationId, assignee } of await assignments.find(tenantId, ids)) {
    const account = assignee === null ? null : await accountOf(assignee);
    if (account !== null && mayDo(account, 'chats')) taken.add(conversationId);
  }
  return taken;
};
