import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { RecentlyUsed } from '../shared/recently-used.ts';
import { foldText } from './fold-text.ts';
import { readLanguageChoice } from './language-choice.ts';
import { meaningOfPhrase } from './phrase-index.ts';
import { reconciliationPhrases } from './answer-phrases.ts';
import { ruleVersion } from './phrases.ts';
import { readComposed } from './read-composed.ts';
import { noMentions, readMentions } from './read-mentions.ts';
import type { Meaning, Proposal, Reading, ReadReply } from './reading.ts';
import type { Propose } from './propose-meaning.ts';
import { readClauses } from './read-clauses.ts';
import { readScore } from './read-score.ts';
import { isStopWish, mayBeStopWish } from './stop-wish.ts';
import { noUnitAnswers, readUnitAnswers, type UnitAnswers } from './unit-answers.ts';
import { hasCondition, hasVeto, isQuestion, wordsOf } from './veto-words.ts';

const onlyReconciliation: ReadonlySet<string> = new Set(reconciliationPhrases.map(foldText));

/** Longer messages are letters, not replies; nothing in the table comes near. */
const longestReply = 300;

/**
 * «cık» (no) and «çık» (leave) fold to the same letters, the only such pair (domain 9.1 rule 3). As written with their own
 * letters they are told apart; in ASCII nobody can, so we ask.
 */
const readCik = (text: string): Meaning => {
  if (/[çÇ]/.test(text.normalize('NFC'))) return 'stoppedNotices';
  return text.includes('ı') ? 'reject' : 'ambiguous';
};

const approvingStem =
  /^(onayl|onay|mutabik|mutabig|kabul|tasdik|evet|tamam|dogru|approv|agree|confirm|yes|موافق|اوافق|نوافق|نعم)/;

/** What an unlisted message can safely be taken for: never a yes and never a no. */
const readUnlisted = (folded: string): Meaning => {
  const speaksOfApproval = wordsOf(folded).some((word) => approvingStem.test(word));
  return speaksOfApproval && hasCondition(folded) ? 'conditional' : 'unknown';
};

/** A request may be put as a question («merhaba, ekstreyi gönderir misiniz»); an answer that asks is a question. */
const mayBeAsked = (meaning: Meaning): boolean =>
  !/^(approve|reject|conditional|ambiguous|verify|consent|stopped|feedback)/.test(meaning);

const askable: ReadonlySet<Meaning> = new Set<Meaning>([
  ...(['greet', 'openedMenu', 'openedItems', 'openedPrivacy', 'openedMarketing', 'wantedToSend'] as const),
  ...(['askedForBalance', 'askedForMovements', 'askedForStatement', 'askedForDocument'] as const),
  ...(['askedForInvoice', 'askedForPrice', 'askedForStatus', 'askedForLanguage', 'askedForAccess'] as const),
  ...(['askedForNotice', 'askedForHuman', 'human.callback', 'resend', 'send_report'] as const),
  ...(['extension', 'upload_link'] as const),
]);

/** What people ask for keeps its meaning with a question mark behind it («bakiyem ne?»); nothing else does. */
const readAsked = (folded: string): Meaning | null => {
  const plain = folded.replace(/[ ?؟]+$/u, '');
  if (plain === folded || plain === '') return null;
  const meaning = meaningOfPhrase(plain) ?? readComposed(plain);
  return meaning !== null && askable.has(meaning) ? meaning : null;
};

const readUnits = ({ units, rest }: UnitAnswers): Meaning | null => {
  if (units.length === 0) return null;
  // A yes to some units is not a yes to the letter: ask.
  return units.some(({ answer }) => answer === 'disagreed') || rest === 'disagreed'
    ? 'reject.partial'
    : 'ambiguous';
};

/** A meaning of the lists and what is put together of them, with nobody's opinion beside it. */
const readByRules = (text: string, folded: string, answers: UnitAnswers): Meaning | null => {
  if (folded === 'cik') return readCik(text);
  const listed = meaningOfPhrase(folded);
  if (listed !== undefined) return listed === 'approve.strong' && hasVeto(folded) ? 'ambiguous' : listed;
  if (readLanguageChoice(text) !== null) return 'askedForLanguage';
  const wished = readAsked(folded);
  if (wished !== null) return wished;
  return readUnits(answers) ?? readScore(text);
};

