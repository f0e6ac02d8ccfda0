import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { MessageLine } from '../transcripts/transcript-records.ts';
import type { ConversationState, OpenDialog } from '../conversations/conversation-state.ts';

/** The message an effect answers: its line, and what the platform gave us. */
export interface AnsweredMessage {
  line: MessageLine;
  unit: Extract<InboundUnit, { kind: 'message' }>;
}

/** What an effect is seen in. */
export interface EffectScene {
  requestId: string | null;
  dialog: OpenDialog | undefined;
  state: ConversationState;
  answer: AnsweredMessage | null;
}
