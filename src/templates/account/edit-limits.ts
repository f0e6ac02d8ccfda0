import type { AccountTemplate } from './account-template.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** An approved template (platform 8.4). */
const limits = [
  { times: 1, withinMs: dayMs },
  { times: 10, withinMs: 30 * dayMs },
] as const;

const settling: ReadonlySet<AccountTemplate['status']> = new Set([
  ...(['pending', 'in_appeal'] as const),
  // News of one that is carried: no state in which the platform takes an edit. Read again it is approved, or is not.
  ...(['flagged', 'reinstated'] as const),
]);

/**
 * When it may be edited: now, or later; null: never. Rejected and paused ones as often as one likes, approved ones within the limits,
 * and while one is in review, or the platform has just said something of it, not at all: it is read again in an hour.
 */
export const nextEditAt = (
  { status, edits }: Pick<AccountTemplate, 'status' | 'edits'>,
  now: Date,
): Date | null => {
  if (status === 'rejected' || status === 'paused') return now;
  if (settling.has(status)) return new Date(now.getTime() + hourMs);
  if (status !== 'approved') return null;
  const free = limits.map(({ times, withinMs }) => {
    const last = edits.at(-times);
    return last === undefined ? 0 : last.getTime() + withinMs;
  });
  return new Date(Math.max(now.getTime(), ...free));
};
