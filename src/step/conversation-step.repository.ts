import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
export interface ConversationStepRepository {
  /**
   * Takes the lease of each conversation whose lease has expired by the database's clock, counting the attempt in the same
   * write; answers those that were free. `leaseMs` from now. `onlyFresh` leaves out those with a failed attempt: they are
   * claimed one by one, so that one bad conversation never counts against its neighbours.
   */
  claim(
    tenantId: string,
    conversationIds: readonly string[],
    owner: string,
    leaseMs: number,
    options?: { onlyFresh: boolean },
  ): Promise<ClaimedConversation[]>;
  /** Conditional on revision, lease token and contact, majority. Answers the ids that were written; the others lost to somebody. */
  commit(tenantId: string, commits: readonly StepCommit[]): Promise<ReadonlySet<string>>;
  /** After relaying: forgets relays and applied ids, frees the lease. Without effect when the lease was lost. */
  finish(
    tenantId: string,
    done: readonly { conversationId: string; leaseToken: number; rev: number }[],
  ): Promise<void>;
  /** Frees leases without a commit: the step failed. Without `keepAttempts` the count of attempts starts again. */
  release(
    tenantId: string,
    held: readonly { conversationId: string; leaseToken: number }[],
    options: { keepAttempts: boolean },
  ): Promise<void>;
  /** A timer that cannot be worked is asked for again later; the attempts start anew. */
  postponeTimers(
    tenantId: string,
    held: { conversationId: string; leaseToken: number },
    until: Date,
  ): Promise<void>;
  /** Conversations with a due timer, or with relays that a dead process left behind. */
  findDue(tenantId: string, now: Date, limit: number): Promise<string[]>;
}
