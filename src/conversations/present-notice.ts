import type { StepFacts } from './conversation-state.ts';
import type { FoldDraft } from './fold-draft.ts';

/** First contact, or a new version of the notice: it comes before anything else is said to this person (KVKK 10, domain 4). */
export const presentNotice = (draft: FoldDraft, { contact, privacyNotice }: StepFacts): void => {
  if (contact === null || privacyNotice === undefined) return;
  const { version } = privacyNotice;
  if (draft.state.noticeVersion === version) return;
  if (draft.tellConversation({ type: 'system.metPerson' }))
    draft.change((state) => ({ ...state, noticeVersion: version }));
};

/**
 * Of a stranger number and words are kept: his first answer says so, in the same message. What the notice of contacts says of
 * accounts is not true of him, so he gets that one as well when the books come to know him.
 */
export const answerStranger = (draft: FoldDraft, { privacyNotice }: StepFacts): void => {
  const version = privacyNotice?.version;
  const isFirst = version !== undefined && draft.state.strangerNoticeVersion !== version;
  if (draft.tellConversation({ type: 'customer.wroteAsStranger', isFirst }) && isFirst)
    draft.change((state) => ({ ...state, strangerNoticeVersion: version }));
};
