import type { StaffCommand } from './conversation-state.ts';
import type { Intent } from '../delivery/outbox-entry.ts';
import type { DecisionRecord } from '../evidence/decision-record.ts';
import type { RequestChange } from '../requests/request-change.ts';
import type { MessageLine, StepRecord } from '../transcripts/transcript-records.ts';

/**
 * Everything one committed step owes to other collections. Stored with the snapshot in the same write, then relayed
 * under deterministic ids: doing it twice changes nothing.
 */
export interface StepOutput {
  conversationId: string;
  rev: number;
  intents: readonly Intent[];
  /** Earlier intents whose buttons the person tapped: they arrived, whatever the platform said. */
  arrived: readonly string[];
  messages: readonly MessageLine[];
  step: StepRecord;
  requestChanges: readonly RequestChange[];
  decisions: readonly DecisionRecord[];
  /** Requests to hand to a contact who can bind, under an id of this step. */
  forwards: readonly { id: string; requestId: string; fromContactRef: string | null }[];
  /** Commands for requests that were passed on before. */
  readdressed: readonly { id: string; requestId: string; command: StaffCommand }[];
  tasks: readonly { id: string; requestId: string | null; reason: string; urgent: boolean; at: string }[];
}
