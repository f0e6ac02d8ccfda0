import type { EventEnvelope } from './event-envelope.ts';

/** An event as it was reported, whatever came of it. */
export interface ReportedSample {
  eventId: string;
  envelope: EventEnvelope;
  receivedAt: Date;
  /** How many rules made it one of another; left out: none. */
  depth?: number;
  /** Somebody wrote it to try a rule on; left out: it was reported. */
  isWritten?: true;
}

/** Events that rules are tried on. */
export interface EventSampleRepository {
  /** Under the id it is kept under; null: no such event in this tenant. */
  loadSample(tenantId: string, eventId: string): Promise<ReportedSample | null>;
  /** The last ones of a type, newest first. */
  lastSamples(tenantId: string, type: string, limit: number): Promise<ReportedSample[]>;
}
