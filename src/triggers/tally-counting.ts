/** What was counted under a key, and as of when. */
export interface Counted {
  eventId: string;
  at: Date;
}

/** An event that is to be counted, and how many may be in how long. */
export interface Counting extends Counted {
  withinMs: number;
  atMost: number;
}

/** Those that count at `at`: an event that came later counts as well, since clocks differ. */
const countedWithin = (
  counted: readonly Counted[],
  { at, withinMs }: Pick<Counting, 'at' | 'withinMs'>,
): Counted[] => counted.filter((one) => one.at.getTime() > at.getTime() - withinMs);

/** What is counted after an event was; null: it was before. `full`: there is no room for it. */
export const countedWith = (counted: readonly Counted[], event: Counting): Counted[] | 'full' | null => {
  if (counted.some(({ eventId }) => eventId === event.eventId)) return null;
  const others = countedWithin(counted, event);
  return others.length >= event.atMost ? 'full' : [...others, { eventId: event.eventId, at: event.at }];
};

/** Those that count beside the event itself, oldest first, and when there is room beside them; null: now. */
export const countedBeside = (
  counted: readonly Counted[],
  event: Counting,
): { others: Counted[]; until: Date | null } => {
  const others = countedWithin(counted, event)
    .filter(({ eventId }) => eventId !== event.eventId)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
  const leaves = others[others.length - event.atMost];
  return { others, until: leaves === undefined ? null : new Date(leaves.at.getTime() + event.withinMs) };
};

/** What came under a key, and whether it was kept for others or went at once. */
interface Arrived extends Counted {
  isHeld: boolean;
}

export interface Arrivals {
  /** Newest first; no more than `keptArrivals`. */
  came: readonly Arrived[];
  /** Until when whatever comes is kept; null: nothing was yet. */
  until: Date | null;
}

/** What comes, and from the how manieth within how long on it is kept. */
export interface Arrival extends Counted {
  withinMs: number;
  from: number;
}

/** More than any rule counts (`from` is 50 at most), so that what is worked again soon finds itself. */
export const keptArrivals = 64;

/** It goes at once: it is not yet the `from`-th within the time, and nothing is kept. */
const passes = ({ came, until }: Arrivals, { at, withinMs, from }: Arrival): boolean => {
  const reaching = came[from - 2];
  return !(until !== null && until > at) && !(reaching && reaching.at.getTime() > at.getTime() - withinMs);
};

/**
 * Is an arrival kept for others, and what is known then? `next` null: it came before, and the same was said. Those that came just before count
 * in the order in which they were noted.
 */
export const arrivedIn = (
  arrivals: Arrivals,
  arrival: Arrival,
): { isHeld: boolean; next: Arrivals | null } => {
  const { eventId, at, withinMs } = arrival;
  const known = arrivals.came.find((one) => one.eventId === eventId);
  if (known !== undefined) return { isHeld: known.isHeld, next: null };
  const isHeld = !passes(arrivals, arrival);
  const came = [{ eventId, at, isHeld }, ...arrivals.came].slice(0, keptArrivals);
  const isOpen = arrivals.until !== null && arrivals.until > at;
  const until = isHeld && !isOpen ? new Date(at.getTime() + withinMs) : arrivals.until;
  return { isHeld, next: { came, until } };
};

/** May an event enter a group, or is it there? */
export const isJoinable = (
  group: { until: Date; members: readonly string[]; closed: boolean },
  { eventId, at, maxMembers }: { eventId: string; at: Date; maxMembers: number },
): boolean =>
  group.members.includes(eventId) || (!group.closed && group.until > at && group.members.length < maxMembers);
