import type { SendLane } from './send-lane.ts';
import type { StatusFact } from './delivery-status.ts';
import type { DeliveryProgress, Intent, OutboxEntry } from './outbox-entry.ts';
import type { HoldReason, PlanRecord } from './plan-record.ts';

/** What an attempt changed; conditional on owner and attempt, so a process that lost its lease changes nothing. */
export interface ProgressUpdate {
  id: string;
  tenantId: string;
  owner: string;
  attempt: number;
  set: Partial<Omit<DeliveryProgress, 'statuses' | 'attempt' | 'owner' | 'unknowns'>> & {
    /** Until then it is in nobody's way, for this reason. */
    heldUntil?: Date;
    heldFor?: HoldReason;
    /** With an outcome that gives it up: it waits for people from then on (ADR 0052). */
    givenUpAt?: Date;
    /** Where it came out otherwise than planned before. */
    plan?: PlanRecord;
  };
}

export interface StatusUpdate {
  /** By our own callback data, or by the provider's message id. */
  intentId: string | null;
  providerMessageId: string;
  fact: StatusFact;
}

export type AppliedStatus = boolean | 'reached';

/** What became of relayed intents. */
export interface Relayed {
  /** Stored as `sending` and owned: to be sent now. */
  owned: OutboxEntry[];
  /** Every unsettled intent of the conversations that were relayed for, by conversation. */
  open: ReadonlyMap<string, readonly string[]>;
}

export interface OutboxRepository {
  /**
   * Stores intents that are not stored yet (same id: no change). An intent whose turn it is, with no unsettled one
   * before it in its conversation, is stored as `sending` and owned by `owner` in the same write. At most
   * `capacity` of them: the rest is queued and due. Those of `arrived` whose outcome was unknown are settled as accepted.
   */
  relay(
    intents: readonly Intent[],
    owner: string,
    leaseMs: number,
    now: Date,
    options?: { capacity: number; arrived: readonly string[] },
  ): Promise<Relayed>;
  /**
   * Entries that a committed step says are being sent (ADR 0024), stored as they are unless they are stored already.
   * Without effect on what is known of them by now.
   */
  adopt(entries: readonly OutboxEntry[]): Promise<void>;
  /** The same for entries the platform accepted meanwhile: one write for the intent and what came of it. */
  recordSent(sent: readonly { entry: OutboxEntry; set: ProgressUpdate['set'] }[]): Promise<void>;
  /**
   * Takes intents that are due: queued or waiting, first of their conversation, those due longest first. One attempt more,
   * `sending`, owned. `kept`: only where an answer of that lane is due; else whatever is due.
   */
  claimDue(
    tenantId: string,
    owner: string,
    leaseMs: number,
    now: Date,
    limit: number,
    lane?: SendLane,
  ): Promise<OutboxEntry[]>;
  /** The next intent of each of these conversations, if its turn has come. */
  claimNext(
    tenantId: string,
    conversationIds: readonly string[],
    owner: string,
    leaseMs: number,
    now: Date,
  ): Promise<OutboxEntry[]>;
  /** Writes outcomes of attempts. */
  record(updates: readonly ProgressUpdate[]): Promise<void>;
  /**
   * Statuses of the provider; an unknown message answers false. Settles `sending` and `unknown` as accepted. `'reached'`: the
   * message had been given up, and reached the person.
   */
  applyStatuses(tenantId: string, updates: readonly StatusUpdate[]): Promise<AppliedStatus[]>;
  /** `sending` whose lease ended (a dead process) becomes `unknown`, to be decided at `wakeAt`. */
  expireLeases(tenantId: string, now: Date, unknownWaitMs: number): Promise<number>;
  /** `unknown` whose wait is over: claimed for a decision by class. */
  findOverdueUnknown(tenantId: string, now: Date, limit: number): Promise<OutboxEntry[]>;
  /** Decides an overdue unknown: conditional on the attempt. */
  decideUnknown(
    entry: Pick<OutboxEntry, 'id' | 'tenantId' | 'attempt' | 'plan' | 'sentAs' | 'tariff'>,
    decision: 'again' | 'unknown_final',
    now: Date,
  ): Promise<void>;
  /** A later `failed` status: send again as a new attempt, or final. Conditional on the attempt. */
  reopen(
    entry: Pick<OutboxEntry, 'id' | 'tenantId' | 'attempt'>,
    at: Date,
    how: { forceTemplate?: boolean; withoutDocument?: boolean; heldFor?: HoldReason },
  ): Promise<boolean>;
  /**
   * The platform took it and says now that it will never arrive. False: another attempt runs, or it reached the person
   * meanwhile, and nothing was written.
   */
  giveUpAccepted(
    entry: Pick<OutboxEntry, 'id' | 'tenantId' | 'attempt'>,
    reason: string,
    at: Date,
  ): Promise<boolean>;
  /** A fact we learnt ourselves, once per attempt and status. */
  noteFact(entry: Pick<OutboxEntry, 'id' | 'tenantId'>, fact: StatusFact): Promise<void>;
  find(tenantId: string, ids: readonly string[]): Promise<OutboxEntry[]>;
  /** Which intents carried these provider message ids (quoted messages). */
  findByProviderMessageIds(tenantId: string, ids: readonly string[]): Promise<OutboxEntry[]>;
  /** For health and metrics. */
  countOpen(tenantId: string): Promise<{ queued: number; unknown: number }>;
  /** Messages that are to be sent before that instant, for the first time or again, or are at the platform now; up to `most`. */
  countDue(tenantId: string, before: Date, most: number): Promise<number>;
}
