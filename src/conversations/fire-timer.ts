import type { Effect } from '../../machines/shared/effects.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { StepFacts } from './conversation-state.ts';
import { expiresAtOf } from './dialog-bookkeeping.ts';
import { endUnsaid, mayEndUnsaid } from './end-unsaid.ts';
import type { FoldDraft } from './fold-draft.ts';

const inSilence = ({ type }: Effect): boolean => type !== 'sendPrompt';

/** A durable timer came due. One that was replaced or cancelled meanwhile does nothing. */
export const fireTimer = (
  draft: FoldDraft,
  input: Extract<ConversationInput, { type: 'timer' }>,
  { unsaid = {} }: Pick<StepFacts, 'unsaid'>,
): void => {
  const { requestId, timer, gen } = input;
  const dialog = draft.dialog(requestId);
  if (!dialog || !draft.takeTimer(requestId, timer, gen)) return;
  if (timer === 'correction') {
    draft.tellDialog(requestId, { type: 'timer.correction' });
    return;
  }
  const { mode, notices, held } = draft.standing;
  if (timer === 'checking') {
    // They are waiting for it, and wrote last: only staff, who sees the file, is not interrupted.
    draft.tellDialog(requestId, { type: 'timer.checking' }, mode === 'staff' ? inSilence : undefined);
    return;
  }
  const isOver = dialog.reported === undefined && Date.parse(draft.now) >= Date.parse(expiresAtOf(dialog));
  const why = unsaid[requestId];
  if (isOver && why !== undefined && mayEndUnsaid(dialog)) {
    endUnsaid(draft, dialog, why);
    return;
  }
  if (timer === 'expiry' || isOver) {
    draft.tellDialog(requestId, { type: 'timer.expiry' });
    return;
  }
  // Reminded of without a word of what it is about.
  if (held.includes(requestId)) draft.tellConversation({ type: 'system.remindedOfHeld' });
  // While staff speaks nothing is sent in between; only the next reminder is set.
  const isSilent = mode === 'staff' || notices !== 'on';
  draft.tellDialog(
    requestId,
    { type: 'timer.reminder', now: draft.now },
    isSilent ? (effect) => inSilence(effect) && effect.type !== 'noteHistory' : undefined,
  );
};
