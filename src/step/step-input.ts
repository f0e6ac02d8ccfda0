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
}
