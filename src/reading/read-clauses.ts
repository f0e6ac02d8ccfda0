import type { Sense } from './clause-sense.ts';
import { clausesOf } from './clauses.ts';
import { foldText } from './fold-text.ts';
import { assenting, refusing } from './hint-stems.ts';
import { judgeClause, type Judgement } from './judge-clause.ts';
import type { Meaning, Proposal } from './reading.ts';

/** Longer texts are letters; somebody reads them. */
const mostWords = 60;
/** So many words that nobody knows may stand beside a clear answer. */
const mostStrange = 2;
/** From here on the classifier bears out what the grammar says, also beside odd words, or speaks against it. */
const borneOutFrom = 0.5;
const surelyYesFrom = 0.93;
const surelyNoFrom = 0.8;
/** So sure, it may bear out a mere hint of the grammar. */
const fewestWords = 3;
const hintYesFrom = 0.95;
const hintNoFrom = 0.8;
const spokenAgainstFrom = 0.5;
const possiblyFrom = 0.2;
const faintlyFrom = 0.2;
/** Said of what is there twice: «iki kez kesilmiş, 416 ile aynı» is no agreement. */
const doubled =
  /(?:^| )(?:(?:iki|uc|2|3) (?:kez|kere|defa)|mukerrer\p{L}*|cift (?:kayit|fatura|islem|kesi|yaz)\p{L}*|twice|duplicated?|مرتين|مكرر\p{L}*|متكرر\p{L}*)(?= |$|[,.])/u;
const nothing: Proposal = { meaning: 'unknown', likelihood: 0 };

const of = { yes: 'approve.clear', no: 'reject.clear' } as const;

/**
 * A yes or a no in a person's own words, out of its clauses: negated faults («hata yok», «no differences»), own books that agree,
 * negation, conditions and contrasts. `ranked` is what the classifier thinks of it, which may only take away or bear out. Null: it
 * says neither, or more than these rules understand. It never gives a meaning that decides: `approve.clear` and `reject.clear` lead
 * to a recap (ADR 0040).
 */
export const readClauses = (text: string, ranked: readonly Proposal[]): Meaning | null =>
  readVerdict(text, ranked) ?? readHint(text, ranked);

const hints: { readonly [meaning in Meaning]?: { from: number; senses: ReadonlySet<Sense>; stems: RegExp } } =
  {
    'approve.clear': {
      from: hintYesFrom,
      senses: new Set<Sense>(['yes', 'agree', 'good', 'fault']),
      stems: assenting,
    },
    'reject.clear': {
      from: hintNoFrom,
      senses: new Set<Sense>(['no', 'not', 'none', 'light.not', 'bad', 'fault', 'refuse']),
      stems: refusing,
    },
  };

/** Words of a yes or a no that the rules cannot put together, where the classifier has no doubt: a recap asks. */
const readHint = (text: string, [first]: readonly Proposal[]): Meaning | null => {
  const hint = first && hints[first.meaning];
  if (first === undefined || hint === undefined || first.likelihood < hint.from) return null;
  const clauses = clausesOf(text).map((clause) => ({ ...clause, ...judgeClause(clause) }));
  const words = clauses.reduce((sum, clause) => sum + clause.words.length, 0);
  // A mere nod («tamam», «ok ok») stays one.
  if (words < fewestWords || words > mostWords) return null;
  if (clauses.some(({ ifs, joint }) => ifs || joint === 'contrast')) return null;
  const isYes = first.meaning === 'approve.clear';
  if (isYes && clauses.some((clause) => clause.joint === 'correction' || deniesAssent(clause))) return null;
  const isHinted = clauses.some(({ senses }) =>
    senses.some((sense) => sense !== null && hint.senses.has(sense)),
  );
  return isHinted || hint.stems.test(foldText(text)) ? first.meaning : null;
};

const denying: ReadonlySet<Sense> = new Set<Sense>(['no', 'not', 'none', 'light.not']);

/** What is denied has to be a fault, and the rules have to see it («itiraz edecek bir şey yok»): nothing else of the kind makes a yes. */
const deniesAssent = ({ senses, verdict, isLoose, waits, isOther }: Judgement): boolean => {
  const count = (wanted: (sense: Sense) => boolean) =>
    senses.filter((sense) => sense !== null && wanted(sense)).length;
  const faults = count((sense) => sense === 'fault' || sense === 'bad');
  const denials = count((sense) => denying.has(sense));
  const isTurned = denials > 0 && (verdict !== 'yes' || isLoose);
  return waits || isOther || isTurned || faults !== denials || senses.includes('refuse');
};

const readVerdict = (text: string, ranked: readonly Proposal[]): Meaning | null => {
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
  // «Mutabıkız, pardon»: taken back, whatever was to follow.
  if (verdict === 'yes' && some((clause) => clause.joint === 'correction' && clause.words.length === 0))
    return null;
  if (isSoft) return verdict === 'yes' && first.meaning === 'approve.clear' ? 'approve.soft' : null;
  const meaning = of[verdict];
  const isOdd =
    doubled.test(foldText(text)) ||
    some(
      ({ asks, isOther, waits, doubts, joint }) =>
        asks || doubts || isOther || waits || joint === 'correction',
    );
  if (first.meaning === meaning && first.likelihood >= (isOdd ? surelyYesFrom : borneOutFrom)) return meaning;
  if (isOdd || (first.meaning !== meaning && first.likelihood >= spokenAgainstFrom)) return null;
  const strange = total((clause) => clause.strange);
  return strange > mostStrange || strange * 2 > words || likely(meaning) < faintlyFrom ? null : meaning;
};
