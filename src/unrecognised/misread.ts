import type { Meaning, Proposal } from '../reading/reading.ts';

/** What became of words that were not read with certainty. */
export const misreadAs = ['unknown', 'asked', 'served'] as const;

/**
 * Typed words that were not understood where they were said, with what stood around them: kinds and states, nothing personal.
 * `unknown`: we said so; `asked`: what they may mean was asked back; `served`: they were taken for the wish they may be.
 */
export interface Misread {
  as: (typeof misreadAs)[number];
  /** What they were read as with certainty; a meaning that fitted nothing here, or `unknown`. */
  read: Meaning;
  /** What the classifier made of them, whatever came of it; null: it was not asked, or had no opinion. */
  proposed: Proposal | null;
  /** The open requests the person knew of, and what each expected; `isQuoted`: the words were written under its message. */
  requests: readonly MisreadRequest[];
  /** Name of the conversation's own last question; null: it had asked nothing. */
  asked: string | null;
}

export interface MisreadRequest {
  kind: string;
  variant: string;
  /** As its machine says: `answer`, `figure`, `reason` …; null: nothing of the person. */
  expects: string | null;
  isQuoted: boolean;
}
