import type { Intent } from './outbox-entry.ts';

/** `kept`: a part of what a number and a process can send is kept for it. */
export type SendLane = 'kept' | 'ordinary';

/** What runs, notices and reminders may use of it; a fifth is kept for answers (reliability C). */
export const ordinaryShare = 0.8;

/**
 * Whoever wrote gets an answer, and what was decided a receipt, however many letters are on their way: answers, ours or those of
 * staff. What nobody asked for is ordinary, also a letter that asks for a decision.
 */
export const laneOf = ({ isUnasked, author }: Pick<Intent, 'isUnasked' | 'author'>): SendLane =>
  isUnasked === true && author !== 'staff' ? 'ordinary' : 'kept';
