import type { NumberReplaced } from '../customers/put-customer.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';

/** Longer than the books take to be written: by then the change is there, or it was refused. */
const afterMs = 60_000;

/** Stores that a former number is to be told, before its change is written: whatever dies after that, it is told. */
export const tellFormerOf =
  (submitInput: SubmitInput) =>
  async ({ id, tenantId, contactRef, phone, chat, at }: NumberReplaced): Promise<void> => {
    const { conversationId, channelId, windowExpiresAt } = chat;
    const window = windowExpiresAt?.toISOString() ?? null;
    await submitInput(tenantId, {
      id,
      conversationId,
      channelId,
      body: {
        from: 'system',
        input: { type: 'number-replaced', id, contactRef, phone, windowExpiresAt: window },
      },
      notBefore: new Date(at.getTime() + afterMs),
    });
  };
