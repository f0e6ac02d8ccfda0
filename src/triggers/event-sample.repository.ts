import type { EventEnvelope } from './event-envelope.ts';

/** An event as it was reported, whatever came of it. */
export interface ReportedSample {
  eventId: string;
  envelope: EventEnvelope;
  receivedAt: Date;
}

/** Events that rules are tried on. */
export interface EventSampleRepository {
  /** Under the id it is kept under; null: no such event in this tenant. */
  loadSample(tenantId: string, eventId: string): Promise<ReportedSample | null>;
  /** The last ones of a type, newest first. */
  lastSamples(tenantId: string, type: string, limit: number): Promise<ReportedSample[]>;
}
