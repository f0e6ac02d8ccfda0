import type { Effect } from '../../machines/shared/effects.ts';
import type { ConversationState } from './conversation-state.ts';
import { withNewCode } from './verification-code.ts';

/** What an effect may need beside the state. */
export interface FoldSources {
  now: string;
  freshCode: string | null;
  /** The typed message that is being folded; null: something else is. */
  typedMessageId: string | null;
}

/** What an effect does to the conversation itself. */
export interface FoldedEffect {
  state: ConversationState;
  /** Effects that follow from it. */
  more: readonly Effect[];
  /** No code may be asked for any more. */
  isRefused: boolean;
}

const decisionsKept = 30;

/**
 * Effects the fold answers for: language, stopped notices, consents, codes, locked accounts. They stay among the effects of
 * the step as well, for its record and for what lies outside the conversation.
 */
export const foldEffect = (
  state: ConversationState,
  requestId: string | null,
  effect: Effect,
  sources: FoldSources,
): FoldedEffect => {
  if (effect.type !== 'requestVerification')
    return { state: withState(state, requestId, effect, sources), more: [], isRefused: false };
  const asked = withNewCode(state, requestId, sources);
  return asked === null
    ? { state, more: [], isRefused: true }
    : { state: asked.state, more: asked.effects, isRefused: false };
};

const withState = (
  state: ConversationState,
  requestId: string | null,
  effect: Effect,
  { typedMessageId }: FoldSources,
): ConversationState => {
  switch (effect.type) {
    case 'setLanguage':
      return { ...state, language: effect.params.language };
    case 'setNotices': {
      const { mutedAccounts: _muted, ...heard } = state;
      // Who starts messages again hears of everything again.
      return { ...(effect.params.notices === 'on' ? heard : state), notices: effect.params.notices };
    }
    case 'recordConsent': {
      const { purpose, action } = effect.params;
      const says = action === 'accepted' || action === 'rejected' || action === 'withdrawn';
      return says ? { ...state, consents: { ...state.consents, [purpose]: action } } : state;
    }
    case 'lockAccount':
      return {
        ...state,
        lockedAccounts: [...new Set([...(state.lockedAccounts ?? []), effect.params.accountNo])],
      };
    case 'announce':
      return effect.params.type === 'alerts.muted' ? withMuted(state, requestId) : state;
    case 'recordDecision':
      return withDecidedBy(state, requestId, typedMessageId);
    default:
      return state;
  }
};

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
