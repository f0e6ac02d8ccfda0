import type { QueueCallbacks } from '../callbacks/queue-callbacks.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import { systemInput } from '../inbox/system-input.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';

/** A message that failed for good: told to the business system, and to the dialog that waits for an answer to it. */
export const makeReportFailedSend =
  (parts: {
    queueCallbacks: QueueCallbacks;
    inbox: InboxRepository;
    /** Works an input that is stored. */
    dispatch(entries: readonly InboxEntry[]): void;
    clock: Clock;
  }) =>
  async (entry: OutboxEntry, reason: string): Promise<void> => {
    const { clock } = parts;
    await parts.queueCallbacks(entry.tenantId as TenantId, {
      sourceId: entry.id,
      type: 'message.failed',
      at: clock.now(),
      data: { messageId: entry.id, conversationId: entry.conversationId, requestId: entry.requestId, reason },
    });
    // Whether it arrived is not known: the dialog goes on, its reminders are another chance.
    if (reason === 'unknown_outcome' || entry.requestId === null || entry.promptNumber === null) return;
    const id = derivedId('in', 'delivery-failed', entry.id);
    const input = systemInput({
      id,
      tenantId: entry.tenantId,
      channelId: entry.channelId,
      conversationId: entry.conversationId,
      receivedAt: clock.now(),
      body: {
        from: 'system',
        input: { type: 'delivery-failed', id, requestId: entry.requestId, promptNumber: entry.promptNumber },
      },
    });
    const added = await parts.inbox.store([input]);
    if (added.has(id)) parts.dispatch([input]);
  };
