import type { ConsentAction, ConsentPurpose, EffectParams } from '../../machines/shared/effects.ts';
import { textHash } from '../evidence/content-hash.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import { decodeChoiceId } from '../conversations/choice-id.ts';
import type { ConversationState, ShownConsent } from '../conversations/conversation-state.ts';
import type { NewConsent } from './step-output.ts';
import type { AnsweredMessage, EffectScene } from './effect-scene.ts';
import type { StepBooks } from './step-books.ts';

/** The privacy notice of the first contact, where it is a message of its own. */
export const noticePrompt = 'conversation.privacyNotice';

/** Prompts that ask for a consent or present the notice: what an answer is about (domain 7.12). */
const purposeOf: Readonly<Record<string, ConsentPurpose>> = {
  [noticePrompt]: 'privacy_notice',
  'conversation.metStranger': 'privacy_notice',
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
  },
): ConversationState => {
  const purpose = purposeOf[prompt];
  if (purpose === undefined) return state;
  const { rendered, intentId } = shown;
  const promptNumber = promptNumberOf(rendered.choices);
  const text: ShownConsent = {
    text: rendered.text,
    language: state.language,
    version: purpose === 'privacy_notice' ? (shown.noticeVersion ?? consentTextVersion) : consentTextVersion,
    intentId,
    ...(promptNumber === null ? {} : { promptNumber }),
    earlier: textsOf(state, purpose).slice(0, textsKept - 1),
  };
  return { ...state, shownConsents: { ...state.shownConsents, [purpose]: text } };
};

const textsOf = (state: ConversationState, purpose: ConsentPurpose): ShownConsent[] => {
  const last = state.shownConsents?.[purpose];
  if (last === undefined) return [];
  const { earlier = [], ...text } = last;
  return [text, ...earlier];
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
  const texts = textsOf(state, purpose);
  const tapped = action === 'presented' ? null : promptNumberOf(answer?.line.choices ?? []);
  return tapped === null ? texts[0] : texts.find(({ promptNumber }) => promptNumber === tapped);
};

/** Null: the notice was to be recorded and never shown. */
export const consentOf = (
  step: StepBooks,
  { purpose, action }: EffectParams['recordConsent'],
  { answer }: EffectScene,
): NewConsent | null => {
  const { state, facts, doc } = step;
  const shown = textBehind(state, { purpose, action }, answer);
  const isPresented = action === 'presented';
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
