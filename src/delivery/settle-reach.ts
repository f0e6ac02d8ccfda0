import type { DeliveryWorkerParts } from './delivery-worker-parts.ts';
import type { SendResult } from './message-sender.ts';
import type { OutboxEntry } from './outbox-entry.ts';

type Parts = Pick<DeliveryWorkerParts, 'reach' | 'clock' | 'logger'>;

/** What came of a template counts its person or not. Never rejects: what is known of the message is worth more than the count. */
export const settleReach = async (
  { reach, clock, logger }: Parts,
  entry: OutboxEntry,
  came: SendResult['kind'],
): Promise<void> => {
  try {
    await reach.settle(entry, came, clock.now());
  } catch (error) {
    logger.warn({ err: error, intentId: entry.id }, 'person counted for the day, whatever came of it');
  }
};

/** What is done between the counting of a person and the call. Where it fails nothing left, and they are not counted. */
export const beforeSend = async <Made>(
  parts: Parts,
  entry: OutboxEntry,
  counts: boolean,
  make: () => Promise<Made>,
): Promise<Made> => {
  try {
    return await make();
  } catch (error) {
    if (counts) await settleReach(parts, entry, 'not-sent');
    throw error;
  }
};
