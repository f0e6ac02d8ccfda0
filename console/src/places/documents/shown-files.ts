/** What waits for somebody to look at it, everything, or what was not taken. */
export const shownFiles = ['review', 'all', 'refused'] as const;
export type ShownFiles = (typeof shownFiles)[number];
