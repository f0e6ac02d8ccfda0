import { clausesOf } from './clauses.ts';
import { judgeClause } from './judge-clause.ts';
import type { Meaning, Proposal } from './reading.ts';

/** Longer texts are letters; somebody reads them. */
const mostWords = 60;
/** So many words that nobody knows may stand beside a clear answer. */
const mostStrange = 2;
/** From here on the classifier bears out what the grammar says, or speaks against it. */
const borneOutFrom = 0.5;
const spokenAgainstFrom = 0.5;

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
  const [first] = ranked;
  const likely = (meaning: Meaning) => ranked.find((one) => one.meaning === meaning)?.likelihood ?? 0;
  const isBound = some(({ ifs, joint }) => ifs || joint === 'contrast');
  if (isBound && verdicts.has('yes')) return likely('conditional') > 0.2 ? 'conditional' : null;
  if (verdicts.size > 1 || isBound) return null;
  const meaning = of[verdict];
  const isBorneOut = first?.meaning === meaning && first.likelihood >= borneOutFrom;
  if (isBorneOut) return meaning;
  if (first !== undefined && first.meaning !== meaning && first.likelihood >= spokenAgainstFrom) return null;
  if (
    some(
      ({ asks, isOther, waits, doubts, joint }) =>
        asks || isOther || waits || doubts || joint === 'correction',
    )
  )
    return null;
  const strange = total((clause) => clause.strange);
  if (strange > mostStrange || strange * 2 > words || likely(meaning) < 0.1) return null;
  const isSoft = clauses.every(({ verdict: said, isSoft: soft }) => said === null || soft);
  if (isSoft) return verdict === 'yes' ? 'approve.soft' : null;
  return meaning;
};
