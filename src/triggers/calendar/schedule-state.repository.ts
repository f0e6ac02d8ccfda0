import type { ClaimedDate, ScheduleState } from './claim-dates.ts';

/** The same as it is stored, with dates that were taken and of which the event may not be there yet. */
export interface StoredScheduleState extends ScheduleState {
  /** Counts writes. */
  rev: number;
  pending: readonly ClaimedDate[];
}

export interface ScheduleStateRepository {
  /** Null: the rule was never looked at. */
  load(tenantId: string, ruleId: string): Promise<StoredScheduleState | null>;
  /** Only while nobody wrote since `state.rev - 1`; of two processes that take a date one does. False: somebody did. */
  save(tenantId: string, ruleId: string, state: StoredScheduleState): Promise<boolean>;
}
