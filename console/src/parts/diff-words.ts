/** A stretch of words that stands in both texts, or in one of them. */
export interface Stretch {
  text: string;
  in: 'both' | 'before' | 'after';
}

const wordsIn = (text: string): string[] => text.split(/(\s+)/).filter((word) => word !== '');

/** Length of the longest common row of words from each pair of places on. */
const lengths = (a: readonly string[], b: readonly string[]): number[][] => {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [here, below] = [table[i] ?? [], table[i + 1] ?? []];
      here[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, here[j + 1] ?? 0);
    }
  return table;
};

/** What was taken away and put in between two texts, word by word, as few as there are. */
export const diffWords = (before: string, after: string): Stretch[] => {
  const [a, b] = [wordsIn(before), wordsIn(after)];
  const table = lengths(a, b);
  const found: Stretch[] = [];
  const add = (text: string, where: Stretch['in']): void => {
    const last = found.at(-1);
    if (last?.in === where) last.text += text;
    else found.push({ text, in: where });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [one, other] = [a[i], b[j]];
    if (one !== undefined && one === other) {
      add(one, 'both');
      i += 1;
      j += 1;
    } else if (
      one !== undefined &&
      (other === undefined || (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0))
    ) {
      add(one, 'before');
      i += 1;
    } else if (other !== undefined) {
      add(other, 'after');
      j += 1;
    }
  }
  return found;
};
