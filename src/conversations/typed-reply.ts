import type { InboundUnit } from '../inbox/inbound-unit.ts';
import type { ReadFigure, ReadReply, Reading } from '../reading/reading.ts';
import type { OpenDialog, StepFacts } from './conversation-state.ts';
import type { DialogStanding } from './dialog-snapshots.ts';

/** Turn words into meanings; given from outside so that the routing can be tested without the phrase list. */
export interface Readers {
  readReply: ReadReply;
  readFigure: ReadFigure;
}

export type InboundMessage = Extract<InboundUnit, { kind: 'message' }>;
export type TextMessage = InboundMessage & { content: { type: 'text'; text: string } };

/** Typed words and everything that decides what they mean in this dialog now. */
export interface TypedReply {
  dialog: OpenDialog;
  stand: DialogStanding;
  message: TextMessage;
  reading: Reading;
  facts: StepFacts;
  readers: Readers;
}
