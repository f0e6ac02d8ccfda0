import { foldText } from './fold-text.ts';

/**
 * What a number word does. `unit`, `ten`, `hundred` fill a place; `times100` makes hundreds of the unit in front of it;
 * `magnitude` closes a group; `half` adds a half («buçuk»).
 */
export type NumberWord =
  | { kind: 'unit' | 'ten' | 'teen' | 'hundred' | 'magnitude'; value: number }
  | { kind: 'times100' }
  | { kind: 'half' }
  | { kind: 'and' };

const words = new Map<string, readonly NumberWord[]>();
const numbered = (
  kind: 'unit' | 'ten' | 'teen' | 'hundred' | 'magnitude',
  first: number,
  step: number,
  list: string,
): void => {
  list.split(' | ').forEach((same, index) => {
    for (const word of same.split(' ')) words.set(foldText(word), [{ kind, value: first + index * step }]);
  });
};

numbered('unit', 1, 1, 'bir | iki | üç | dört | beş | altı | yedi | sekiz | dokuz');
numbered('ten', 10, 10, 'on | yirmi | otuz | kırk | elli | altmış | yetmiş | seksen | doksan');
numbered('unit', 1, 1, 'one | two | three | four | five | six | seven | eight | nine');
numbered(
  'teen',
  11,
  1,
  'eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen',
);
numbered('ten', 10, 10, 'ten | twenty | thirty | forty fourty | fifty | sixty | seventy | eighty | ninety');
numbered(
  'unit',
  1,
  1,
  'واحد واحدة | اثنان اثنين اثنتان اثنتين تنين | ثلاثة ثلاث تلاتة تلات | أربعة أربع | خمسة خمس | ستة ست | سبعة سبع | ثمانية ثمان ثماني تمانية | تسعة تسع',
);
numbered(
  'ten',
  10,
  10,
  'عشرة عشر | عشرون عشرين | ثلاثون ثلاثين | أربعون أربعين | خمسون خمسين | ستون ستين | سبعون سبعين | ثمانون ثمانين | تسعون تسعين',
);
numbered(
  'hundred',
  200,
  100,
  'مئتان مئتين مائتان مائتين ميتين | ثلاثمئة ثلاثمائة ثلاثمية | أربعمئة أربعمائة أربعمية | خمسمئة خمسمائة خمسمية | ستمئة ستمائة ستمية | سبعمئة سبعمائة سبعمية | ثمانمئة ثمانمائة ثمانمية | تسعمئة تسعمائة تسعمية',
);
numbered('magnitude', 1000, 0, 'bin | thousand | ألف | آلاف | ألفا');
numbered('magnitude', 1_000_000, 0, 'milyon | million | millions | مليون | ملايين');
const two: NumberWord = { kind: 'unit', value: 2 };
const thousand: NumberWord = { kind: 'magnitude', value: 1000 };
for (const word of ['ألفان', 'ألفين']) words.set(foldText(word), [two, thousand]);
for (const word of ['yüz', 'hundred', 'مئة', 'مائة', 'مية'])
  words.set(foldText(word), [{ kind: 'times100' }]);
words
  .set('bucuk', [{ kind: 'half' }])
  .set('and', [{ kind: 'and' }])
  .set('و', [{ kind: 'and' }]);

/** Turkish words of cheques are written together: `binikiyüzelli`. */
const glued = [...words.keys()].filter((word) => /^[a-z]{2,}$/.test(word) && word !== 'and');
/** By their last letter, in the same order: the only ones a piece that ends there can be. */
const gluedByEnd = new Map<string | undefined, string[]>();
for (const word of glued) gluedByEnd.set(word.at(-1), [...(gluedByEnd.get(word.at(-1)) ?? []), word]);

const cutGlued = (word: string): string[] | null => {
  const best: (string[] | null)[] = [[]];
  for (let to = 1; to <= word.length; to += 1) {
    const ending = gluedByEnd.get(word[to - 1]) ?? [];
    const piece = ending.find((known) => best[to - known.length] && word.endsWith(known, to));
    const before = piece === undefined ? null : best[to - piece.length];
    best.push(piece !== undefined && before ? [...before, piece] : null);
  }
  return best[word.length] ?? null;
};

const longestWord = 120;

/** The numbers a folded word stands for: one, several written together, or none. */
export const numberWordsOf = (word: string): readonly NumberWord[] => {
  const whole = words.get(word);
  if (whole) return whole;
  if (word.startsWith('و')) {
    const behindAnd = words.get(word.slice(1));
    return behindAnd ? [{ kind: 'and' }, ...behindAnd] : [];
  }
  if (word.length > longestWord || !/^[a-z]{4,}$/.test(word)) return [];
  return (cutGlued(word) ?? []).flatMap((piece) => words.get(piece) ?? []);
};

/** Words that are numbers only beside another number word: «on» is ten and the English preposition, «bir» also an article. */
const common: ReadonlySet<string> = new Set(['on', 'bir', 'one', 'and', 'و']);
export const isCommonWord = (word: string): boolean => common.has(word);
export const isConnector = (word: string): boolean => word === 'and' || word === 'و';
