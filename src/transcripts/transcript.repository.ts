import type { MessageLine, StepRecord } from './transcript-records.ts';

/** Writing side of the transcript: append only; the same line or step twice is one. */
export interface TranscriptRepository {
  append(
    tenantId: string,
    outputs: readonly {
      conversationId: string;
      messages: readonly MessageLine[];
      step: StepRecord;
    }[],
  ): Promise<void>;
}
