import { foldText } from '../reading/fold-text.ts';

/**
 * Words no text to a customer may hold: they would tell somebody that a check, a report or a freeze exists (domain 6.3-b,
 * law 5549). Stems: what follows them does not matter, what stands before them does (`açıklama` holds `aklama`).
 */
const stems = [
  'şüpheli',
  'masak',
  'yaptırım',
  'kara liste',
  'riskli',
  'aklama',
  'bloke',
  'dondurma',
  'uyum incelemesi',
  'suspicious',
  'sanction',
  'launder',
  'blacklist',
  'frozen',
  'compliance review',
  'risky',
  'مشبوه',
  'عقوبات',
  'غسل الأموال',
  'تجميد',
  'قائمة سوداء',
  'القائمة السوداء',
].map(foldText);

/** Too short for a stem: only as words of their own. */
const wholeWords = ['şib', 'aml'].map(foldText);

const escaped = (words: readonly string[]): string => words.join('|');
const arabicPrefix = '(?:و|ف)?(?:بال|كال|لل|ال|ب|ل)?';
const pattern = new RegExp(
  `(?<!\\p{L})(?:${arabicPrefix}(?:${escaped(stems)})|(?:${escaped(wholeWords)})(?!\\p{L}))`,
  'gu',
);

/** The forbidden words in a text, folded, each once; empty for a text that may be sent to a customer. */
export const forbiddenWordsIn = (text: string): readonly string[] => [
  ...new Set([...foldText(text).matchAll(pattern)].map((match) => match[0])),
];
