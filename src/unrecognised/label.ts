import { meanings, type Meaning } from '../reading/reading.ts';

/** Names that the corpus has and the reading has not: an answer whose strength stands beside it, a figure of one's own. */
const corpusNames = ['approve', 'reject', 'figure'] as const;

export type LabelIntent = Meaning | (typeof corpusNames)[number];
export const labelIntents: readonly [LabelIntent, ...LabelIntent[]] = [...corpusNames, ...meanings];

export const labelStrengths = ['clear', 'soft'] as const;

/** How the person writes, in the words of `fixtures/corpus`. */
export const labelDialects = [
  ...(['std', 'colloquial', 'formal', 'regional', 'ascii', 'nonnative', 'latin'] as const),
  ...(['msa', 'gulf', 'levant', 'egypt', 'iraq'] as const),
] as const;

/** What somebody of staff says the words mean. */
export interface Label {
  intent: LabelIntent;
  strength: (typeof labelStrengths)[number];
  /** Null: nobody said. */
  dialect: (typeof labelDialects)[number] | null;
  /** Who labelled: `key:<id>`. */
  by: string;
  at: Date;
}
