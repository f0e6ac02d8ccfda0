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

/** May an event enter a group, or is it there? */
export const isJoinable = (
  group: { until: Date; members: readonly string[]; closed: boolean },
  { eventId, at, maxMembers }: { eventId: string; at: Date; maxMembers: number },
): boolean =>
  group.members.includes(eventId) || (!group.closed && group.until > at && group.members.length < maxMembers);
