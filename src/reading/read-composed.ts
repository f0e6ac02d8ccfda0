import { foldText } from './fold-text.ts';
import { meaningOfLoosePhrase, longestPhrase } from './phrase-index.ts';
import { phraseList } from './phrase-list.ts';
import type { Meaning } from './reading.ts';
import { hasVeto } from './veto-words.ts';

/** Words of address and courtesy: they change nothing. */
const courtesies: ReadonlySet<string> = new Set(
  phraseList(`
    efendim | lütfen | hocam | abi | abicim | ağabey | abla | kardeş | kardeşim | usta | ustam | beyefendi | hanımefendi
    bey | hanım | dostum | zahmet olmazsa | rica etsem
    please | pls | plz | sir | madam | dear | kindly
    من فضلك | من فضلكم | لو سمحت | لو سمحتم | رجاء | أخي | أستاذ | سيدي | يا
  `).map(foldText),
);
const longestCourtesy = 2;

/** More words than this are a letter, not a reply put together from phrases. */
const mostWords = 24;

/** What may follow a yes that only opens the sentence («tamam, ekstre lütfen»): everything but another answer. */
const answers: ReadonlySet<Meaning> = new Set([
  'approve.strong',
  'approve.soft',
  'reject',
  'reject.partial',
  'conditional',
  'ambiguous',
]);
/** What may follow a no that only opens the sentence («hayır, yanlış numara»). */
const objections: ReadonlySet<Meaning> = new Set([
  'askedForHuman',
  'human.callback',
  'reportedWrongNumber',
  'askedWhoWeAre',
  'disputedMovement',
  'verify.not_mine',
  'feedback.negative',
  'consent.refuse',
  'refuse_document',
  'correction',
]);

const wordsOf = (folded: string): string[] =>
  folded
    .replace(/\p{Extended_Pictographic}/gu, ' $& ')
    .split(' ')
    .filter(Boolean);

type Piece = Meaning | 'courtesy';

const pieceOf = (words: readonly string[], from: number, to: number): Piece | undefined => {
  const text = words.slice(from, to).join(' ');
  if (to - from <= longestCourtesy && courtesies.has(text)) return 'courtesy';
  // A lone question mark is the word for the menu, behind other words it asks.
  if (/^[?؟]+$/.test(text) || text === 'cik') return undefined;
  const meaning = meaningOfLoosePhrase(text);
  // «not ettim» is thanks, but a word that cancels an approval is never passed over.
  return (meaning === 'ack' || meaning === 'greet') && hasVeto(text) ? undefined : meaning;
};

/** Courtesies cost nothing: «wrong balance | please», not «wrong | balance please». */
const costOf = (pieces: readonly Piece[]): number => pieces.filter((piece) => piece !== 'courtesy').length;

/** Cuts a message into the fewest listed phrases; null when a word is left over. */
const cut = (words: readonly string[]): Piece[] | null => {
  const best: (Piece[] | null)[] = [[]];
  for (let to = 1; to <= words.length; to += 1) {
    let found: Piece[] | null = null;
    for (let from = Math.max(0, to - longestPhrase); from < to; from += 1) {
      const before = best[from];
      const piece = before ? pieceOf(words, from, to) : undefined;
      if (!before || piece === undefined) continue;
      const pieces = [...before, piece];
      if (!found || costOf(pieces) < costOf(found)) found = pieces;
    }
    best.push(found);
  }
  return best[words.length] ?? null;
};

/** A yes or no that opens the message and one other thing behind it. */
const openedBy = (said: readonly Meaning[]): Meaning | null => {
  const [opening, ...others] = [...new Set(said)];
  const [other] = others;
  if (opening === undefined || other === undefined || others.length > 1) return null;
  if (said.lastIndexOf(opening) > said.indexOf(other)) return null;
  if (opening === 'approve.soft') return answers.has(other) ? null : other;
  return opening === 'reject' && objections.has(other) ? other : null;
};

/** One meaning out of several phrases. Strong words in company are soft: only a whole message may count as a yes. */
const merge = (pieces: readonly Meaning[]): Meaning => {
  const said = pieces.filter((piece) => piece !== 'greet' && piece !== 'ack');
  const [first] = said;
  if (first === undefined) return pieces.includes('greet') ? 'greet' : 'ack';
  if (said.every((meaning) => meaning === 'approve.strong' || meaning === 'approve.soft'))
    return 'approve.soft';
  if (said.every((meaning) => meaning === first)) return first;
  if (said.some((meaning) => meaning === 'stoppedNotices' || meaning === 'stoppedUnclearly'))
    return 'stoppedUnclearly';
  return openedBy(said) ?? 'ambiguous';
};

/**
 * A folded message made of nothing but listed phrases and courtesies: «merhaba, bakiyem ne kadar», «tamam teşekkürler»,
 * «hayır hayır», «👍👍». Null when any word is in no phrase. Never `approve.strong`.
 */
export const readComposed = (folded: string): Meaning | null => {
  const words = wordsOf(folded);
  if (words.length === 0 || words.length > mostWords) return null;
  const pieces = cut(words)?.filter((piece) => piece !== 'courtesy');
  return pieces && pieces.length > 0 ? merge(pieces) : null;
};
