/** A number as written, times a magnitude («1,5 bin» is `1,5` times 1000). `inWords`: no digit of it was written. */
export interface NumberPart {
  kind: 'number';
  written: string;
  times: number;
  inWords: boolean;
}

export interface WordPart {
  kind: 'word';
  word: string;
}

/** A reply that may hold figures, cut into its numbers and folded words. */
export type FigurePart = NumberPart | WordPart;
