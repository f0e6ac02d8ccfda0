import { clausesOf } from './clauses.ts';
import { judgeClause } from './judge-clause.ts';
import type { Meaning, Proposal } from './reading.ts';

/** Longer texts are letters; somebody reads them. */
const mostWords = 60;
/** So many words that nobody knows may stand beside a clear answer. */
const mostStrange = 2;
/** From here on the classifier bears out what the grammar says, also beside odd words, or speaks against it. */
const borneOutFrom = 0.5;
const surelyYesFrom = 0.93;
const surelyNoFrom = 0.8;
const spokenAgainstFrom = 0.5;
const possiblyFrom = 0.2;
const faintlyFrom = 0.1;
const nothing: Proposal = { meaning: 'unknown', likelihood: 0 };

const of = { yes: 'approve.clear', no: 'reject.clear' } as const;

/**
 * A yes or a no in a person's own words, out of its clauses: negated faults («hata yok», «no differences»), own books that agree,
 * negation, conditions and contrasts. `ranked` is what the classifier thinks of it, which may only take away or bear out. Null: it
 * says neither, or more than these rules understand. It never gives a meaning that decides: `approve.clear` and `reject.clear` lead
 * to a recap (ADR 0040).
 */
export const readClauses = (text: string, ranked: readonly Proposal[]): Meaning | null => {
  const clauses = clausesOf(text).map((clause) => ({ ...clause, ...judgeClause(clause) }));
  const total = (of: (clause: (typeof clauses)[number]) => number) =>
    clauses.reduce((sum, clause) => sum + of(clause), 0);
  const some = (is: (clause: (typeof clauses)[number]) => boolean) => clauses.some(is);
  const words = total((clause) => clause.words.length);
  const verdicts = new Set(clauses.flatMap(({ verdict }) => verdict ?? []));
  const [verdict] = verdicts;
  if (verdict === undefined || words > mostWords) return null;
  const [first = nothing] = ranked;
  const likely = (meaning: Meaning) => ranked.find((one) => one.meaning === meaning)?.likelihood ?? 0;
  const isSoft = clauses.every(({ verdict: said, isSoft: soft }) => said === null || soft);
  // A no that the classifier is sure of may stand beside anything: its recap asks.
  if (verdicts.has('no') && first.meaning === 'reject.clear' && first.likelihood >= surelyNoFrom && !isSoft)
    return 'reject.clear';
  const isBound = some(({ ifs, joint }) => ifs || joint === 'contrast');
  const conditional = likely('conditional') > possiblyFrom ? 'conditional' : null;
  if (verdicts.size > 1) return isBound ? conditional : null;
  if (isBound) return verdict === 'yes' ? conditional : null;
  if (verdict === 'yes' && some(({ doubts, isLoose, waits }) => doubts || isLoose || waits)) return null;
  if (isSoft) return verdict === 'yes' && first.meaning === 'approve.clear' ? 'approve.soft' : null;
  const meaning = of[verdict];
  const isOdd = some(
    ({ asks, isOther, waits, doubts, joint }) => asks || doubts || isOther || waits || joint === 'correction',
  );
  if (first.meaning === meaning && first.likelihood >= (isOdd ? surelyYesFrom : borneOutFrom)) return meaning;
  if (isOdd || (first.meaning !== meaning && first.likelihood >= spokenAgainstFrom)) return null;
  const strange = total((clause) => clause.strange);
  return strange > mostStrange || strange * 2 > words || likely(meaning) < faintlyFrom ? null : meaning;
};
