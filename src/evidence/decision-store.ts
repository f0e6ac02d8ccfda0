import type { DecisionRecord } from './decision-record.ts';

/** Writing side of the evidence: insert only; the same id twice is one record. */
export interface DecisionStore {
  insert(decisions: readonly DecisionRecord[]): Promise<void>;
}
