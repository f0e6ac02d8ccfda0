import type { StepFacts } from './conversation-state.ts';
import type { FoldDraft } from './fold-draft.ts';

/**
 * First contact, or a new version of the notice: it comes before anything else is said to this person (KVKK 10, domain 4).
 * Strangers are told nothing about data we do not hold.
 */
export const presentNotice = (draft: FoldDraft, { contact, privacyNotice }: StepFacts): void => {
  if (contact === null || privacyNotice === undefined) return;
  const { version } = privacyNotice;
  if (draft.state.noticeVersion === version) return;
  if (draft.tellConversation({ type: 'system.metPerson' }))
    draft.change((state) => ({ ...state, noticeVersion: version }));
};
