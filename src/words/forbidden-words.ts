import { foldText } from '../reading/fold-text.ts';

/**
 * Words no text to a customer may hold: they would tell somebody that a check, a report or a freeze exists (domain 6.3-b,
 * law 5549). Stems: what follows them does not matter, what stands before them does (`açıklama` holds `aklama`, `almasak`
 * holds `masak`).
 */
const stems: readonly string[] = [
  'şüpheli',
  'MASAK',
  'yaptırım',
  'kara liste',
  'karaliste',
  'kara para',
  'riskli',
  'aklama',
  'bloke',
  'dondurma',
  'dondurul',
  'uyum inceleme',
  'suspicious',
  'sanction',
  'launder',
  'blacklist',
  'black list',
  'frozen',
  'compliance review',
  'risky',
  'مشبوه',
  'عقوبات',
  'غسل الأموال',
  'غسل أموال',
  'غسيل الأموال',
  'غسيل أموال',
  'تجميد',
  'مجمد',
  'قائمة سوداء',
  'القائمة السوداء',
];

/** Too short for a stem: only as words of their own, with a Turkish ending behind an apostrophe. */
const wholeWords: readonly string[] = ['ŞİB', 'AML'];

/** Letters that look like others, and signs that stand in for letters. Nobody writes our languages with them. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', в: 'b', с: 'c', е: 'e', һ: 'h', н: 'h', і: 'i', ј: 'j', к: 'k', м: 'm', о: 'o', р: 'p' },
  ...{ ѕ: 's', т: 't', у: 'y', х: 'x', α: 'a', ε: 'e', ι: 'i', κ: 'k', μ: 'm', ο: 'o', ρ: 'p', ν: 'v' },
};
const signs: Readonly<Record<string, string>> = { '@': 'a', 4: 'a', 3: 'e', 1: 'i', 0: 'o', 5: 's', $: 's' };

const asLetters = (text: string): string =>
  text.replace(/[\p{Script=Cyrillic}\p{Script=Greek}]/gu, (letter) => lookalikes[letter] ?? letter);

/** Signs count as letters inside a word with letters on both sides: `m4sak`, and never in `2026`. */
const withoutSigns = (text: string): string =>
  text.replace(/(?<=\p{L})[@$01345](?=[@$01345]{0,2}\p{L})/gu, (sign) => signs[sign] ?? sign);

/** `m a s a k`, `m.a.s.a.k`: letters that stand alone, three or more of them, as the one word they spell. */
const spelledOut = (folded: string): readonly string[] =>
  [...folded.matchAll(/(?<![\p{L}\p{N}])\p{L}(?:[^\p{L}\p{N}]+\p{L}(?![\p{L}\p{N}])){2,}/gu)].map(([run]) =>
    run.replaceAll(/[^\p{L}]+/gu, ''),
  );

const arabicPrefix = '(?:و|ف)?(?:بال|كال|لل|ال|ب|ل)?';
const isArabic = (text: string): boolean => /\p{Script=Arabic}/u.test(text);
const gapped = (stem: string): string => foldText(stem).replaceAll(' ', '[^\\p{L}\\p{N}]+');
const stemSource = (stem: string): string => `${arabicPrefix}${gapped(stem)}`;
const wholeSource = (word: string): string => `${foldText(word)}(?!\\p{L})`;
const startingAt = (source: string): RegExp => new RegExp(`(?<!\\p{L})(?:${source})`, 'u');

const spelledOf = (word: string): string => foldText(word).replaceAll(' ', '');
const stemPatterns = stems.map((word) => ({
  word,
  inText: startingAt(stemSource(word)),
  spelled: spelledOf(word),
}));
const wholePatterns = wholeWords.map((word) => ({
  word,
  inText: startingAt(wholeSource(word)),
  spelled: spelledOf(word),
}));
/** Nearly every text holds none of them: that is one question, and a short one where nothing is written in Arabic. */
const any = startingAt([...stems.map(stemSource), ...wholeWords.map(wholeSource)].join('|'));
const anyOfOurs = startingAt(
  [...stems.filter((stem) => !isArabic(stem)).map(gapped), ...wholeWords.map(wholeSource)].join('|'),
);
const holdsAny = (folded: string): boolean => (isArabic(folded) ? any : anyOfOurs).test(folded);

/** The ways a text is read. Most texts have neither apostrophes nor signs among letters, and are read once. */
const readingsOf = (text: string): { plain: readonly string[]; signed: readonly string[] } => {
  const read = (one: string): string => asLetters(foldText(one));
  // Endings behind an apostrophe (`ŞİB'e`), and words with one inside (`MAS'AK`): read both ways.
  const apart = text.replaceAll(/['’‘ʼ`´]/g, ' ');
  const lettered = withoutSigns(text);
  return {
    plain: [text, ...(apart === text ? [] : [apart])].map(read),
    signed: lettered === text ? [] : [read(lettered)],
  };
};

/**
 * The forbidden words a text holds, each once and as the list above has it, never as it was written; empty for a text that
 * may be sent to a customer. Case, dots, accents, look-alikes and letters written apart make no difference.
 */
export const forbiddenWordsIn = (text: string): readonly string[] => {
  const { plain, signed } = readingsOf(text);
  const readings = [...plain, ...signed];
  const spelled = plain.flatMap(spelledOut);
  if (spelled.length === 0 && !readings.some(holdsAny)) return [];
  const stemsFound = stemPatterns.filter(
    (stem) =>
      readings.some((one) => stem.inText.test(one)) || spelled.some((one) => one.includes(stem.spelled)),
  );
  // Two letters and a sign are too little to tell `51B` from a word.
  const wholeFound = wholePatterns.filter(
    (whole) => plain.some((one) => whole.inText.test(one)) || spelled.includes(whole.spelled),
  );
  return [...stemsFound, ...wholeFound].map(({ word }) => word);
};

/** Ice cream, frozen food and three letters are names of firms as well, and tell nobody of a check. */
const wordsOfNames: ReadonlySet<string> = new Set(['dondurma', 'frozen', 'AML']);

/** The same of names, which are whatever they are: what somebody was called in the books because of a check is found all the same. */
export const forbiddenWordsInName = (name: string): readonly string[] =>
  forbiddenWordsIn(name).filter((word) => !wordsOfNames.has(word));
