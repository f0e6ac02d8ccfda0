import type { DecisionRecord } from './decision-record.ts';

/** Writing side of the evidence: insert only; the same id twice is one record. */
export interface DecisionWorkRepository {
  insert(decisions: readonly DecisionRecord[]): Promise<void>;
}
