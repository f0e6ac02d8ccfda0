import type { SubmitInput } from '../inbox/submit-input.ts';
import { derivedId } from '../shared/ids.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import { isSamePhone } from '../vocabulary/phone-form.ts';
import { decodeCallbackData, namesAnother } from './callback-data.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxRepository } from './outbox.repository.ts';

type StatusUnit = Extract<InboundUnit, { kind: 'status' }>;
type Sent = Pick<OutboxEntry, 'id' | 'tenantId' | 'channelId' | 'conversationId' | 'to'>;

/** A person as the platform names them: number in E.164 with `+`, business-scoped user id; null: not named. */
interface Named {
  phone: string | null;
  userId: string | null;
}

/** What the platform says of whom a message reached, told to the conversation where it is news; idempotent (ADR 0030). */
export interface LearnRecipients {
  /** From the answer to a send. */
  ofSend(entry: Sent, named: Named): Promise<void>;
  /** From statuses of messages of ours; what names no message, or none that is known, teaches nothing. */
  ofStatuses(tenantId: string, units: readonly StatusUnit[]): Promise<void>;
}

/** Another way of writing the same number is no news. */
const isNews = ({ to }: Sent, { phone, userId }: Named): boolean =>
  (userId !== null && userId !== to.userId) || (phone !== null && !isSamePhone(phone, to.phone));

/** Without anything being looked up. A number comes with the answer to the send already. */
const mayBeNews = ({ status, recipient: { userId }, callbackData }: StatusUnit): boolean => {
  const ours = decodeCallbackData(callbackData);
  return ours !== null && status !== 'failed' && userId !== null && namesAnother(ours, userId);
};

export const makeLearnRecipients = ({
  outbox,
  submitInput,
}: {
  outbox: Pick<OutboxRepository, 'find'>;
  submitInput: SubmitInput;
}): LearnRecipients => {
  const ofSend = async (entry: Sent, named: Named): Promise<void> => {
    if (!isNews(entry, named)) return;
    const { tenantId, channelId, conversationId, to } = entry;
    const { phone, userId } = named;
    // All statuses of one message say the same: that is one input.
    const id = derivedId('in', 'recipient-named', entry.id, phone ?? '', userId ?? '');
    const input = { type: 'recipient-named', id, sentTo: to, named: { phone, userId } } as const;
    await submitInput(tenantId, { id, channelId, conversationId, body: { from: 'system', input } });
  };
  return {
    ofSend,
    ofStatuses: async (tenantId, units) => {
      const news = units.filter(mayBeNews);
      if (news.length === 0) return;
      const idOf = ({ callbackData }: StatusUnit) => decodeCallbackData(callbackData)?.intentId ?? '';
      const entries = await outbox.find(tenantId, [...new Set(news.map(idOf))]);
      const byId = new Map(entries.map((entry) => [entry.id, entry]));
      for (const unit of news) {
        const entry = byId.get(idOf(unit));
        if (entry !== undefined) await ofSend(entry, unit.recipient);
      }
    },
  };
};