/** `isBorneOut`: the classifier could have taken the meaning away, and did not. */
const readMeaning = (
  text: string,
  folded: string,
  answers: UnitAnswers,
  ranked: readonly Proposal[],
): { meaning: Meaning; isBorneOut: boolean } => {
  const byRules = readByRules(text, folded, answers);
  if (byRules !== null) return { meaning: byRules, isBorneOut: false };
  const isAsked = isQuestion(folded);
  const own = isAsked ? null : readClauses(text, ranked);
  const composed = readComposed(folded);
  const isHeard = composed !== null && !(isAsked && !mayBeAsked(composed)) && !isDoubted(composed, ranked);
  // A word that stops beside other words is asked about, unless they say what shall stop.
  if (composed === 'stoppedNotices' && !isStopWish(folded))
    return { meaning: 'stoppedUnclearly', isBorneOut: false };
  // «Aynen öyle, hesap doğru»: soft phrases that together say it clearly.
  if (isHeard && !(composed === 'approve.soft' && own === 'approve.clear'))
    return { meaning: composed, isBorneOut: false };
  const isStop = isStopWish(folded) && !isAboutElse(ranked);
  if (isStop || (mayBeStopWish(folded) && isSurelyStop(ranked)))
    return { meaning: 'stoppedNotices', isBorneOut: true };
  if (own !== null) return { meaning: own, isBorneOut: true };
  return { meaning: isAsked ? 'question' : readUnlisted(folded), isBorneOut: false };
};

/** Phrases put together to a yes or a no where the whole is surely another thing («no no it's right»): then it is asked. */
const isDoubted = (composed: Meaning, [first]: readonly Proposal[]): boolean => {
  if (first === undefined || first.likelihood < utterly) return false;
  if (composed === 'reject') return first.meaning === 'approve.clear';
  return composed === 'approve.soft' && first.meaning === 'reject.clear';
};

/** The words of a wish to stop may stand in another («reklam istemiyorum», «yanlış numara, yazmayın»): then it is asked. */
const isAboutElse = (ranked: readonly Proposal[]): boolean =>
  (ranked.find(({ meaning }) => meaning === 'stoppedNotices')?.likelihood ?? 0) < likelyStop;
const likelyStop = 0.4;

/** Borne out by the classifier; alone it stops nothing. */
const isSurelyStop = ([first]: readonly Proposal[]): boolean =>
  first?.meaning === 'stoppedNotices' && first.likelihood >= surelyStop;
const surelyStop = 0.8;
const utterly = 0.95;

/** Words that were read with certainty need no second opinion. */
const isOpen = (meaning: Meaning): boolean =>
  meaning === 'unknown' || meaning === 'question' || meaning === 'ambiguous' || meaning === 'conditional';

/**
 * Reads a typed reply (domain 9.1): the whole folded message must be in the table or be made of phrases that are; units
 * answered one by one are understood as well, and everything else is `unknown` or a meaning that decides nothing. `version`: of
 * the model behind `propose`.
 */
export const makeReadReply = (propose: Propose, version: string): ReadReply => {
  const read = readWith(propose, version);
  const known = new WeakMap<OwnUnits['all'], RecentlyUsed<Reading>>();
  return (text, own = noOwnUnits) => {
    if (!mayRecur(text)) return read(text, own);
    const ofUnits = known.get(own.all) ?? new RecentlyUsed<Reading>(readingsKept);
    known.set(own.all, ofUnits);
    return ofUnits.get(text, () => Object.freeze(read(text, own)));
  };
};

/** Readings of a tenant's units that are at hand, at most twice as many. */
const readingsKept = 500;
/** Three greetings in a row, and most of what is typed instead of tapped. */
const longestKept = 40;

/** People write the same few words. What has a digit in it is nobody else's, and may be a code: it is not kept. */
const mayRecur = (text: string): boolean => text.length <= longestKept && !/\p{N}/u.test(text);

const readWith =
  (propose: Propose, version: string) =>
  (text: string, own: OwnUnits): Reading => {
    if (text.length > longestReply)
      return {
        meaning: 'unknown',
        reconciliationOnly: false,
        ...noUnitAnswers,
        mentions: noMentions,
        proposed: null,
        phrase: null,
        ruleVersion,
      };
    const folded = foldText(text);
    const listed = meaningOfPhrase(folded);
    const mayNameUnits = listed === undefined || listed === 'reject.partial';
    const answers = mayNameUnits && !isQuestion(folded) ? readUnitAnswers(text, own) : noUnitAnswers;
    // Figures and codes alone are read by rules of their own.
    const ranked =
      listed === undefined && /\p{L}|\p{Extended_Pictographic}/u.test(folded) ? propose(text) : [];
    const { meaning, isBorneOut } = readMeaning(text, folded, answers, ranked);
    const proposed = isOpen(meaning) ? (ranked[0] ?? null) : null;
    return {
      meaning,
      reconciliationOnly: meaning === 'approve.strong' && onlyReconciliation.has(folded),
      ...(meaning === 'reject.partial' || meaning === 'ambiguous' ? answers : noUnitAnswers),
      mentions: readMentions(text, own),
      proposed,
      phrase: listed === undefined ? null : folded,
      ...(isBorneOut || proposed !== null ? { model: version } : {}),
      ruleVersion,
    };
  };
