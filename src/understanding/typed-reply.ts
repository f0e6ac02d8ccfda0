import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { ReadFigure, ReadReply, Reading } from '../reading/reading.ts';
import type { OpenDialog, StepFacts } from '../conversations/conversation-state.ts';
import type { DialogStanding } from '../conversations/dialog-snapshots.ts';

/** Turn words into meanings; given from outside so that the routing can be tested without the phrase list. */
export interface Readers {
  readReply: ReadReply;
  readFigure: ReadFigure;
}

export type InboundMessage = Extract<InboundUnit, { kind: 'message' }>;
export type TextMessage = InboundMessage & { content: { type: 'text'; text: string } };

/** One message and what is known beside it. */
export interface MessageScene {
  /** Durable id of the input: ids of files come from it. */
  inputId: string;
  message: InboundMessage;
  facts: StepFacts;
  readers: Readers;
}

/** Typed words with their first reading. */
export interface TextScene extends MessageScene {
  message: TextMessage;
  reading: Reading;
  /** The reading is a guess that is served by its word alone; left out: it is none. */
  isGuess?: true;
  /**
   * What they do to what was typed seconds before: deny a yes or take it back; say a yes once more; say, together with it, what was
   * answered already. Left out: nothing of it.
   */
  turn?: 'takesBack' | 'said';
}

/** Typed words and everything that decides what they mean in this dialog now. */
export interface TypedReply {
  dialog: OpenDialog;
  stand: DialogStanding;
  message: TextMessage;
  reading: Reading;
  facts: StepFacts;
  readers: Readers;
  /** The person wrote, or proved who they are, within the last 30 days. */
  isFresh: boolean;
}
