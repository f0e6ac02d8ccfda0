import type { StepRecord } from '../transcripts/transcript-records.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';

/**
 * `pending` waits for a step or a status update, `done` was applied, `recorded` needs no work, `stale` was too old to
 * apply (or, by our clock, not sent yet), `quarantined` failed five times, `orphan` is a status whose message is not known (yet).
 */
export type InboxStatus = 'pending' | 'done' | 'recorded' | 'stale' | 'quarantined' | 'orphan';

/** What a stored input holds: a unit of a webhook with its wire element, or an input made by ourselves. */
export type InboxBody =
  | { from: 'webhook'; unit: InboundUnit; raw: string }
  | { from: 'system'; input: ConversationInput }
  /** A text that staff wrote to the person. */
  | { from: 'staff'; text: string; by: string };

export interface InboxEntry {
  /** Keyed dedupe id (webhook) or derived id (system). */
  id: string;
  tenantId: string;
  channelId: string;
  status: InboxStatus;
  /** `message` goes to the conversation of the person it names (personOfUnit), `system` to `conversationId`, `status` to the outbox; the rest is kept. */
  kind: 'message' | 'system' | 'status' | 'other';
  /** Known for system inputs; messages are resolved after the acknowledgement. */
  conversationId: string | null;
  receivedAt: Date;
  /** Order of arrival within one process and millisecond. */
  seq: number;
  reason: string | null;
  body: InboxBody;
  /** Stale only until then; left out: for good. */
  staleUntil?: Date;
}

/** An input that a step applied, as its entry is completed. */
export interface AppliedInput {
  id: string;
  /** Left out: it is no line of the transcript. */
  line?: { conversationId: string; seq: number; at: string; requestId: string | null };
  /** Of the step it began; left out: it began none, or no line did. */
  step?: StepRecord;
}

export interface InboxRepository {
  /**
   * Stores all entries durably (majority, journaled) or rejects with Unavailable. Answers which were new; the others are
   * known to be durable too. Entries of different callers may be written in one batch.
   */
  store(entries: readonly InboxEntry[]): Promise<ReadonlySet<string>>;
  /** Which of these still wait: somebody else may have applied them meanwhile. */
  stillPending(tenantId: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** The oldest entries that wait since before `before`, whatever process stored them. */
  findPending(tenantId: string, before: Date, limit: number): Promise<InboxEntry[]>;
  /**
   * Marks what a conversation applied. A message of a person becomes a line of the transcript and is kept with it; with the
   * first of a step goes the record of that step (ADR 0024). The same again changes nothing.
   */
  complete(applied: readonly AppliedInput[], at: Date): Promise<void>;
  /** What was not yet to be applied waits like any other when its time has come; answers how many those are. */
  wakeStale(tenantId: string, now: Date): Promise<number>;
  /** Marks as applied; starts the 30 days after which the dedupe record may go. */
  markDone(ids: readonly string[], at: Date): Promise<void>;
  mark(id: string, status: 'quarantined' | 'orphan' | 'recorded', reason: string, at: Date): Promise<void>;
  /** Statuses whose message was unknown when they came, newest first. */
  findOrphans(tenantId: string, limit: number): Promise<InboxEntry[]>;
  /** What was stored under this id; null: nothing, or nothing any more. */
  bodyOf(tenantId: string, id: string): Promise<InboxBody | null>;
  countPending(tenantId: string): Promise<number>;
}
