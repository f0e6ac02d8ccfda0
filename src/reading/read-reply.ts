import { foldText } from './fold-text.ts';
import { phrases, reconciliationPhrases, ruleVersion } from './phrases.ts';
import { replyIntents, type ReadReply, type Reading, type ReplyIntent } from './reading.ts';
import { readUnitAnswers } from './unit-answers.ts';
import { hasCondition, hasVeto, isQuestion, wordsOf } from './veto-words.ts';

const table = new Map<string, ReplyIntent>();
for (const intent of replyIntents) {
  if (intent === 'unknown') continue;
  for (const phrase of phrases[intent]) table.set(foldText(phrase), intent);
}

const onlyReconciliation: ReadonlySet<string> = new Set(reconciliationPhrases.map(foldText));

/** Longer messages are letters, not replies; nothing in the table comes near. */
const longestReply = 300;

/**
 * «cık» (no) and «çık» (leave) fold to the same letters, the only such pair (domain 9.1 rule 3). As written with their own
 * letters they are told apart; in ASCII nobody can, so we ask.
 */
const readCik = (text: string): ReplyIntent => {
  if (/[çÇ]/.test(text.normalize('NFC'))) return 'optout';
  return text.includes('ı') ? 'reject' : 'ambiguous';
};

const approvingStem =
  /^(onayl|onay|mutabik|kabul|tasdik|evet|tamam|dogru|approv|agree|confirm|yes|موافق|اوافق|نوافق|نعم)/;

/** What an unlisted message can safely be taken for: never a yes and never a no. */
const readUnlisted = (folded: string): ReplyIntent => {
  if (isQuestion(folded)) return 'question';
  const speaksOfApproval = wordsOf(folded).some((word) => approvingStem.test(word));
  return speaksOfApproval && hasCondition(folded) ? 'conditional' : 'unknown';
};

const readIntent = (text: string, folded: string, units: Reading['units']): ReplyIntent => {
  if (folded === 'cik') return readCik(text);
  const listed = table.get(folded);
  if (listed !== undefined) return listed === 'approve.strong' && hasVeto(folded) ? 'ambiguous' : listed;
  if (isQuestion(folded)) return 'question';
  if (units.some(({ answer }) => answer === 'disagreed')) return 'reject.partial';
  // A yes to some units is not a yes to the letter: ask.
  if (units.length > 0) return 'ambiguous';
  return readUnlisted(folded);
};

const nothing: Reading['units'] = [];

/**
 * Reads a typed reply (domain 9.1): the whole folded message must be in the table; units answered one by one are
 * understood as well, and everything else is `unknown` or an intent that decides nothing.
 */
export const readReply: ReadReply = (text) => {
  if (text.length > longestReply)
    return { intent: 'unknown', reconciliationOnly: false, units: nothing, ruleVersion };
  const folded = foldText(text);
  const listed = table.get(folded);
  const mayNameUnits = listed === undefined || listed === 'reject.partial';
  const units = mayNameUnits && !isQuestion(folded) ? readUnitAnswers(text) : nothing;
  const intent = readIntent(text, folded, units);
  return {
    intent,
    reconciliationOnly: intent === 'approve.strong' && onlyReconciliation.has(folded),
    units: intent === 'reject.partial' || intent === 'ambiguous' ? units : nothing,
    ruleVersion,
  };
};
