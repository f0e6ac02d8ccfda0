import type { StepFacts } from '../conversations/conversation-state.ts';
import type { InboxBody } from '../inbox/inbox.repository.ts';

/** One waiting input of a conversation, in the order it is folded. */
export interface StepInput {
  id: string;
  receivedAt: Date;
  body: InboxBody;
  /** The request whose prompt a message quotes, where known. */
  quotedRequestId: string | null;
  /** That prompt, by its intent. */
  quotedIntentId?: string | null;
  /** What a model outside took its words for; left out: it was not asked, or named nothing. */
  outside?: StepFacts['outside'];
}
