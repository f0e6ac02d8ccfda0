import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import type { Sense } from './clause-sense.ts';
import { arabicSense } from './clause-words-arabic.ts';
import { englishSense } from './clause-words-english.ts';
import { turkishSense } from './clause-words-turkish.ts';
import { isFigureFiller, isRefusedWord, isZeroWord, sideOfWord } from './figure-words.ts';
import { foldText } from './fold-text.ts';
import { joinUnitWords } from './join-unit-words.ts';
import { readLanguageChoice } from './language-choice.ts';
import { numberWordsOf } from './number-word-list.ts';
import { isHalfWord } from './number-words.ts';
import { meaningOfLoosePhrase } from './phrase-index.ts';
import { isStopWish, mayBeStopWish } from './stop-wish.ts';
import { readTypedUnit } from './typed-unit.ts';
import * as answers from './unit-answer-words.ts';
import { unitOfWord } from './unit-words.ts';
import { isVeto } from './veto-words.ts';

/** Why a word cannot be that of a unit: what it is already. */
export type WordClash =
  { is: 'unit'; code: string } | { is: 'answer' } | { is: 'number' } | { is: 'side' } | { is: 'common' };

/** Words that answers per unit are made of (unit-answers.ts): one of them as a unit would turn the answer. */
const judging = [
  ...[answers.agreeing, answers.disagreeing, answers.negating, answers.dividing, answers.exceptingBefore],
  ...[answers.exceptingBehind, answers.limiting, answers.remaining],
];

/** What turns a clause; of the other senses some are guessed from an ending alone («dinar» ends like a verb). */
const judgements: ReadonlySet<Sense> = new Set<Sense>([
  ...(['yes', 'agree', 'good', 'bad', 'fault', 'refuse', 'claim', 'none', 'not', 'no'] as const),
]);

const judges = (word: string): boolean => {
  const senses = [turkishSense(word), englishSense(word), arabicSense(word)];
  return (
    isVeto(word) ||
    judging.some((words) => words.has(word)) ||
    senses.some((sense) => sense !== null && judgements.has(sense))
  );
};

const isNumber = (word: string): boolean =>
  numberWordsOf(word).length > 0 || isHalfWord(word) || isZeroWord(word) || isRefusedWord(word);

/** Of a word or a name of several: what a reply with it would be taken for before; null: nothing yet. `own`: the other units. */
export const wordClash = (text: string, own: OwnUnits): WordClash | null => {
  const folded = foldText(text);
  const words = folded.split(' ');
  const [only] = words;
  const joined = joinUnitWords(folded, own);
  const code =
    unitOfWord(joined.replaceAll(' ', ''), own) ?? (joined.includes(' ') ? null : readTypedUnit(text, own));
  if (code !== null) return code === 'ALL' ? { is: 'common' } : { is: 'unit', code };
  if (words.some(isNumber)) return { is: 'number' };
  if (words.some((word) => sideOfWord(word, true) !== null)) return { is: 'side' };
  const isAnswer =
    meaningOfLoosePhrase(folded) !== undefined ||
    isStopWish(folded) ||
    mayBeStopWish(folded) ||
    words.some(judges);
  if (isAnswer) return { is: 'answer' };
  const isCommon =
    only !== undefined &&
    words.length === 1 &&
    (answers.filling.has(only) || isFigureFiller(only) || unitOfWord(only, noOwnUnits) !== null);
  return isCommon || readLanguageChoice(text) !== null ? { is: 'common' } : null;
};
