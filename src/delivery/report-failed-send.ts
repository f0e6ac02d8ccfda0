import type { QueueCallbacks } from '../callbacks/queue-callbacks.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import { failedSendInputId } from './failed-send-input-id.ts';
import type { ClassifyPlatformError, RefusalKind } from './message-sender.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { isOurDelay } from './plan-record.ts';
import { makeReportNotice } from './report-notice.ts';

/** Who or what made it fail: the person cannot be reached; or the message, our number, or the time it was worth something. */
export type FailureCause = 'recipient' | 'message';

export type ReportFailedSend = (entry: OutboxEntry, reason: string, cause: FailureCause) => Promise<void>;

export const causeOf = (refusal: RefusalKind): FailureCause =>
  refusal === 'recipient' ? 'recipient' : 'message';

/** The cause of a failure that was reported under this reason before. */
export const causeOfReason = (reason: string | null, classify: ClassifyPlatformError): FailureCause => {
  if (reason !== null && isOurDelay(reason)) return 'message';
  const [, code] = /^graph_(-?\d+)$/.exec(reason ?? '') ?? [];
  return code === undefined || code === '0' ? 'recipient' : causeOf(classify(Number(code)).kind);
};

/** A message that failed for good: told to the business system, and to the dialog that waits for an answer to it. */
export const makeReportFailedSend =
  (parts: { queueCallbacks: QueueCallbacks; submitInput: SubmitInput; clock: Clock }): ReportFailedSend =>
  async (entry, reason, cause) => {
    await makeReportNotice(parts)(entry, 'notice-unsaid');
    const { channelId, conversationId, requestId, promptNumber } = entry;
    await parts.queueCallbacks(entry.tenantId as TenantId, {
      sourceId: entry.id,
      type: 'message.failed',
      subject: entry.id,
      at: parts.clock.now(),
      data: { messageId: entry.id, conversationId, requestId, reason },
    });
    if (requestId === null || promptNumber === null) return;
    // Whether it arrived is not known: the dialog goes on, its reminders are another chance. Of what may not be sent twice a
    // person decides (reliability C).
    const isUnknown = reason === 'unknown_outcome';
    if (isUnknown && entry.class !== 'private') return;
    const id = failedSendInputId(entry.id);
    await parts.submitInput(entry.tenantId, {
      id,
      channelId,
      conversationId,
      body: {
        from: 'system',
        input: { type: 'delivery-failed', id, requestId, promptNumber, cause: isUnknown ? 'unknown' : cause },
      },
    });
  };
