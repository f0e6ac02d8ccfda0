import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import { expiresAtOf } from './dialog-bookkeeping.ts';
import type { FoldDraft } from './fold-draft.ts';

/** A durable timer came due. One that was replaced or cancelled meanwhile does nothing. */
export const fireTimer = (draft: FoldDraft, input: Extract<ConversationInput, { type: 'timer' }>): void => {
  const { requestId, timer, gen } = input;
  const dialog = draft.dialog(requestId);
  if (!dialog || !draft.takeTimer(requestId, timer, gen)) return;
  if (timer === 'correction') {
    draft.tellDialog(requestId, { type: 'timer.correction' });
    return;
  }
  const isOver = dialog.reported === undefined && Date.parse(draft.now) >= Date.parse(expiresAtOf(dialog));
  if (timer === 'expiry' || isOver) {
    draft.tellDialog(requestId, { type: 'timer.expiry' });
    return;
  }
  // Reminded of without a word of what it is about.
  const { mode, notices, held } = draft.standing;
  if (held.includes(requestId)) draft.tellConversation({ type: 'system.remindedOfHeld' });
  // While staff speaks nothing is sent in between; only the next reminder is set.
  const isSilent = mode === 'staff' || notices !== 'on';
  draft.tellDialog(
    requestId,
    { type: 'timer.reminder', now: draft.now },
    isSilent ? ({ type }) => type !== 'sendPrompt' && type !== 'noteHistory' : undefined,
  );
};
