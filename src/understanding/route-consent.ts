import type { FoldDraft } from '../conversations/fold-draft.ts';

/** The button of one purpose (domain 4); anything else that claims to be one changes nothing. */
export const takeConsentChoice = (
  draft: FoldDraft,
  choice: 'gaveConsent' | 'refusedConsent',
  purpose: string | undefined,
): void => {
  if (purpose === 'marketing' || purpose === 'feedback')
    draft.tellConversation({ type: `customer.${choice}`, purpose });
  else draft.tellConversation({ type: 'customer.tappedOldChoice', reference: null });
};
