import { highestStatus, type MessageStatus } from './delivery-status.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** What a line of the transcript says about a message we sent, or did not send. */
export const messageStatusOf = (
  entry: Pick<OutboxEntry, 'state' | 'outcome' | 'statuses' | 'attempt'>,
): MessageStatus => {
  if (entry.state === 'unknown') return 'unknown';
  if (entry.state !== 'settled') return 'pending';
  switch (entry.outcome) {
    case 'rejected':
      return 'failed';
    case 'unknown_final':
      // A status that came after all corrects the record.
      return reported(entry) ?? 'unknown';
    case 'expired':
    case 'cancelled':
    case 'suppressed':
      return 'suppressed';
    case 'accepted':
    case null:
      return reported(entry) ?? 'accepted';
  }
};

/** A failure of an earlier attempt was followed by another attempt; anything that got through counts. */
const reported = (entry: Pick<OutboxEntry, 'statuses' | 'attempt'>): MessageStatus | null => {
  const best = highestStatus(
    entry.statuses.filter(
      ({ attempt, status }) => attempt === entry.attempt || attempt === 0 || status !== 'failed',
    ),
  );
  if (best === null || best === 'accepted' || best === 'held') return best === null ? null : 'accepted';
  return best === 'played' ? 'read' : best;
};
