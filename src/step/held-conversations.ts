import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
import type { StepOutput } from './step-output.ts';

/** A conversation as this process knows it, opened and in step with the database as long as nobody else writes it. */
export interface HeldConversation {
  doc: ClaimedConversation;
  /** When it was read, epoch milliseconds by the database's clock. */
  readAt: number;
}

/**
 * Clock steps and answers on their way: an input must have come this much later than the conversation was read, so that
 * nobody can have applied it before (database-clock.ts: back by 1 s at most).
 */
const marginMs = 2_000;

/**
 * Conversations this process worked last. Holding costs nobody anything: whoever claims one moves its lease token, and the
 * next commit of this process finds that out and reads it again (ADR 0024). Least recently used ones are let go.
 */
export class HeldConversations {
  readonly #held = new Map<string, HeldConversation>();
  readonly #limit: number;
  readonly #whenGone: (conversationId: string) => void;

  /** `whenGone`: what else is remembered of it may go. */
  constructor(options: { limit: number; whenGone(conversationId: string): void }) {
    this.#limit = options.limit;
    this.#whenGone = options.whenGone;
  }

  /** Becomes the most recently used. */
  get(conversationId: string): HeldConversation | undefined {
    const held = this.#held.get(conversationId);
    if (held === undefined) return undefined;
    this.#held.delete(conversationId);
    this.#held.set(conversationId, held);
    return held;
  }

  put(held: HeldConversation): void {
    const { conversationId } = held.doc;
    this.#held.delete(conversationId);
    this.#held.set(conversationId, held);
    for (const [oldest] of this.#held) {
      if (this.#held.size <= this.#limit) break;
      this.letGo(oldest);
    }
  }

  /** As it is known now; null: it was let go. */
  peek(conversationId: string): ClaimedConversation | null {
    return this.#held.get(conversationId)?.doc ?? null;
  }

  change(conversationId: string, change: (doc: ClaimedConversation) => ClaimedConversation): void {
    const held = this.#held.get(conversationId);
    if (held !== undefined) held.doc = change(held.doc);
  }

  letGo(conversationId: string): void {
    if (this.#held.delete(conversationId)) this.#whenGone(conversationId);
  }
}

/** Nobody can have applied this input before the conversation was read. */
export const cameAfter = ({ readAt }: HeldConversation, receivedAt: Date): boolean =>
  receivedAt.getTime() > readAt + marginMs;

/** The conversation after the commit; what was settled while it was computed does not come back. */
export const heldAfter = (
  known: ClaimedConversation,
  commit: StepCommit,
  newInputIds: readonly string[],
): ClaimedConversation => {
  const { state, pendingSince, windowExpiresAt, lastMessageAt, paceUntil, address } = commit;
  const rev = commit.rev + 1;
  return {
    ...known,
    ...{ state, pendingSince, windowExpiresAt, lastMessageAt, paceUntil, address, rev },
    attempts: 1,
    relays: commit.relays.filter((output) => output.rev === rev || known.relays.includes(output)),
    applied: [...known.applied, ...newInputIds],
  };
};

/** Without what is where it belongs now. */
export const heldWithout = (
  doc: ClaimedConversation,
  settled: { outputs: readonly StepOutput[]; inputIds: readonly string[] },
): ClaimedConversation => ({
  ...doc,
  relays: doc.relays.filter((output) => !settled.outputs.includes(output)),
  applied: doc.applied.filter((id) => !settled.inputIds.includes(id)),
});
