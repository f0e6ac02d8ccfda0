import type { Clock } from '../shared/clock.ts';
import { PreconditionFailed } from '../shared/errors.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { ChatAssignmentRepository } from './chat-assignment.repository.ts';
import type { ChatAssignment } from './chat-assignment.ts';

export interface AssignParts {
  assignments: ChatAssignmentRepository;
  clock: Clock;
}

/** How often somebody else may be quicker before whoever did not say what they saw is told. */
const tries = 5;

interface Wish {
  tenantId: TenantId;
  conversationId: ConversationId;
  by: string;
  /** The revision that was seen; null: whatever it is by then. */
  seen: number | null;
}

export const noAssignment = (tenantId: TenantId, conversationId: ConversationId): ChatAssignment => ({
  ...{ tenantId, conversationId, assignee: null, rev: 0 },
  ...{ at: new Date(0), by: 'system' },
});

const assignmentOf = async (
  { assignments }: AssignParts,
  { tenantId, conversationId }: Wish,
): Promise<ChatAssignment> => {
  const [found] = await assignments.find(tenantId, [conversationId]);
  return found ?? noAssignment(tenantId, conversationId);
};

/** Makes the chat somebody's, or nobody's; what it is already changes nothing. Throws `PreconditionFailed`: somebody else was quicker. */
export const assignChat = async (
  parts: AssignParts,
  wish: Wish,
  assignee: string | null,
): Promise<ChatAssignment> => {
  for (let left = tries; left > 0; left -= 1) {
    const before = await assignmentOf(parts, wish);
    // In conflict with nothing, whatever was seen.
    if (before.assignee === assignee) return before;
    if (wish.seen !== null && wish.seen !== before.rev) break;
    const { tenantId, conversationId, by } = wish;
    const next = { tenantId, conversationId, assignee, rev: before.rev + 1, at: parts.clock.now(), by };
    if (await parts.assignments.save(next, before.rev)) return next;
  }
  throw new PreconditionFailed('The chat was assigned by somebody else since it was read.');
};

/** Of whoever takes a chat over, unless it is a colleague's: losing it to somebody in this moment is no failure of the order. */
export const assignIfNobodys = async (
  parts: AssignParts,
  wish: Omit<Wish, 'seen'>,
  assignee: string,
  isThere: (assignee: string) => Promise<boolean>,
): Promise<void> => {
  const before = await assignmentOf(parts, { ...wish, seen: null });
  if (before.assignee !== null && (await isThere(before.assignee))) return;
  const { tenantId, conversationId, by } = wish;
  await parts.assignments.save(
    { tenantId, conversationId, assignee, rev: before.rev + 1, at: parts.clock.now(), by },
    before.rev,
  );
};
