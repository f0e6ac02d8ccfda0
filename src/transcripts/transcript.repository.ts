import type { InboundLine, MessageLine, StepRecord } from './transcript-records.ts';

/**
 * Steps that no message began, and lines that steps of earlier releases owe: append only, the same twice is one. Other lines
 * are the entries of inbox and outbox (ADR 0024).
 */
export interface TranscriptRepository {
  append(
    tenantId: string,
    outputs: readonly {
      conversationId: string;
      messages: readonly MessageLine[];
      inbound: readonly InboundLine[];
      step: StepRecord;
    }[],
  ): Promise<void>;
}
