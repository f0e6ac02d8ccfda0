import type { RequestId, TenantId } from '../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../shared/page.ts';
import type { Audience } from './audience.ts';
import type { EventEnvelope } from './event-envelope.ts';
import type { RuleRef } from './rule-action.ts';

export type EventStatus = 'accepted' | 'processed' | 'failed' | 'ignored';

/** What made an event that nobody reported: an event before it, and the rule that acted on that; null: what the event itself says did. */
export interface MadeBy {
  eventId: string;
  rule: RuleRef | null;
}

/** A reported event and what came of it. */
export interface EventRecord {
  tenantId: TenantId;
  eventId: string;
  type: string;
  /** The group the event is for; null when it names none. */
  audience: Audience | null;
  status: EventStatus;
  requestIds: readonly RequestId[];
  /** Ids of transcript lines of notices. */
  messageIds: readonly string[];
  /** Why it failed or was ignored (`no_trigger`, `unknown_customer` …); null otherwise. */
  reason: string | null;
  /** The rule that acted, or was chosen to; null: none yet, or the event is of before there were rules. */
  rule: RuleRef | null;
  /** Null: it was reported, or a date of the calendar made it. */
  madeBy: MadeBy | null;
  /** It waits for this instant; null: for none. */
  waitsUntil: Date | null;
  receivedAt: Date;
}

export interface EventToAccept {
  tenantId: TenantId;
  eventId: string;
  /** SHA-256 (hex) of the canonical JSON of the body: equal bodies have equal fingerprints. */
  fingerprint: string;
  envelope: EventEnvelope;
  receivedAt: Date;
  /** `accepted` is to be processed; `ignored` was recorded only (reason says why). */
  status: 'accepted' | 'ignored';
  reason: string | null;
  /** How many rules made it one of another; left out: none. */
  depth?: number;
  /** Left out: it was reported. */
  madeBy?: MadeBy;
  /** It is accepted and waits for this instant; left out: it is due. */
  dueAt?: Date;
}

/** `same` says whether the stored event was the same body. */
export type EventAcceptance = 'created' | { replayed: true; same: boolean };

/** `from` counts, `to` does not. */
export interface EventFilter {
  status?: EventStatus;
  type?: string;
  from?: Date;
  to?: Date;
}

export interface EventRepository {
  /** Stores the event once per tenant and event id; resolves when it is durable, rejects with `Unavailable` when it is not. */
  accept(event: EventToAccept): Promise<EventAcceptance>;
  /** Newest first. */
  list(tenantId: TenantId, filter: EventFilter, page: PageRequest): Promise<Page<EventRecord>>;
  /** Where the list goes on after this one. */
  positionOf(event: EventRecord): PagePosition;
  /** Null: no such event in this tenant. */
  find(tenantId: TenantId, eventId: string): Promise<EventRecord | null>;
  /** The newest one of the compliance compartment with this `event_id`; null: there is none. */
  findInCompartment(tenantId: TenantId, eventId: string): Promise<EventRecord | null>;
}
