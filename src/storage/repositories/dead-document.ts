import type { DeadLetterState } from '../../deadletters/dead-letter.ts';

/** What a document of any collection says of being given up (ADR 0052). */
export interface DeadPart {
  state: DeadLetterState;
  at: Date;
  reason: string;
  /** Left out: never. */
  replays?: number;
  closedAt?: Date;
}

/** For a document that is given up from its beginning. */
export const newlyDead = (reason: string, at: Date): DeadPart => ({ state: 'dead', at, reason });

/** What a `$set` says when it gives something up, perhaps not for the first time. */
export const givenUp = (reason: string, at: Date) => ({
  'dead.state': 'dead' as const,
  'dead.at': at,
  'dead.reason': reason,
});

/** What a `$set` says when it puts something back into work; its `$inc` counts `dead.replays`. */
export const replayed = (at: Date) => ({ 'dead.state': 'replayed' as const, 'dead.closedAt': at });
