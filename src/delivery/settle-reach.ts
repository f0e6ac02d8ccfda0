import type { DeliveryWorkerParts } from './delivery-worker-parts.ts';
import type { SendResult } from './message-sender.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** What came of a template counts its person or not. Never rejects: what is known of the message is worth more than the count. */
export const settleReach = async (
  { reach, clock, logger }: Pick<DeliveryWorkerParts, 'reach' | 'clock' | 'logger'>,
  entry: OutboxEntry,
  came: SendResult['kind'],
): Promise<void> => {
  try {
    await reach.settle(entry, came, clock.now());
  } catch (error) {
    logger.warn({ err: error, intentId: entry.id }, 'person counted for the day, whatever came of it');
  }
};
