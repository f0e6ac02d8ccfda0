import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { MessageLine } from '../transcripts/transcript-records.ts';
import type { JoinedEffect } from './joined-effects.ts';
import type { Occasion } from './send-gate.ts';
import type { AnswerRead, ConversationState, OpenDialog } from '../conversations/conversation-state.ts';

/** The message an effect answers: its line, and what the platform gave us. */
export interface AnsweredMessage {
  line: MessageLine;
  unit: Extract<InboundUnit, { kind: 'message' }>;
  /** How it was read; left out: not for its words. */
  read?: AnswerRead;
}

/** What an effect is seen in. */
export interface EffectScene {
  /** Null: the conversation itself asked for it. */
  requestId: string | null;
  /** Number of the prompt; null: it is none, or a message of nobody's question. */
  promptNumber: number | null;
  /** The dialog before the input: what was asked and shown. */
  asked: OpenDialog | undefined;
  /** The dialog after it, also one that ended. */
  dialog: OpenDialog | undefined;
  /** The language the person was spoken to in before the input. */
  languageBefore: ConversationState['language'];
  answer: AnsweredMessage | null;
  /** The person just wrote: nothing waits for the end of the quiet hours. */
  repliesToPerson: boolean;
  occasion: Occasion;
  /** An alert comes of the same input; left out: none does. */
  withAlert?: true;
  /** It says these first; left out: nothing. */
  leads?: JoinedEffect['leads'];
  /** It says the privacy notice as well; left out: it does not. */
  withNotice?: true;
}
