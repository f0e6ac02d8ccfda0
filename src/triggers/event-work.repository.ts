import type { EventEnvelope } from './event-envelope.ts';
import type { RuleRef } from './rule-action.ts';

/** An accepted event that waits to be worked. */
export interface WaitingEvent {
  tenantId: string;
  eventId: string;
  envelope: EventEnvelope;
  receivedAt: Date;
  /** It waits, or waited, for this instant; left out: it was due when it came. */
  dueAt?: Date;
  /** Until when its rule laid it aside; left out: it was not. */
  laidUntil?: Date;
  /** A try ended in an error of ours, which moves `dueAt`; left out: none did. */
  hasFailed?: true;
  /** The group it is told with; left out: none. */
  group?: string;
  /** How many rules made it one of another; left out: none. */
  depth?: number;
  /** Reported to this process, which read its texts and stored it first; left out: it is of a rule, a run or the database. */
  isNew?: true;
  /** The rule that was chosen for it before; left out: none was. */
  rule?: RuleRef;
}

export interface EventWorkRepository {
  /**
   * Accepted events nobody finished: those received before `before`, oldest first, and those that waited for an instant that
   * has come at `now`. At most `limit` of each.
   */
  findAccepted(tenantId: string, when: { before: Date; now: Date }, limit: number): Promise<WaitingEvent[]>;
  /** One accepted event; null when it is settled, or none of this tenant. */
  loadAccepted(tenantId: string, eventId: string): Promise<WaitingEvent | null>;
  /**
   * Chooses the rule of an accepted event, once: whoever was first counts, and is answered. Whatever else happens to the rule
   * meanwhile, an event that was half done goes on under it.
   */
  choose(tenantId: string, eventId: string, rule: RuleRef): Promise<RuleRef>;
  /**
   * Lays an accepted event aside until an instant, under a rule and perhaps in a group; from then on a sweep finds it. Once: an
   * event that was laid aside stays so.
   */
  layAside(
    tenantId: string,
    eventId: string,
    held: { rule: RuleRef; until: Date; group: string | null },
  ): Promise<void>;
  /** Takes an accepted event back that a rule lets wait until after that instant: it is `ignored`. False: there is none. */
  takeBack(tenantId: string, eventId: string, how: { after: Date; reason: string }): Promise<boolean>;
  /**
   * A try ended in an error of ours. It is tried again after `waitMs` of the failures so far, until there are `most`: then it failed
   * for good, and waits for people (ADR 0052).
   */
  noteFailure(
    tenantId: string,
    eventId: string,
    how: { now: Date; most: number; waitMs(failures: number): number },
  ): Promise<'again' | 'given_up'>;
  /** What came of it; only an accepted event is settled. */
  settle(
    tenantId: string,
    eventId: string,
    result: {
      status: 'processed' | 'failed' | 'ignored';
      requestIds: readonly string[];
      reason: string | null;
      /** What acted; left out: no rule is on its type, or it was chosen before. */
      rule?: RuleRef;
    },
  ): Promise<void>;
}
