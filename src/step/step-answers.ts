import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import { decodeChoiceId } from '../conversations/choice-id.ts';
import type {
  AnswerSeen,
  ConversationState,
  FoldResult,
  OpenDialog,
  ShownPrompt,
} from '../conversations/conversation-state.ts';
import { contentHash } from '../evidence/content-hash.ts';

/** Prompts kept per dialog as evidence of what was shown; a dialog never confirms anything older. */
const shownKept = 3;

export const nothingShown: ShownPrompt = {
  promptNumber: 0,
  hash: contentHash({}),
  intentId: '',
  text: '',
  choices: [],
};

/**
 * What a confirmation is bound to: the recap that waited for it; without one (a plain rejection) the last question shown.
 */
const shownTo = (dialog: OpenDialog): ShownPrompt =>
  dialog.shown.find(({ promptNumber }) => promptNumber === dialog.recapNumber) ??
  dialog.shown.at(-1) ??
  nothingShown;

type Answer = Omit<AnswerSeen, 'shown'>;
type Message = Extract<InboundUnit, { kind: 'message' }>;

const withDialog = (
  state: ConversationState,
  requestId: string,
  change: (dialog: OpenDialog) => OpenDialog,
): ConversationState => ({
  ...state,
  dialogs: state.dialogs.map((dialog) => (dialog.request.requestId === requestId ? change(dialog) : dialog)),
});

/** What was shown is part of the state: a later confirmation is bound to exactly this text. */
export const withShown = (
  state: ConversationState,
  requestId: string,
  shown: ShownPrompt,
): ConversationState =>
  withDialog(state, requestId, (dialog) => ({
    ...dialog,
    shown: [...dialog.shown, shown].slice(-shownKept),
  }));

/** The template that asked last, should it be sent as one. */
export const withAskedAs = (
  state: ConversationState,
  requestId: string,
  askedAs: NonNullable<OpenDialog['askedAs']>,
): ConversationState => withDialog(state, requestId, (dialog) => ({ ...dialog, askedAs }));

/** A "no" may wait for its reason, and the reason may never come: the answer is kept with what was on the screen. */
export const withLastAnswer = (
  state: ConversationState,
  before: ConversationState,
  result: FoldResult,
  answer: Answer | null,
): ConversationState => {
  const requestId = result.effects.find((scoped) => scoped.requestId !== null)?.requestId ?? null;
  const saidNo = result.events.some((event) => /\/customer\.(rejected|disagreed|corrected)$/.test(event));
  const asked = before.dialogs.find((dialog) => dialog.request.requestId === requestId);
  if (!saidNo || requestId === null || asked === undefined || answer === null) return state;
  const lastAnswer = { ...answer, shown: asked.shown.at(-1) ?? null };
  return withDialog(state, requestId, (dialog) => ({ ...dialog, lastAnswer }));
};

/** The decision this dialog recorded last: what a correction names. */
export const withDecision = (
  state: ConversationState,
  requestId: string,
  decisionId: string,
): ConversationState => withDialog(state, requestId, (dialog) => ({ ...dialog, decisionId }));

/** The answer a decision rests on: the confirmation of a recap, else the "no" that waited for its reason. */
export const answerBehind = (asked: OpenDialog, current: Answer | null): AnswerSeen | undefined =>
  current !== null && (asked.recapNumber !== null || asked.lastAnswer === undefined)
    ? { ...current, shown: shownTo(asked) }
    : asked.lastAnswer;

/** Our token came back: the prompt that carried it is on the person's phone. Answers its intent. */
export const arrivedWith = (state: ConversationState, { content }: Message): string[] => {
  const tapped = content.type === 'choice' ? decodeChoiceId(content.id) : null;
  if (tapped === null) return [];
  const dialog = state.dialogs.find(({ token }) => token === tapped.token);
  const prompt = dialog?.shown.find(({ promptNumber }) => promptNumber === tapped.promptNumber);
  return prompt === undefined ? [] : [prompt.intentId];
};
