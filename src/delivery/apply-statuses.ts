import type { ApplyStatuses } from '../inbox/inbox-dispatcher.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { decodeCallbackData } from './callback-data.ts';
import { factOf, type StatusFact } from './delivery-status.ts';
import type { ClassifyPlatformError } from './message-sender.ts';
import type { NumberHealth } from './number-health.ts';
import type { OpenIntents } from './open-intents.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxRepository, StatusUpdate } from './outbox.repository.ts';
import { mayDropDocument } from './content-of.ts';
import type { ReportNotice } from './report-notice.ts';
import { causeOf, causeOfReason, type ReportFailedSend } from './report-failed-send.ts';
import { afterRefusal, type RetryLimits } from './retry-policy.ts';

export interface StatusParts {
  outbox: OutboxRepository;
  openIntents: OpenIntents;
  inbox: InboxRepository;
  classify: ClassifyPlatformError;
  onRejected: ReportFailedSend;
  onNotice: ReportNotice;
  /** What was reported like that reached the person. */
  onReached(entry: OutboxEntry): Promise<void>;
  health: Pick<NumberHealth, 'refused'>;
  clock: Clock;
  random: () => number;
  retry: RetryLimits;
}

/**
 * Statuses of the provider, applied outside the conversations (reliability A.10): any order, any number of copies. One whose
 * message is unknown becomes an orphan and is tried again later; it is never an error.
 */
export const makeApplyStatuses =
  (parts: StatusParts): ApplyStatuses =>
  async (tenantId, entries) => {
    const statuses = entries.flatMap((entry) => {
      const update = updateOf(entry, parts.clock);
      return update === null ? [] : [{ entry, update }];
    });
    const known = await parts.outbox.applyStatuses(
      tenantId,
      statuses.map(({ update }) => update),
    );
    const now = parts.clock.now();
    const applied = statuses.filter((_, index) => known[index] !== false);
    const reached = statuses.filter((_, index) => known[index] === 'reached');
    if (reached.length > 0) await correctGivenUp(tenantId, reached, parts);
    const failed = applied.filter(({ update }) => update.fact.status === 'failed');
    if (failed.length > 0)
      await reactToFailures(
        tenantId,
        failed.map(({ update }) => update),
        parts,
      );
    await parts.inbox.markDone(
      applied.map(({ entry }) => entry.id),
      now,
    );
    for (const [index, { entry }] of statuses.entries()) {
      if (known[index] === false && entry.status !== 'orphan')
        await parts.inbox.mark(entry.id, 'orphan', 'unknown_message', now);
    }
  };

const updateOf = (entry: InboxEntry, clock: Clock): StatusUpdate | null => {
  if (entry.body.from !== 'webhook' || entry.body.unit.kind !== 'status') return null;
  const { unit } = entry.body;
  const ours = decodeCallbackData(unit.callbackData);
  return {
    intentId: ours?.intentId ?? null,
    providerMessageId: unit.messageId,
    fact: factOf(unit, unit.at ?? clock.now(), ours?.attempt ?? 0),
  };
};

/**
 * Given up and delivered after all. That it was given up is told again first, which is one telling: however the two overtook
 * each other, the delivery is heard last.
 */
const correctGivenUp = async (
  tenantId: string,
  reached: readonly { update: StatusUpdate }[],
  { outbox, onRejected, onReached, classify }: StatusParts,
): Promise<void> => {
  const updates = reached.map(({ update }) => update);
  for (const entry of await entriesOf(tenantId, updates, outbox)) {
    await onRejected(entry, entry.reason ?? 'unknown_outcome', causeOfReason(entry.reason, classify));
    await onReached(entry);
  }
};

const entriesOf = async (
  tenantId: string,
  updates: readonly StatusUpdate[],
  outbox: OutboxRepository,
): Promise<OutboxEntry[]> => {
  const byId = await outbox.find(
    tenantId,
    updates.flatMap(({ intentId }) => intentId ?? []),
  );
  const loose = updates.filter(({ intentId }) => intentId === null);
  const byMessage = await outbox.findByProviderMessageIds(
    tenantId,
    loose.map(({ providerMessageId }) => providerMessageId),
  );
  return [...byId, ...byMessage];
};

/** A failure without a code says nothing but that. */
const noReason = { kind: 'recipient', waitMs: null } as const;

/** It was given up for this very failure: whoever died before it was told left that to the next. Told twice is told once. */
const isTold = ({ outcome, reason, attempt }: OutboxEntry, { error, attempt: of }: StatusFact): boolean =>
  outcome === 'rejected' && reason === `graph_${error?.code ?? 0}` && (of === 0 || of === attempt);

const tellAgain = (entry: OutboxEntry, { onRejected, classify }: StatusParts): Promise<void> =>
  onRejected(entry, entry.reason ?? 'unknown_outcome', causeOfReason(entry.reason, classify));

/** A failure that came later is treated like a refusal of the send: again, as a template, or given up. */
const reactToFailures = async (
  tenantId: string,
  updates: readonly StatusUpdate[],
  parts: StatusParts,
): Promise<void> => {
  const entries = await entriesOf(tenantId, updates, parts.outbox);
  for (const { intentId, providerMessageId, fact } of updates) {
    const entry = entries.find((known) =>
      intentId === null ? known.providerMessageId === providerMessageId : known.id === intentId,
    );
    if (entry === undefined) continue;
    if (isTold(entry, fact)) await tellAgain(entry, parts);
    if (entry.outcome !== 'accepted') continue;
    // An old attempt's failure, or one that a delivery has overtaken, changes nothing.
    const isCurrent = fact.attempt === 0 || fact.attempt === entry.attempt;
    const reached = entry.statuses.some(
      ({ status, attempt }) => attempt === entry.attempt && ['delivered', 'read', 'played'].includes(status),
    );
    if (!isCurrent || reached) continue;
    const code = fact.error?.code ?? 0;
    const now = parts.clock.now();
    const refusal = fact.error === null ? noReason : parts.classify(code);
    if (refusal.kind === 'account') await parts.health.refused(entry, code);
    const verdict = afterRefusal({
      refusal: refusal.kind,
      attempt: entry.attempt,
      retryAfterMs: refusal.waitMs,
      random: parts.random(),
      hasTemplate: entry.rendered.template !== null,
      wasTemplate: entry.sentAs === 'template',
      mayDropDocument: mayDropDocument(entry),
      limits: parts.retry,
    });
    if (
      verdict.kind === 'again' &&
      entry.notAfter > now &&
      entry.class !== 'bulk' &&
      entry.class !== 'private'
    ) {
      if (verdict.heldFor !== undefined) await parts.onNotice(entry, 'notice-unsaid');
      // The next message of this conversation waits behind it.
      parts.openIntents.added(entry.conversationId, entry.id);
      await parts.outbox.reopen(entry, new Date(now.getTime() + verdict.afterMs), verdict);
    } else if (await parts.outbox.giveUpAccepted(entry, `graph_${code}`, now))
      await parts.onRejected(entry, `graph_${code}`, causeOf(refusal.kind));
  }
};
