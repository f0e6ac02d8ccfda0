import type { ConsentAction, ConsentPurpose, EffectParams } from '../../machines/shared/effects.ts';
import { textHash } from '../evidence/content-hash.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import type { Language } from '../vocabulary/language.ts';
import { decodeChoiceId } from '../conversations/choice-id.ts';
import type { ConversationState, ShownConsent } from '../conversations/conversation-state.ts';
import { shownTexts, withShownTexts } from '../conversations/shown-consents.ts';
import type { NewConsent } from './step-output.ts';
import type { AnsweredMessage, EffectScene } from './effect-scene.ts';
import type { StepBooks } from './step-books.ts';

/** The privacy notice of the first contact, where it is a message of its own. */
export const noticePrompt = 'conversation.privacyNotice';

/** The same in the first answer to somebody the books do not know. */
const strangerPrompt = 'conversation.metStranger';

/** Prompts that ask for a consent or present the notice: what an answer is about (domain 7.12). */
const purposeOf: Readonly<Record<string, ConsentPurpose>> = {
  [noticePrompt]: 'privacy_notice',
  [strangerPrompt]: 'privacy_notice',
  'conversation.marketingConsent': 'marketing',
  'conversation.feedbackConsent': 'feedback',
};

/** Version of the consent questions in `locales/`: raised whenever their words change. */
const consentTextVersion = '1';

/** Texts of one purpose that are remembered; a button of an older one proves nothing any more. */
const textsKept = 5;

/** A consent text that was shown is kept, so that the answer is bound to exactly these words. */
export const withShownConsent = (
  state: ConversationState,
  prompt: string,
  shown: {
    rendered: Pick<RenderedPrompt, 'text' | 'choices'>;
    intentId: string;
    noticeVersion: string | null;
    language: Language;
  },
): ConversationState => {
  const purpose = purposeOf[prompt];
  if (purpose === undefined) return state;
  const { rendered, intentId } = shown;
  const promptNumber = promptNumberOf(rendered.choices);
  const text: ShownConsent = {
    text: rendered.text,
    language: shown.language,
    version: purpose === 'privacy_notice' ? (shown.noticeVersion ?? consentTextVersion) : consentTextVersion,
    intentId,
    ...(promptNumber === null ? {} : { promptNumber }),
    ...(prompt === strangerPrompt ? { isStranger: true } : {}),
  };
  return withShownTexts(state, purpose, [text, ...shownTexts(state, purpose).slice(0, textsKept - 1)]);
};

/** It says the privacy notice, and nothing but it or what else it says. */
export const isNoticePrompt = (prompt: string): boolean => purposeOf[prompt] === 'privacy_notice';

/** A consent, or the proof that the notice was presented, is bound to its words. */
export const isConsentPrompt = (prompt: string): boolean => purposeOf[prompt] !== undefined;

/** A notice that is recorded and not sent presents nothing. */
export const withoutNotice = (state: ConversationState, prompt: string): ConversationState => {
  const { noticeVersion: _contact, ...known } = state;
  const { strangerNoticeVersion: _stranger, ...stranger } = state;
  if (prompt === noticePrompt) return known;
  return prompt === strangerPrompt ? stranger : state;
};

const promptNumberOf = (choices: readonly { id: string }[]): number | null =>
  decodeChoiceId(choices[0]?.id ?? '')?.promptNumber ?? null;

/**
 * The text an answer is about: the one whose button was tapped, else the one shown last. Who withdraws answers no text;
 * a button of a text that is not remembered proves no text.
 */
const textBehind = (
  state: ConversationState,
  { purpose, action }: { purpose: ConsentPurpose; action: ConsentAction },
  answer: AnsweredMessage | null,
): ShownConsent | undefined => {
  if (action === 'withdrawn') return undefined;
  const texts = shownTexts(state, purpose);
  const tapped = action === 'presented' ? null : promptNumberOf(answer?.line.choices ?? []);
  return tapped === null ? texts[0] : texts.find(({ promptNumber }) => promptNumber === tapped);
};

/** Presented is what this step says, and what was said or not said of an earlier one. */
const textOf = (
  { state, messages }: StepBooks,
  { purpose, action, messageId }: EffectParams['recordConsent'],
  answer: AnsweredMessage | null,
): ShownConsent | undefined => {
  if (messageId !== undefined)
    return shownTexts(state, purpose).find(({ intentId }) => intentId === messageId);
  const text = textBehind(state, { purpose, action }, answer);
  const isOfStep = messages.intents.some(({ id }) => id === text?.intentId);
  return action === 'presented' && !isOfStep ? undefined : text;
};

/** Null: the notice was to be recorded and never shown. */
export const consentOf = (
  step: StepBooks,
  said: EffectParams['recordConsent'],
  { answer }: EffectScene,
): NewConsent | null => {
  const { state, facts, doc } = step;
  const { purpose, action } = said;
  const shown = textOf(step, said, answer);
  const isPresented = action === 'presented' || action === 'not_presented';
  const messageId = isPresented ? shown?.intentId : answer?.line.id;
  if (messageId === undefined) return null;
  return {
    id: step.nextId('con', 'consents'),
    contactRef: facts.contact?.ref ?? null,
    customerRefs: facts.contact?.customerRefs ?? [],
    conversationId: doc.conversationId,
    channelId: doc.channelId,
    purpose,
    action,
    language: shown?.language ?? state.language,
    textVersion: shown?.version ?? null,
    text: shown?.text ?? null,
    textHash: shown === undefined ? null : textHash(shown.text),
    messageId,
    answer: isPresented ? null : (answer?.line.text ?? null),
    at: facts.now,
  };
};
