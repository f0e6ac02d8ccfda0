import type { OwnUnits } from '../money/own-units.ts';
import type { FigurePart, NumberPart } from './figure-part.ts';
import { isCommonWord, isConnector, numberWordsOf, type NumberWord } from './number-word-list.ts';
import { readNumber } from './read-number.ts';
import { isMeasured } from './unit-words.ts';

type Token = NumberWord | { kind: 'digits'; written: string };

/** A group being put together: what stands in front of the next magnitude. */
interface Group {
  value: number;
  /** The places already filled, the smallest one: a ten may not follow a unit. */
  below: number;
  hasHalf: boolean;
}
const emptyGroup: Group = { value: 0, below: Number.POSITIVE_INFINITY, hasHalf: false };

/** Arabic says the unit before the ten («خمسة وعشرون»). */
const isUnitBeforeTen = (group: Group, token: Token): boolean =>
  token.kind === 'ten' && group.below === 1 && group.value % 100 < 10;

const placeOf = (token: Token): number | null => {
  if (token.kind === 'unit' || token.kind === 'teen') return 1;
  if (token.kind === 'ten') return 10;
  return token.kind === 'hundred' ? 100 : null;
};

const withHundreds = (group: Group): Group | null => {
  if (group.value > 9 || group.hasHalf) return null;
  return { ...group, value: (group.value || 1) * 100, below: 100 };
};

const addToken = (group: Group, token: Token): Group | null => {
  if (token.kind === 'times100') return withHundreds(group);
  if (token.kind === 'half')
    return group.value === 0 || group.hasHalf ? null : { ...group, hasHalf: true, below: 1 };
  if (token.kind === 'digits') {
    if (group.value > 0 || !/^[1-9]\d{0,2}$/.test(token.written)) return null;
    return { ...group, value: Number(token.written), below: 1 };
  }
  const place = placeOf(token);
  if (place === null || !('value' in token) || group.hasHalf) return null;
  const fits = token.kind === 'teen' ? group.below > 10 : group.below > place;
  if (!fits && !isUnitBeforeTen(group, token)) return null;
  return {
    ...group,
    value: group.value + token.value,
    below: token.kind === 'teen' ? 1 : Math.min(place, group.below),
  };
};

/** The value of number words as a decimal string (`bin iki yüz elli` 1250, `iki buçuk milyon` 2500000); null: no number. */
const valueOf = (tokens: readonly Token[]): string | null => {
  let total = 0;
  let lastMagnitude = Number.POSITIVE_INFINITY;
  let group = emptyGroup;
  for (const token of tokens) {
    if (token.kind === 'and') continue;
    if (token.kind === 'magnitude') {
      if (token.value >= lastMagnitude) return null;
      total += (group.value + (group.hasHalf ? 0.5 : 0) || 1) * token.value;
      lastMagnitude = token.value;
      group = emptyGroup;
      continue;
    }
    const next = addToken(group, token);
    if (!next) return null;
    group = next;
  }
  // Halves and millions of whole numbers are exact in binary; nothing here is rounded.
  return String(total + group.value + (group.hasHalf ? 0.5 : 0));
};

/** «12 bin 450,75»: the last digits may have decimals. */
const withDecimals = (tokens: readonly Token[]): string | null => {
  const last = tokens.at(-1);
  if (last?.kind !== 'digits' || tokens.length < 2) return null;
  const decimals = /^([1-9]\d{0,2})[.,٫](\d{1,2})$/.exec(last.written);
  if (!decimals) return null;
  const whole = valueOf([...tokens.slice(0, -1), { kind: 'digits', written: decimals[1] ?? '' }]);
  return whole === null ? null : `${whole}.${decimals[2] ?? ''}`;
};

