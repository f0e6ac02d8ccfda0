import type { FoldDraft } from '../conversations/fold-draft.ts';

type Purpose = 'marketing' | 'feedback';
const isPurpose = (text: string | undefined): text is Purpose => text === 'marketing' || text === 'feedback';

/** One purpose, one answer (domain 4); anything else that claims to be one changes nothing. */
export const recordConsentAnswer = (
  draft: FoldDraft,
  purpose: string | undefined,
  action: 'accepted' | 'rejected',
): void => {
  if (isPurpose(purpose)) draft.tellConversation({ type: 'customer.answeredConsent', purpose, action });
  else draft.tellConversation({ type: 'customer.tappedOldChoice', reference: null });
};

/** The consent question that was asked last and still stands; null: another one, or none. */
export const askedConsent = (draft: FoldDraft): Purpose | null => {
  const prompt = draft.state.asked?.prompt;
  if (prompt === 'conversation.marketingConsent') return 'marketing';
  return prompt === 'conversation.feedbackConsent' ? 'feedback' : null;
};
