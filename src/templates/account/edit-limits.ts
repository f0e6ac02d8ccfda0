import type { AccountTemplate } from './account-template.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** An approved template (platform 8.4). */
const limits = [
  { times: 1, withinMs: dayMs },
  { times: 10, withinMs: 30 * dayMs },
] as const;

/**
 * When it may be edited: now, or later; null: never. Rejected and paused ones as often as one likes, approved ones within the limits,
 * and while one is in review not at all: that is looked at again in an hour.
 */
export const nextEditAt = (
  { status, edits }: Pick<AccountTemplate, 'status' | 'edits'>,
  now: Date,
): Date | null => {
  if (status === 'rejected' || status === 'paused') return now;
  if (status === 'pending' || status === 'in_appeal') return new Date(now.getTime() + hourMs);
  if (status !== 'approved' && status !== 'flagged' && status !== 'reinstated') return null;
  const free = limits.map(({ times, withinMs }) => {
    const last = edits.at(-times);
    return last === undefined ? 0 : last.getTime() + withinMs;
  });
  return new Date(Math.max(now.getTime(), ...free));
};
