import type { Side } from '../../machines/shared/request.ts';

/**
 * Debit and credit in the words of the letter: B is what the customer owes us, A what we owe. Second-person forms turn
 * round (domain 2.1): a customer who writes «bize borcunuz» means our debt.
 */
const sides: { readonly [side in Side]: readonly string[] } = {
  B: [
    'borc',
    'borcluyuz',
    'borcluyum',
    'borcumuz',
    'borcum',
    'borclu',
    'alacaginiz',
    'alacaklisiniz',
    'debit',
    'dr',
    'مدين',
    'علينا',
    'لكم',
  ],
  A: [
    'alacak',
    'alacagimiz',
    'alacagim',
    'alacakliyiz',
    'alacakliyim',
    'alacakli',
    'borcunuz',
    'borclusunuz',
    'credit',
    'cr',
    'دائن',
    'داين',
    'لنا',
    'عليكم',
  ],
};

const byWord = new Map<string, Side>();
for (const side of ['B', 'A'] as const) for (const word of sides[side]) byWord.set(word, side);

/** Plain words; the letters `b` and `a` count only right behind an amount, since `a` is also an English word. */
export const sideOfWord = (word: string, followsAmount: boolean): Side | null => {
  const side = byWord.get(word);
  if (side) return side;
  if (!followsAmount) return null;
  return word === 'b' ? 'B' : word === 'a' ? 'A' : null;
};

/** «12 bin 450»: part of the number is a word. Read as digits it would be another number, so we ask. */
const magnitudes: ReadonlySet<string> = new Set([
  'bin',
  'milyon',
  'yuz',
  'bucuk',
  'thousand',
  'hundred',
  'million',
  'k',
  'm',
  'mio',
  'الف',
  'الاف',
  'مليون',
  'مايه',
  'ميه',
]);
export const isMagnitude = (word: string): boolean => magnitudes.has(word);

const zeros: ReadonlySet<string> = new Set(['sifir', 'bakiyesiz', 'zero', 'nil', 'صفر']);
export const isZeroWord = (word: string): boolean => zeros.has(word);

/** Measures and currencies no account here is kept in: their number is not a number of the unit that was asked for. */
const foreign: ReadonlySet<string> = new Set([
  'kg',
  'kilo',
  'kilogram',
  'mg',
  'miligram',
  'ons',
  'ounce',
  'ounces',
  'oz',
  'ton',
  'gbp',
  'sterlin',
  'pound',
  'pounds',
  '£',
  'chf',
  'frank',
  'sar',
  'aed',
  'riyal',
  'dirhem',
  'dirham',
  'yen',
  'كيلو',
  'اونصه',
  'ريال',
  'درهم',
  'جنيه',
]);
export const isForeignUnit = (word: string): boolean => foreign.has(word);
