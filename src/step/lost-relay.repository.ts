import type { StepOutput } from './step-output.ts';

/** What committed steps owe and nobody could write: out of the way of their conversations, under ids of their steps (ADR 0052). */
export interface LostRelayRepository {
  /** Gives it up; the same step again is the same. */
  keep(
    tenantId: string,
    output: StepOutput,
    lost: { reason: string; attempts: number; at: Date },
  ): Promise<void>;
  /** What people put back into work. */
  findWaiting(tenantId: string, limit: number): Promise<StepOutput[]>;
  /** Everything of it is where it belongs, whether it was given up or not. */
  settle(tenantId: string, output: StepOutput, at: Date): Promise<void>;
}
