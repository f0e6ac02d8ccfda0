import { isKnown } from '../../src/conversations/held-requests.ts';
import { isAwaitingCode } from '../../src/conversations/verification-code.ts';
import type { ConversationState } from '../../src/conversations/conversation-state.ts';
import type { ContactFacts } from '../../src/vocabulary/contact-facts.ts';

/** How a conversation stands, in words that do not depend on how it is stored. */
export interface ObservedStanding {
  mode: string;
  language: string;
  /** Messages nobody asked for are held back: stopped, or the number is not the contact's. */
  isStopped: boolean;
  isWrongNumber: boolean;
  /** Amounts may be told to a number that the books have not checked. */
  isProved: boolean;
  isAwaitingCode: boolean;
  open: string[];
  held: string[];
  waitingFiles: readonly string[];
  /** The question of the conversation itself whose titles may be typed. */
  question: string | null;
}

export const observedStanding = (
  state: ConversationState,
  { now, contact }: { now: string; contact: ContactFacts | null },
): ObservedStanding => ({
  mode: state.mode,
  language: state.language,
  isStopped: state.notices === 'off' || state.unlinked !== undefined,
  isWrongNumber: state.unlinked !== undefined,
  isProved: contact !== null && isKnown(state, { ...contact, phoneVerified: false }),
  isAwaitingCode: isAwaitingCode(state, now),
  open: state.dialogs.map(({ request }) => request.requestId),
  held: state.dialogs.filter(({ isHeld }) => isHeld).map(({ request }) => request.requestId),
  waitingFiles: state.waitingFiles ?? [],
  question: state.asked?.prompt ?? null,
});
