/** How fast a key may call: so many a minute, and so many at once after a rest. */
export interface CallPace {
  perMinute: number;
  burst: number;
}

/** Shared by all processes: one bucket per key, refilled by the database's clock. */
export interface CallBucketRepository {
  /** Takes up to `want` calls of the bucket. Answers how many were given and, when none, how long until there is one. */
  take(keyId: string, want: number, pace: CallPace): Promise<{ granted: number; waitMs: number }>;
}
