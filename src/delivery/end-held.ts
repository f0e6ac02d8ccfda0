import type { HeldMessageRepository } from './held-message.repository.ts';
import type { PlanRecord } from './plan-record.ts';
import type { ReportNotice } from './report-notice.ts';

export interface EndHeldParts {
  heldMessages: Pick<HeldMessageRepository, 'listUnasked' | 'end'>;
  /** Conversations of the contacts who have this number. */
  conversationsAt(tenantId: string, phone: string): Promise<readonly string[]>;
  onNotice: ReportNotice;
}

/** Whoever has this number, and chats here, said DUR. */
export interface StopSaid {
  conversationId: string;
  /** Null: nobody knows it. */
  phone: string | null;
  at: Date;
}

export type EndHeld = (tenantId: string, said: StopSaid) => Promise<void>;

/**
 * What waits for the end of a hold and was asked for by nobody would be dropped as it leaves, since the person stopped messages: it ends at
 * once, so that nobody of ours is shown that it will go. What was decided after `at` is none of it. Idempotent; the message that tells of
 * the stop passes by it.
 */
export const makeEndHeld =
  ({ heldMessages, conversationsAt, onNotice }: EndHeldParts): EndHeld =>
  async (tenantId, { conversationId, phone, at }) => {
    const others = phone === null ? [] : await conversationsAt(tenantId, phone);
    const held = await heldMessages.listUnasked(tenantId, [...new Set([conversationId, ...others])], at);
    const plan: PlanRecord = { at, verdict: 'drop', check: 'consent', reason: 'notices_stopped' };
    for (const entry of held) {
      // Staff may answer whoever writes again (ADR 0031), and does under another record: only its own plan can tell, as it leaves.
      if (entry.author === 'staff') continue;
      // The relay may be repeated long after, and BAŞLA be said meanwhile.
      if (entry.createdAt > at) continue;
      // The same number under another record; what goes to another number of that contact is none of this.
      if (entry.conversationId !== conversationId && entry.to.phone !== phone) continue;
      await onNotice(entry, 'notice-unsaid');
      await heldMessages.end(tenantId, entry.id, plan);
    }
  };
