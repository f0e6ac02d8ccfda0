import type { HeldMessageRepository } from './held-message.repository.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { Outdated } from './plan-send.ts';
import type { ReportNotice } from './report-notice.ts';

export interface EndOutdatedParts {
  heldMessages: Pick<HeldMessageRepository, 'listUnasked' | 'end'>;
  /** What is asked of each as it leaves. */
  outdatedBecause(entry: OutboxEntry): Promise<Outdated | null>;
  onNotice: ReportNotice;
}

export type EndOutdated = (tenantId: string, conversationIds: readonly string[], at: Date) => Promise<void>;

/** A number that is in doubt may turn out to be the person's after all: that is looked at as it leaves alone. */
const endsNow = ({ check, reason }: Outdated): boolean => check === 'consent' || reason === 'request_ended';

/**
 * What waits for the end of a hold, was asked for by nobody and would be dropped as it leaves, since its request ended or its person refused
 * messages of its kind, ends as soon as that is known: nobody of ours is shown that it will go. What is worth nothing by now ends by itself,
 * and says why. Idempotent.
 */
export const makeEndOutdated =
  ({ heldMessages, outdatedBecause, onNotice }: EndOutdatedParts): EndOutdated =>
  async (tenantId, conversationIds, at) => {
    for (const entry of await heldMessages.listUnasked(tenantId, conversationIds, at)) {
      // What staff wrote may go once the person writes again (ADR 0031): only its own plan can tell.
      if (entry.author === 'staff' || entry.notAfter <= at) continue;
      const outdated = await outdatedBecause(entry);
      if (outdated === null || !endsNow(outdated)) continue;
      await onNotice(entry, 'notice-unsaid');
      await heldMessages.end(tenantId, entry.id, { at, verdict: 'drop', ...outdated });
    }
  };
