import type { SubmitInput } from '../inbox/submit-input.ts';
import { derivedId } from '../shared/ids.ts';
import type { NoticeNews } from '../vocabulary/conversation-input.ts';
import type { OutboxEntry } from './outbox-entry.ts';

/** Intents of before said so by their prompt alone. */
const noticePrompts: ReadonlySet<string> = new Set([
  'conversation.privacyNotice',
  'conversation.metStranger',
]);

const saysNotice = ({ saysNotice: says, prompt }: Pick<OutboxEntry, 'saysNotice' | 'prompt'>): boolean =>
  says === true || noticePrompts.has(prompt);

export type ReportNotice = (entry: OutboxEntry, type: NoticeNews['type']) => Promise<void>;

/**
 * A message with the privacy notice does not go out, or went out after all: its conversation hears of it, once for each attempt
 * (KVKK 10: presented is what went out). Nothing is said about messages without it.
 */
export const makeReportNotice =
  ({ submitInput }: { submitInput: SubmitInput }): ReportNotice =>
  async (entry, type) => {
    if (!saysNotice(entry)) return;
    const { id: messageId, tenantId, channelId, conversationId, attempt } = entry;
    const id = derivedId('in', type, messageId, String(attempt));
    await submitInput(tenantId, {
      ...{ id, channelId, conversationId },
      body: { from: 'system', input: { type, id, messageId } },
    });
  };

/** It may have been reported as not going out: held on the way, or put back into work by a person. */
export const mayBeUnsaid = ({
  heldUntil,
  attemptsBefore,
}: Pick<OutboxEntry, 'heldUntil' | 'attemptsBefore'>): boolean =>
  heldUntil !== null || attemptsBefore !== undefined;
