import type { Reading } from './reading.ts';
import { foldText } from './fold-text.ts';
import { joinUnitWords, unitOfWord } from './unit-words.ts';

type Answer = 'agreed' | 'disagreed';
type Token = { kind: 'unit'; unit: string } | { kind: 'answer'; answer: Answer } | { kind: 'negation' };
type UnitAnswer = Reading['units'][number];

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const agreeing = words(
  'mutabikiz mutabikim mutabik dogru dogrudur tamam tamamdir uygun uygundur tutuyor evet ok okey onay onayliyorum ' +
    'onayliyoruz kabul correct right agreed agree fine yes approved match matches ' +
    'موافق موافقون اوافق نوافق صحيح صحيحه مطابق مطابقه تمام نعم',
);
const disagreeing = words(
  'yanlis hatali farkli fark eksik fazla tutmuyor uyusmuyor hayir olmali no wrong incorrect differs different missing ' +
    'disagree should غلط خطا خاطي خاطيه مختلف مختلفه ناقص فرق',
);
const negating = words('degil degiliz degilim degildir not dont لا غير لست لسنا مو مش');
const dividing = words('ama fakat ancak lakin yalniz cunku but however because بس لكن ولكن لان');
/** «dolar hariç mutabıkız»: what stands before it is excepted, … */
const exceptingBefore = words('haric disinda');
/** … «all agreed except USD»: what stands behind it is. */
const exceptingBehind = words('except excluding ماعدا باستثناء');
const filling = words(
  'var gorunuyor bakiye bakiyede bakiyesi bakiyesinde hesabi hesabinda satiri satirinda kismi kisminda tarafi tarafinda ve ' +
    'ile da de bizde konusunda icin sadece hepsi the line is are on with in and we i do does balance amount part account ' +
    'only all everything be على في و رصيد حساب السطر سطر الرصيد فقط',
);

const isNumber = (word: string): boolean => /^[\d.,٠-٩]+$/.test(word);

/** A word of a clause; `null`: it says nothing about the answer; `undefined`: it is not understood. */
const readWord = (word: string): Token | null | undefined => {
  if (negating.has(word)) return { kind: 'negation' };
  if (agreeing.has(word)) return { kind: 'answer', answer: 'agreed' };
  if (disagreeing.has(word)) return { kind: 'answer', answer: 'disagreed' };
  if (filling.has(word) || isNumber(word)) return null;
  const unit = unitOfWord(word);
  return unit === null ? undefined : { kind: 'unit', unit };
};

/** `doğru değil`, `not correct`, a bare `değiliz`: no. `yanlış değil` and other double turns: not understood. */
const verdictOf = (tokens: readonly Token[]): Answer | null => {
  const negations = tokens.filter((token) => token.kind === 'negation').length;
  const answers = new Set(tokens.flatMap((token) => (token.kind === 'answer' ? [token.answer] : [])));
  if (negations > 1 || answers.size > 1) return null;
  const [answer] = answers;
  if (negations === 0) return answer ?? null;
  return answer === 'disagreed' ? null : 'disagreed';
};

/**
 * Cuts a clause into answers with their units. Where it ends with an answer, units come first (`altında mutabıkız |
 * dolarda değiliz`), else behind (`agree on gold | not on usd`).
 */
const groupsOf = (tokens: readonly Token[]): Token[][] => {
  const isUnitFirst = tokens.at(-1)?.kind !== 'unit';
  const groups: Token[][] = [];
  let previousIsUnit: boolean | null = null;
  for (const token of tokens) {
    const isUnit = token.kind === 'unit';
    if (previousIsUnit === null || (isUnit === isUnitFirst && previousIsUnit !== isUnit)) groups.push([]);
    groups.at(-1)?.push(token);
    previousIsUnit = isUnit;
  }
  return groups;
};

const unitsOf = (tokens: readonly Token[]): string[] =>
  tokens.flatMap((token) => (token.kind === 'unit' ? [token.unit] : []));

const tokensOf = (clause: readonly string[]): Token[] | null => {
  const tokens: Token[] = [];
  for (const word of clause) {
    const token = readWord(word);
    if (token === undefined) return null;
    if (token) tokens.push(token);
  }
  return tokens;
};

/** «hayır dolar doğru»: a no to everything does not go with a yes to a part. */
const isContradiction = (general: Answer | null, answers: readonly UnitAnswer[]): boolean =>
  general === 'disagreed' && answers.some(({ answer }) => answer === 'agreed');

/** Answers of a clause; none when it speaks of no unit, null when it is not understood. */
const readClause = (clause: readonly string[]): UnitAnswer[] | null => {
  const tokens = tokensOf(clause);
  if (!tokens) return null;
  const answers: UnitAnswer[] = [];
  let general: Answer | null = null;
  for (const group of groupsOf(tokens)) {
    const answer = verdictOf(group);
    if (answer === null) return null;
    const units = unitsOf(group);
    if (units.length === 0) general = answer;
    for (const unit of units) answers.push({ unit, answer });
  }
  return isContradiction(general, answers) ? null : answers;
};

/** Words of a piece, cut into clauses at `ama`, `but`, `hariç` … */
const cutClauses = (piece: string): string[][] => {
  const clauses: string[][] = [[]];
  for (const word of joinUnitWords(foldText(piece)).split(' ').filter(Boolean)) {
    if (exceptingBefore.has(word)) {
      clauses.at(-1)?.push('fark');
      clauses.push([]);
    } else if (exceptingBehind.has(word)) clauses.push(['fark']);
    else if (dividing.has(word)) clauses.push([]);
    else clauses.at(-1)?.push(word);
  }
  return clauses;
};

/** Commas and full stops divide clauses unless they stand inside a number. */
const clausesOf = (text: string): string[][] =>
  text
    .split(/[;\n،]|[,.](?!\d)/)
    .flatMap(cutClauses)
    .filter((clause) => clause.length > 0);

/**
 * Answers per unit in one message: «has doğru, TL yanlış», «yes but the USD line is wrong». Every word must be known,
 * else nothing is read; a unit answered both ways is not understood either.
 */
export const readUnitAnswers = (text: string): readonly UnitAnswer[] => {
  const byUnit = new Map<string, Answer>();
  for (const clause of clausesOf(text)) {
    const answers = readClause(clause);
    if (!answers) return [];
    for (const { unit, answer } of answers) {
      if ((byUnit.get(unit) ?? answer) !== answer) return [];
      byUnit.set(unit, answer);
    }
  }
  return [...byUnit].map(([unit, answer]) => ({ unit, answer }));
};
