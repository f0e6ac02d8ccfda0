import type { OpenIntents } from '../delivery/open-intents.ts';
import type { DeliveryWorker } from '../delivery/delivery-worker.ts';
import { entryBeingSent, type OutboxEntry } from '../delivery/outbox-entry.ts';
import { laneOf } from '../delivery/send-lane.ts';
import type { StepCommit } from './claimed-conversation.ts';

export interface AtOnceParts {
  openIntents: Pick<OpenIntents, 'isClear'>;
  deliveries: Pick<DeliveryWorker, 'roomFor'>;
  owner: string;
  leaseMs: number;
}

/**
 * The commit, saying that its intent is sent at once where that may be: it is the only one, due now, and nothing of this
 * conversation is unsettled before it (ADR 0024). Everything else waits for its turn in the outbox.
 */
export const decideAtOnce = (
  commit: StepCommit,
  { openIntents, deliveries, owner, leaseMs }: AtOnceParts,
  now: Date,
): StepCommit => {
  const output = commit.relays.at(-1);
  const [intent, second] = output?.intents ?? [];
  if (output === undefined || intent === undefined || second !== undefined) return commit;
  const isDue = intent.suppressed === undefined && intent.notBefore <= now;
  if (!isDue || !openIntents.isClear(commit.conversationId)) return commit;
  if (deliveries.roomFor(laneOf(intent)) === 0) return commit;
  const until = new Date(now.getTime() + leaseMs);
  return { ...commit, relays: [...commit.relays.slice(0, -1), { ...output, atOnce: { owner, until } }] };
};

/** The entry that is sent at once; null: the commit has none. */
export const entryAtOnce = ({ relays }: StepCommit): OutboxEntry | null => {
  const output = relays.at(-1);
  const intent = output?.intents[0];
  return output?.atOnce === undefined || intent === undefined ? null : entryBeingSent(intent, output.atOnce);
};
