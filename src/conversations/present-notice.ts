import type { NoticeNews } from '../vocabulary/conversation-input.ts';
import { standingOfConversation } from './conversation-standing.ts';
import type { ConversationState, FoldResult, ShownConsent, StepFacts } from './conversation-state.ts';
import type { FoldDraft } from './fold-draft.ts';
import { shownTexts, withShownTexts } from './shown-consents.ts';

/** The version this person was not presented yet; null: they were, or none is presented. */
const dueVersion = (
  { noticeVersion }: Pick<ConversationState, 'noticeVersion'>,
  { contact, privacyNotice }: StepFacts,
): string | null =>
  contact === null || privacyNotice === undefined || noticeVersion === privacyNotice.version
    ? null
    : privacyNotice.version;

/** First contact, or a new version of the notice: it comes before anything else is said to this person (KVKK 10, domain 4). */
export const presentNotice = (draft: FoldDraft, facts: StepFacts): void => {
  const version = dueVersion(draft.state, facts);
  if (version !== null && draft.tellConversation({ type: 'system.metPerson' }))
    draft.change((state) => ({ ...state, noticeVersion: version }));
};

/** Something is said to a person who has not been presented the notice: the message that was to say it did not go out. */
export const lacksNotice = ({ state, effects }: FoldResult, facts: StepFacts): boolean => {
  if (dueVersion(state, facts) === null || standingOfConversation(state).notices !== 'on') return false;
  const isWithheld = (id: string | null): boolean =>
    state.dialogs.some(({ request, isWithheld: is }) => is === true && request.requestId === id);
  return effects.some(
    ({ effect, requestId }) =>
      effect.type === 'sendPrompt' && effect.params.suppressed === undefined && !isWithheld(requestId),
  );
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

/** A version counts as presented while a message that says it went out, or is on its way. */
const withVersions = (state: ConversationState, texts: readonly ShownConsent[]): ConversationState => {
  const { noticeVersion, strangerNoticeVersion, ...rest } = state;
  const isSaid = (version: string | undefined, toStranger: boolean): version is string =>
    texts.some(
      (text) =>
        text.isUnsaid !== true && text.version === version && (text.isStranger === true) === toStranger,
    );
  return {
    ...rest,
    ...(isSaid(noticeVersion, false) ? { noticeVersion } : {}),
    ...(isSaid(strangerNoticeVersion, true) ? { strangerNoticeVersion } : {}),
  };
};

const saidAfterAll = (state: ConversationState, { version, isStranger }: ShownConsent): ConversationState =>
  isStranger === true
    ? { ...state, strangerNoticeVersion: state.strangerNoticeVersion ?? version }
    : { ...state, noticeVersion: state.noticeVersion ?? version };

/**
 * The notice counts as presented from the moment its message is decided, so that it is not said twice. Where that message does not
 * go out, this takes it back: it is on record, and the next message says the notice. What nobody remembers changes nothing.
 */
export const noteNotice = (draft: FoldDraft, { type, messageId }: NoticeNews): void => {
  const isSaid = type === 'notice-said';
  const texts = shownTexts(draft.state, 'privacy_notice');
  const text = texts.find(({ intentId }) => intentId === messageId);
  if (text === undefined || (text.isUnsaid !== true) === isSaid) return;
  const { isUnsaid: _before, ...plain } = text;
  const changed = texts.map((one) =>
    one !== text ? one : isSaid ? plain : { ...plain, isUnsaid: true as const },
  );
  draft.change((state) => {
    const kept = withShownTexts(state, 'privacy_notice', changed);
    return isSaid ? saidAfterAll(kept, plain) : withVersions(kept, changed);
  });
  const action = isSaid ? 'presented' : 'not_presented';
  draft.addEffect(null, {
    type: 'recordConsent',
    params: { purpose: 'privacy_notice', action, messageId },
  });
};