/** «1.250 (bin iki yüz elli)»: the same number again in words, which also says how the digits are meant. */
const saidTwice = (tokens: readonly Token[]): string | null => {
  const [first, ...rest] = tokens;
  if (first?.kind !== 'digits' || rest.some(({ kind }) => kind === 'digits')) return null;
  const inWords = valueOf(rest);
  return inWords !== null &&
    readNumber(first.written, 4).some((reading) => Number(reading) === Number(inWords))
    ? inWords
    : null;
};

const numberOf = (tokens: readonly Token[]): NumberPart | null => {
  const [first, second] = tokens;
  if (first?.kind === 'digits' && second?.kind === 'magnitude' && tokens.length === 2)
    return { kind: 'number', written: first.written, times: second.value, inWords: false };
  const written = valueOf(tokens) ?? withDecimals(tokens) ?? saidTwice(tokens);
  if (written === null) return null;
  return { kind: 'number', written, times: 1, inWords: tokens.every(({ kind }) => kind !== 'digits') };
};

const tokensOf = (part: FigurePart): readonly Token[] =>
  part.kind === 'number' ? [{ kind: 'digits', written: part.written }] : numberWordsOf(part.word);

const isWord = (part: FigurePart | undefined, is: (word: string) => boolean): boolean =>
  part?.kind === 'word' && is(part.word);

/** Prepositions and articles are numbers beside a number word only («on bin», «on bir»), not beside digits. */
const saysNumber = (run: readonly FigurePart[]): boolean =>
  run.some((part) => part.kind === 'word' && !isCommonWord(part.word)) ||
  run.map((part) => (part.kind === 'word' ? part.word : '')).join(' ') === 'on bir';

/** The neighbouring parts from here on that have to do with numbers, without an «and» at either end. */
const runFrom = (parts: readonly FigurePart[], from: number): FigurePart[] => {
  if (isWord(parts[from], isConnector)) return [];
  let to = from;
  while (to < parts.length && tokensOf(parts[to] as FigurePart).length > 0) to += 1;
  while (to > from && isWord(parts[to - 1], isConnector)) to -= 1;
  return parts.slice(from, to);
};

const halves: ReadonlySet<string> = new Set(['yarim', 'half', 'نصف', 'نص']);
export const isHalfWord = (word: string): boolean => halves.has(word);

/** «yarım gram», «half a gram», «yarım milyon»: half of what follows, not the coin of that name. Null when it is the coin. */
const halfFrom = (
  parts: readonly FigurePart[],
  at: number,
  own: OwnUnits,
): { number: NumberPart; length: number } | null => {
  if (!isWord(parts[at], isHalfWord) || parts[at - 1]?.kind === 'number') return null;
  const skipped = isWord(parts[at + 1], (word) => word === 'a') ? 1 : 0;
  const next = parts[at + 1 + skipped];
  if (next?.kind !== 'word') return null;
  const [magnitude] = numberWordsOf(next.word);
  if (magnitude?.kind === 'magnitude')
    return {
      number: { kind: 'number', written: '0.5', times: magnitude.value, inWords: true },
      length: 2 + skipped,
    };
  return isMeasured(next.word, own)
    ? { number: { kind: 'number', written: '0.5', times: 1, inWords: true }, length: 1 + skipped }
    : null;
};

/**
 * Puts number words and digits together: «12 bin 450», «bin iki yüz elli», «1,5 bin», «yarım gram». Digits alone stay apart
 * («1250 340» are two numbers). Null when a run of words makes no number: by its digits alone it would be another one.
 */
export const mergeNumberWords = (parts: readonly FigurePart[], own: OwnUnits): FigurePart[] | null => {
  const merged: FigurePart[] = [];
  for (let at = 0; at < parts.length;) {
    const part = parts[at] as FigurePart;
    const half = halfFrom(parts, at, own);
    const run = half ? [] : runFrom(parts, at);
    if (half) merged.push(half.number);
    else if (saysNumber(run)) {
      const number = numberOf(run.flatMap(tokensOf));
      if (!number) return null;
      merged.push(number);
    } else merged.push(part);
    at += half?.length ?? (saysNumber(run) ? run.length : 1);
  }
  return merged;
};
