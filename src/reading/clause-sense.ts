/**
 * What a folded word does in a clause. `agree` to `fault` judge; `none` and `not` turn what stands before them (Turkish), `no` what
 * follows (English, Arabic); the others say whether and by whom something is said at all.
 */
export type Sense =
  | 'yes'
  | 'agree'
  | 'good'
  | 'bad'
  | 'fault'
  | 'refuse'
  | 'claim'
  | 'none'
  | 'not'
  | 'no'
  | 'light'
  | 'light.not'
  | 'if'
  | 'ask'
  | 'later'
  | 'maybe'
  | 'past'
  | 'other'
  | 'wish'
  | 'plain'
  | 'number';

export type SenseOf = (word: string) => Sense | null;

/** Words in rows, separated by spaces. */
export const wordSet = (rows: string): ReadonlySet<string> => new Set(rows.split(/\s+/).filter(Boolean));

/** The first table that knows the word; tables are read in their order. */
export const senseFrom = (
  tables: readonly (readonly [sense: Sense, words: ReadonlySet<string>])[],
): SenseOf => {
  const byWord = new Map<string, Sense>();
  for (const [sense, words] of tables)
    for (const word of words) if (!byWord.has(word)) byWord.set(word, sense);
  return (word) => byWord.get(word) ?? null;
};
