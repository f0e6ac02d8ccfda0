import type { ConversationState } from '../conversations/conversation-state.ts';
import type { StepOutput } from './step-output.ts';

/** A conversation as loaded for a step. */
export interface ConversationDocument {
  conversationId: string;
  tenantId: string;
  channelId: string;
  contactId: string;
  rev: number;
  /** Claims since the last commit: a step that kills the process still counts (reliability A.9). */
  attempts: number;
  state: ConversationState;
  /** Inputs applied whose inbox record is not yet marked done. */
  applied: readonly string[];
  /** Output of committed steps that is not yet in its own collections. */
  relays: readonly StepOutput[];
  /** Since when something committed waits to be finished; null: nothing does. */
  pendingSince: Date | null;
  windowExpiresAt: Date | null;
  lastMessageAt: Date | null;
  /** Rate limit of the recipient (recipient-pace.ts), epoch milliseconds. */
  paceUntil: number | null;
  /** How to reach the person: the last identity seen. */
  address: { phone: string | null; userId: string | null };
}

export interface ClaimedConversation extends ConversationDocument {
  leaseToken: number;
}

/** What one step writes, all of it or nothing. */
export interface StepCommit {
  conversationId: string;
  /** Whose it was when it was read: a conversation that was given to somebody else meanwhile is not written. */
  contactId: string;
  rev: number;
  leaseToken: number;
  stepId: string;
  state: ConversationState;
  applied: readonly string[];
  relays: readonly StepOutput[];
  /** When a sweep may look for what a dead process left of it. */
  pendingSince: Date;
  /** Earliest timer of all dialogs. */
  nextTimerAt: Date | null;
  windowExpiresAt: Date | null;
  lastMessageAt: Date | null;
  paceUntil: number | null;
  address: { phone: string | null; userId: string | null };
  openRequestIds: readonly string[];
  customerRefs: readonly string[];
  contactRef: string | null;
}
