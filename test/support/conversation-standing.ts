import { standingOfConversation } from '../../src/conversations/conversation-standing.ts';
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
  held: readonly string[];
  waitingFiles: readonly string[];
  /** The question of the conversation itself whose titles may be typed. */
  question: string | null;
}

export const observedStanding = (
  state: ConversationState,
  { now, contact }: { now: string; contact: ContactFacts | null },
): ObservedStanding => {
  const standing = standingOfConversation(state);
  const { mode, notices, proof, held, files, asked } = standing;
  return {
    mode,
    language: state.language,
    isStopped: notices !== 'on',
    isWrongNumber: notices === 'wrongNumber',
    isProved: contact !== null && proof !== null && proof.phone === (contact.phone ?? null),
    isAwaitingCode: isAwaitingCode(standing, now),
    open: state.dialogs.map(({ request }) => request.requestId),
    held,
    waitingFiles: files,
    question: asked?.prompt ?? null,
  };
};
