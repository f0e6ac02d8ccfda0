import type { EventEnvelope } from './event-envelope.ts';

/** An accepted event that waits to be worked. */
export interface WaitingEvent {
  tenantId: string;
  eventId: string;
  envelope: EventEnvelope;
}

export interface EventWorkRepository {
  /**
   * Accepted events nobody finished: those received before `before`, oldest first, and those that waited for an instant that
   * has come at `now`. At most `limit` of each.
   */
  findAccepted(tenantId: string, when: { before: Date; now: Date }, limit: number): Promise<WaitingEvent[]>;
  /** One accepted event; null when it is settled, or none of this tenant. */
  loadAccepted(tenantId: string, eventId: string): Promise<WaitingEvent | null>;
  /** What came of it; only an accepted event is settled. */
  settle(
    tenantId: string,
    eventId: string,
    result: {
      status: 'processed' | 'failed' | 'ignored';
      requestIds: readonly string[];
      reason: string | null;
    },
  ): Promise<void>;
}
