import type { SubmitInput } from '../inbox/submit-input.ts';
import { derivedId } from '../shared/ids.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { makeReportNotice } from './report-notice.ts';

/** A message that was reported as failed reached the person: its dialog hears of it, once. */
export const makeReportLateDelivery =
  ({ submitInput }: { submitInput: SubmitInput }) =>
  async (entry: OutboxEntry): Promise<void> => {
    await makeReportNotice({ submitInput })(entry, 'notice-said');
    const { id: intentId, tenantId, channelId, conversationId, requestId, promptNumber } = entry;
    if (requestId === null || promptNumber === null) return;
    const id = derivedId('in', 'delivered-late', intentId);
    const input = { type: 'delivered-late', id, requestId, promptNumber } as const;
    await submitInput(tenantId, { id, channelId, conversationId, body: { from: 'system', input } });
  };
