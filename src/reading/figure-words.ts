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
    'borcumuzdur',
    'borclandik',
    'debit',
    'debtor',
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
    'alacagimizdir',
    'credit',
    'creditor',
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

/** «we owe you» and «you owe us» as one word each: it turns on who says it. */
export const joinSideWords = (folded: string): string =>
  folded
    .replace(/(?<!\p{L})(?:we|i) owe(?: you)?(?!\p{L})/gu, 'debit')
    .replace(/(?<!\p{L})you owe(?: us| me)?(?!\p{L})/gu, 'credit');

/**
 * «12k», «12 m»: a thousand or a carat, a million or a metre; «eksi 500», «minus 500»: a sign in words. Read as plain digits
 * it would be another number, so we ask.
 */
const refused: ReadonlySet<string> = new Set(
  'k m mio mn yuzde percent بالميه بالمايه eksi arti minus plus negatif negative milyar billion سالب ناقصا مليار'.split(
    ' ',
  ),
);
export const isRefusedWord = (word: string): boolean => refused.has(word);

/** Words that go with a figure and say nothing about it: beside them a number may be written in words. */
const fillers: ReadonlySet<string> = new Set(
  (
    'bakiye bakiyem bakiyemiz bakiyesi bizde bizim bende benim kayitlarimizda kayitlarimiza kayitlarda kayitta gore hesapta ' +
    'hesabimda hesabimizda gorunuyor gozukuyor var olmali olarak toplam adet tane sadece net evet efendim the is are our ' +
    'balance we have in books records total only it shows and a of pcs pc piece pieces عندنا عندي رصيدنا الرصيد رصيد لدينا في سجلاتنا هو و فقط قطعه قطعتان قطعتين قطع'
  ).split(' '),
);
export const isFigureFiller = (word: string): boolean => fillers.has(word);

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
  'yen',
  // Of these countries, «riyal», «dirhem» and «pound» are other money.
  'katar',
  'umman',
  'fas',
  'misir',
  'qatari',
  'omani',
  'moroccan',
  'egyptian',
  'قطري',
  'عماني',
  'مغربي',
  'مصري',
  'يمني',
  'ايراني',
  'كيلو',
  'اونصه',
  'جنيه',
  'kurus',
  'krs',
  'cent',
  'cents',
  'sent',
  'قرش',
  'سنت',
]);
export const isForeignUnit = (word: string): boolean => foreign.has(word);
