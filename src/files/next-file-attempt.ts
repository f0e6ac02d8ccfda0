const firstWaitMs = 10_000;
/** A scanner that is down is down for all; media of the platform can be had for seven days (platform 7). */
const longestWaitMs = { fetch: 60 * 60 * 1000, scan: 4 * 60 * 60 * 1000 } as const;

/** When to try again after `attempts` attempts: the wait doubles up to hours. */
export const nextFileAttempt = (what: 'fetch' | 'scan', attempts: number, now: Date): Date => {
  const wait = firstWaitMs * 2 ** Math.max(0, Math.min(attempts, 20) - 1);
  return new Date(now.getTime() + Math.min(wait, longestWaitMs[what]));
};
