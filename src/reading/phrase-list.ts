/** Phrases written in rows, `|` between them: one row reads like one row of the table of domain 9.2. */
export const phraseList = (rows: string): readonly string[] =>
  rows
    .split(/[|\n]/)
    .map((phrase) => phrase.trim())
    .filter(Boolean);
