import { corrections } from './clauses.ts';
import { foldText } from './fold-text.ts';
import type { Meaning, Reading } from './reading.ts';
import { rightOf } from './rights.ts';
import { hasVeto, isQuestion, wordsOf } from './veto-words.ts';

/** Words put together from several messages are somebody's own words: they lead to a recap or a question at most (ADR 0050). */
const composed: { readonly [meaning in Meaning]?: Meaning } = {
  'approve.strong': 'approve.clear',
  reject: 'reject.clear',
};

/** These answer without a recap: they count in one message, or by their button. */
const wholeOnly: ReadonlySet<Meaning> = new Set<Meaning>([
  'consent.give',
  'verify.mine',
  'resumedNotices',
  'reportedWrongNumber',
]);

/** The reading of joined messages with the rights it has; null: it has none. `messageIds`: theirs, oldest first. */
export const asJoined = (reading: Reading, messageIds: readonly string[]): Reading | null =>
  wholeOnly.has(reading.meaning)
    ? null
    : {
        ...reading,
        meaning: composed[reading.meaning] ?? reading.meaning,
        phrase: null,
        joined: messageIds,
      };

/** Nothing, a guess, something that rules know, an explicit wish to stop. */
const rankOf = ({ meaning, proposed, units }: Reading): number => {
  if (meaning === 'stoppedNotices') return 3;
  if (units.length > 0) return 2;
  if (meaning === 'question' || meaning === 'ambiguous') return 1;
  if (meaning !== 'unknown') return 2;
  return rightOf(proposed) === 'none' ? 0 : 1;
};

/** What it names: answers to units, figures, units. */
const namesOf = ({ units, mentions }: Reading): number =>
  units.length + mentions.figures.length + mentions.units.length;

export const namesMore = (one: Reading, other: Reading): boolean => namesOf(one) > namesOf(other);

/**
 * Do the joined words say more than the last of them alone? Where both are as certain, more than `earlier`, those before it, as
 * well: else it is only said once more.
 */
export const knowsMore = (joined: Reading, alone: Reading, earlier: Reading): boolean => {
  const gain = rankOf(joined) - rankOf(alone);
  return gain > 0 || (gain === 0 && namesMore(joined, alone) && namesMore(joined, earlier));
};

/** What speaks against a yes. */
const against: ReadonlySet<Meaning> = new Set<Meaning>([
  ...(['reject', 'reject.clear', 'reject.partial', 'conditional', 'correction', 'go_back'] as const),
  ...(['stoppedNotices', 'stoppedUnclearly'] as const),
]);

export const refusesYes = (meaning: Meaning): boolean => against.has(meaning);

/** Words that cancel an approval anywhere in a message do so anywhere in a turn (domain 9.1 rule 4). */
export const forbidsYes = (text: string): boolean => hasVeto(foldText(text));

const open: ReadonlySet<Meaning> = new Set<Meaning>(['unknown', 'question', 'ambiguous', 'conditional']);

/**
 * Do these words, said after a yes, deny it or take it back? A mere guess is enough, since it costs a question; words that are
 * known to say something else («sorun yok», «teşekkürler») are left alone. `joined`: with what was said before.
 */
export const takesYesBack = (text: string, alone: Reading, joined: readonly Reading[]): boolean => {
  if (!open.has(alone.meaning)) return refusesYes(alone.meaning);
  const folded = foldText(text);
  const guessed = rightOf(alone.proposed) === 'none' ? null : alone.proposed;
  return (
    (hasVeto(folded) && !isQuestion(folded)) ||
    wordsOf(folded).some((word) => corrections.has(word)) ||
    [alone, ...joined].some(({ meaning }) => refusesYes(meaning)) ||
    (guessed !== null && refusesYes(guessed.meaning))
  );
};

const yes: ReadonlySet<Meaning> = new Set<Meaning>(['approve.strong', 'approve.clear']);
const no: ReadonlySet<Meaning> = new Set<Meaning>(['reject', 'reject.clear']);

/** Does what was read before say as much as this? A clear yes says what a soft one does. */
export const saysAsMuch = (said: Meaning, meaning: Meaning): boolean =>
  said === meaning ||
  (yes.has(said) && (yes.has(meaning) || meaning === 'approve.soft')) ||
  (no.has(said) && no.has(meaning));
