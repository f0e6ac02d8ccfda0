import { foldText } from './fold-text.ts';
import type { Meaning } from './reading.ts';

/** «⭐⭐⭐», «5 yıldız», «7/10», «10 üzerinden 9», «4 out of 5», «8 من 10»: a score and the best there is. */
const forms: readonly RegExp[] = [
  /^\D{0,25}?(?<score>\d{1,2}(?:\.5)?) ?(?:\/|uzerinden|out of|of|من|علي) ?(?<best>5|10)(?:\D{0,25})?$/u,
  /^\D{0,25}?(?<best>5|10) ?(?:uzerinden|da|de) (?<score>\d{1,2}(?:\.5)?)(?:\D{0,25})?$/u,
  /^\D{0,25}?(?<score>[0-5]) ?(?:yildiz\p{L}*|stars?|نجوم|نجمه|نجمات)(?:\D{0,25})?$/u,
];

const words: { readonly [word: string]: string } = {
  sifir: '0',
  bir: '1',
  iki: '2',
  uc: '3',
  dort: '4',
  bes: '5',
  alti: '6',
  yedi: '7',
  sekiz: '8',
  dokuz: '9',
  on: '10',
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  صفر: '0',
  واحد: '1',
  وحده: '1',
  نجمتين: '2 نجوم',
  اثنين: '2',
  ثلاث: '3',
  ثلاثه: '3',
  تلاته: '3',
  اربع: '4',
  اربعه: '4',
  خمس: '5',
  خمسه: '5',
  سته: '6',
  سبعه: '7',
  ثمانيه: '8',
  تمانيه: '8',
  تسعه: '9',
  عشره: '10',
};

/** Strokes and decimal points of figures, which folding would drop, as words meanwhile. */
const inDigits = (text: string): string =>
  foldText(text.replace(/\//g, ' strok ').replace(/(?<=\p{Nd})[.,](?=\p{Nd})/gu, ' poynt '))
    .replace(/ ?strok ?/g, '/')
    .replace(/ poynt /g, '.')
    .replace(/\p{L}+/gu, (word) => (Object.hasOwn(words, word) ? (words[word] ?? word) : word));

const starred = /^[^\d⭐🌟★]{0,25}(?<stars>(?:[⭐🌟★]\uFE0F? ?){1,5})[^\d⭐🌟★]{0,25}$/u;

/** Four fifths and more are good, below half is bad. */
const meaningOf = (share: number): Meaning =>
  share >= 0.7 ? 'feedback.positive' : share >= 0.5 ? 'feedback.neutral' : 'feedback.negative';

/** A score in figures, words or stars; null: it is none. Only a question about satisfaction takes it. */
export const readScore = (text: string): Meaning | null => {
  const stars = starred.exec(text)?.groups?.['stars'];
  if (stars !== undefined) return meaningOf([...stars.matchAll(/[⭐🌟★]/gu)].length / 5);
  const digits = inDigits(text);
  for (const form of forms) {
    const found = form.exec(digits)?.groups;
    if (found === undefined) continue;
    const score = Number(found['score'] ?? '');
    const best = Number(found['best'] ?? '5');
    if (score <= best) return meaningOf(score / best);
  }
  return null;
};
