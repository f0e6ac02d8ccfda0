import type { Effect } from '../../machines/shared/effects.ts';
import type { ConversationState } from './conversation-state.ts';
import type { Fold } from './effect-books.ts';

/**
 * What effects do to the conversation itself: language, stopped notices, consents, codes, locked accounts. `requestId`: of the
 * dialog that asked; null: the conversation did.
 */

type ParamsOf<Type extends Effect['type']> = Extract<Effect, { type: Type }>['params'];

const decisionsKept = 30;

export const setLanguage = (fold: Fold, { language }: ParamsOf<'setLanguage'>): void =>
  fold.change((state) => ({ ...state, language }));

export const setNotices = (fold: Fold, { notices }: ParamsOf<'setNotices'>): void =>
  fold.change(({ wroteSinceStop: _wrote, ...state }) => {
    const { mutedAccounts: _muted, ...heard } = state;
    // Who starts messages again hears of everything again.
    return notices === 'on' ? heard : state;
  });

export const noteConsent = (fold: Fold, { purpose, action }: ParamsOf<'recordConsent'>): void => {
  const says = action === 'accepted' || action === 'rejected' || action === 'withdrawn';
  if (!says) return;
  const at = purpose === 'marketing' ? { marketingAt: fold.sources.now } : {};
  fold.change((state) => ({ ...state, consents: { ...state.consents, [purpose]: action }, ...at }));
};

export const lockAccount = (fold: Fold, { accountNo }: ParamsOf<'lockAccount'>): void =>
  fold.change((state) => ({
    ...state,
    lockedAccounts: [...new Set([...(state.lockedAccounts ?? []), accountNo])],
  }));

/** The account of the notice that was muted is not told about any more. */
export const noteAnnouncement = (
  fold: Fold,
  { type }: ParamsOf<'announce'>,
  requestId: string | null,
): void => {
  if (type === 'alerts.muted') fold.change((state) => withMuted(state, requestId));
};

/** An edit of a typed message that decided changes nothing, and is answered once. */
export const noteDecidedBy = (
  fold: Fold,
  _decision: ParamsOf<'recordDecision'>,
  requestId: string | null,
): void => fold.change((state) => withDecidedBy(state, requestId, fold.sources.typedMessageId));

/** A code by another way; where no more may be asked for, the dialog that wanted it learns that. */
export const askForCode = (
  fold: Fold,
  _params: ParamsOf<'requestVerification'>,
  requestId: string | null,
): void => {
  if (requestId === null || fold.askForCode(requestId)) return;
  fold.later(() => fold.tellDialog(requestId, { type: 'customer.failedIdentity', triesLeft: 0 }));
};

export const resumeRequest = (
  fold: Fold,
  { reference }: ParamsOf<'resumeRequest'>,
  requestId: string | null,
): void => fold.later(() => fold.resume(reference, requestId));

const withMuted = (state: ConversationState, requestId: string | null): ConversationState => {
  const muted = state.dialogs.find(({ request }) => request.requestId === requestId)?.request.accountNo;
  return muted ? { ...state, mutedAccounts: [...new Set([...(state.mutedAccounts ?? []), muted])] } : state;
};

const withDecidedBy = (
  state: ConversationState,
  requestId: string | null,
  messageId: string | null,
): ConversationState => {
  const dialog = state.dialogs.find(({ request }) => request.requestId === requestId);
  if (dialog === undefined || messageId === null) return state;
  const { requestId: id, reference } = dialog.request;
  const decidedBy = [...(state.decidedBy ?? []), { messageId, requestId: id, reference }];
  return { ...state, decidedBy: decidedBy.slice(-decisionsKept) };
};
