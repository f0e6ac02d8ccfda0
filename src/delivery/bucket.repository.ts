/** Shared by all processes: one bucket per number, refilled by the database's clock (reliability C). */
export interface BucketRepository {
  /**
   * Takes up to `want` tokens of a bucket that refills at `ratePerSecond` up to one second's worth. Answers how many were
   * given and, when none, how long to wait.
   */
  take(key: string, want: number, ratePerSecond: number): Promise<{ granted: number; waitMs: number }>;
  /** Nobody takes tokens before this instant. */
  pause(key: string, forMs: number): Promise<void>;
}
