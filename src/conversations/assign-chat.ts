import type { Clock } from '../shared/clock.ts';
import { PreconditionFailed } from '../shared/errors.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { ChatAssignmentRepository } from './chat-assignment.repository.ts';
import type { ChatAssignment } from './chat-assignment.ts';

/** Who was given a chat or a task, or that it is nobody's, by whom. */
export interface AssignmentNote {
  tenantId: TenantId;
  /** `compliance`: a task of the compartment, whose lines only those in it see. */
  what: 'chat.assigned' | 'task.assigned' | 'compliance.assigned';
  /** The conversation or the task. */
  subject: string;
  /** Of the assignment: the same again is one line. */
  rev: number;
  /** Id of an account; null: nobody. */
  assignee: string | null;
  at: Date;
  by: string;
}

export interface AssignParts {
  assignments: ChatAssignmentRepository;
  /** Keeps it for the audit log; the same again changes nothing. */
  noteAssigned(note: AssignmentNote): Promise<void>;
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

const noteOf = ({ conversationId, ...assignment }: ChatAssignment): AssignmentNote => ({
  ...assignment,
  what: 'chat.assigned',
  subject: conversationId,
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
    // In conflict with nothing, whatever was seen. Whoever repeats an order whose line was not written writes it.
    if (before.assignee === assignee) {
      if (before.rev > 0) await parts.noteAssigned(noteOf(before));
      return before;
    }
    if (wish.seen !== null && wish.seen !== before.rev) break;
    const { tenantId, conversationId, by } = wish;
    const next = { tenantId, conversationId, assignee, rev: before.rev + 1, at: parts.clock.now(), by };
    if (await parts.assignments.save(next, before.rev)) {
      await parts.noteAssigned(noteOf(next));
      return next;
    }
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
  if (before.assignee === assignee && before.rev > 0) await parts.noteAssigned(noteOf(before));
  if (before.assignee !== null && (await isThere(before.assignee))) return;
  const { tenantId, conversationId, by } = wish;
  const next = { tenantId, conversationId, assignee, rev: before.rev + 1, at: parts.clock.now(), by };
  if (await parts.assignments.save(next, before.rev)) await parts.noteAssigned(noteOf(next));
};
