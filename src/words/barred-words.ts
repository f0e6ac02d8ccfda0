import { foldText } from '../reading/fold-text.ts';

/**
 * Words of advertising and of greetings, which a notice about an account may not hold (domain R22): with them the platform takes the
 * template as marketing (platform 8.5), and the law takes the message as commercial (domain 5). Stems.
 */
const promotional: readonly string[] = [
  ...['kampanya', 'indirim', 'fırsat', 'hediye', 'çekiliş', 'bedava', 'promosyon', 'kupon', 'taksit avantaj'],
  ...['kaçırma', 'özel fiyat', 'sizlere özel', 'iyi bayramlar', 'bayramınız', 'kutlu olsun'],
  ...[
    'yeni koleksiyon',
    'mutlu yıllar',
    'discount',
    'special offer',
    'limited time',
    'promo',
    'coupon',
    'voucher',
  ],
  ...[
    'giveaway',
    'free gift',
    'best price',
    'buy now',
    'shop now',
    'do not miss',
    'happy holidays',
    'eid mubarak',
  ],
  ...['new collection', 'happy new year', 'تخفيض', 'عرض خاص', 'عروض', 'هديه', 'هدايا'],
  ...['مجانا', 'كوبون', 'قسيمه', 'عيد مبارك', 'كل عام وانتم بخير', 'لا تفوت', 'تشكيله جديده'],
];

/** Words of notices that have their form from the law and are never given here (domain R14). Stems. */
const statutory: readonly string[] = [
  // Not `fesh`: Feshane is a place.
  ...['ihtar', 'temerrüt', 'temerrüd', 'fesih', 'feshe', 'feshi', 'fesho'],
  ...['sözleşmeden dön', 'akitten dön', 'satıştan dön'],
  ...['notice of default', 'notice of termination', 'rescission', 'rescind', 'you are in default'],
  ...[
    'terminate the contract',
    'terminate the agreement',
    'terminate your contract',
    'terminate our agreement',
  ],
  ...['انذار رسمي', 'انذار قانوني', 'فسخ العقد', 'نفسخ العقد', 'انهاء العقد', 'متخلف عن السداد'],
];

/** Gold of consumers is not kept for them, and nothing may say so (domain R23). Stems. */
const custody: readonly string[] = [
  'emanet',
  'safekeeping',
  'safe keeping',
  'in custody',
  'وديعه',
  'برسم الامانه',
  'امانه لدينا',
];

interface Barred {
  word: string;
  pattern: RegExp;
}

/** A stem begins a word; in Arabic an article or a letter that belongs to it may stand before (`سنفسخ`: we shall). */
const sourceOf = (words: readonly string[]): string =>
  `(?<!\\p{L})(?:و|ف)?(?:بال|كال|لل|ال|ب|ل|س)?(?:${words.map(foldText).join('|')})`;
const patternOf = (word: string): RegExp => new RegExp(sourceOf([word]), 'u');

const listOf = (words: readonly string[]): readonly Barred[] =>
  words.map((word) => ({ word, pattern: patternOf(word) }));

const lists = { promotional: listOf(promotional), statutory: listOf(statutory), custody: listOf(custody) };

/** Nearly every text holds none: that is one question, and a short one where nothing is written in Arabic. */
const outsideTemplates = [...statutory, ...custody];
const any = new RegExp(sourceOf(outsideTemplates), 'u');
const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);
const ours = outsideTemplates.filter((word) => !isArabic(word)).map(foldText);
const anyOfOurs = new RegExp(`(?<!\\p{L})(?:${ours.join('|')})`, 'u');

/** Does a text give a notice of the law, or say that something is kept? Advertising is a matter of templates alone. */
export const holdsBarredWord = (text: string): boolean => {
  const folded = foldText(text);
  return (isArabic(folded) ? any : anyOfOurs).test(folded);
};

export type BarredKind = keyof typeof lists;

export const barredKinds: readonly BarredKind[] = ['promotional', 'statutory', 'custody'];

/** The words of this kind that a text holds, each once and as the list has it. Case, dots and accents make no difference. */
export const barredWordsIn = (text: string, kind: BarredKind): readonly string[] => {
  const folded = foldText(text);
  return lists[kind].filter(({ pattern }) => pattern.test(folded)).map(({ word }) => word);
};
