import type { Handled, OutboxEntry } from './outbox-entry.ts';
import type { HoldReason, PlanRecord } from './plan-record.ts';

/** What waits because of a hold: people let it go or drop it, and it goes by itself when the reason is over. */
export interface HeldMessageRepository {
  /** Why it is held; null: it is not, or is none of the tenant's. */
  reasonOf(tenantId: string, id: string, now: Date): Promise<HoldReason | 'unknown' | null>;
  /** The privacy notice that is held before it in its chat, and has to be there first; null: none is. */
  noticeBefore(tenantId: string, id: string, now: Date): Promise<string | null>;
  /** Lets it go or drops it. False: it is not held any more, and nothing was written. */
  handle(tenantId: string, id: string, handled: Handled): Promise<boolean>;
  /** What is held in these conversations and was asked for by nobody. */
  listUnasked(tenantId: string, conversationIds: readonly string[], now: Date): Promise<OutboxEntry[]>;
  /** What of a request is held. */
  listOfRequest(tenantId: string, requestId: string, now: Date): Promise<OutboxEntry[]>;
  /** It is never sent, for the reason of the plan, from the instant of the plan on. False: it is not held any more, and nothing was written. */
  end(tenantId: string, id: string, plan: PlanRecord): Promise<boolean>;
  /** What is held for this reason is due now. Answers how many. */
  release(tenantId: string, reason: HoldReason, now: Date): Promise<number>;
}
