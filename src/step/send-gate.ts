import type { ConversationState, OpenDialog } from '../conversations/conversation-state.ts';
import { standingOfConversation } from '../conversations/conversation-standing.ts';
import type { Intent } from '../delivery/outbox-entry.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';

/** What a message to a person is sent for. */
export type Occasion =
  /** Comes of what the person wrote, tapped or sent. */
  | 'answer'
  /** A person of ours wrote it. */
  | 'staffText'
  /** Everything else: questions, reminders, notices, what was cancelled, who speaks now. */
  | 'unasked';

export const occasionOf = (input: ConversationInput): Occasion => {
  if (input.type === 'timer') return input.timer === 'checking' ? 'answer' : 'unasked';
  return input.type === 'message' || input.type === 'file' || input.type === 'upload' ? 'answer' : 'unasked';
};

/**
 * What may still be said to a person who stopped messages, or whose number is not who we thought: answers, and nothing else
 * (domain 5, law 6563; ADR 0031). The one list: whatever asks for a message, a machine, a timer, an order or staff, passes
 * here. Staff answers too, once the person has written again.
 */
const saidAfterStop: { readonly [occasion in Occasion]: (state: ConversationState) => boolean } = {
  answer: () => true,
  staffText: ({ wroteSinceStop }) => wroteSinceStop === true,
  unasked: () => false,
};

/** Messages are stopped, and this is none of what may be said all the same. */
export const isSilenced = (state: ConversationState, occasion: Occasion): boolean =>
  standingOfConversation(state).notices !== 'on' && !saidAfterStop[occasion](state);

/**
 * What the person has not agreed to, or took back (domain R19, R21): marketing needs a yes, questions about how we did no no. What
 * a person asks for is theirs to ask.
 */
const isOutsideConsent = (
  { consents = {} }: ConversationState,
  { class: messageClass, prompt }: Pick<Intent, 'class' | 'prompt'>,
): string | null => {
  if (messageClass === 'bulk') return consents.marketing === 'accepted' ? null : 'marketing_not_consented';
  if (prompt !== 'feedback.request') return null;
  return consents.feedback === 'rejected' || consents.feedback === 'withdrawn' ? 'feedback_refused' : null;
};

/** Why the person does not want this message; null: they may have it. */
export const refusedBecause = (
  state: ConversationState,
  occasion: Occasion,
  message: Pick<Intent, 'class' | 'prompt'>,
): string | null => {
  if (isSilenced(state, occasion)) return 'notices_stopped';
  return occasion === 'unasked' ? isOutsideConsent(state, message) : null;
};

/** Why a message is recorded and not sent; undefined: it goes out. */
export const unsentBecause = (
  state: ConversationState,
  occasion: Occasion,
  message: Pick<Intent, 'class' | 'prompt'>,
  dialog?: Pick<OpenDialog, 'isWithheld'>,
): string | undefined => {
  if (dialog?.isWithheld === true) return 'withheld';
  return refusedBecause(state, occasion, message) ?? undefined;
};
