import type { AnsweredLine, Line } from '../../machines/shared/request.ts';
import { parseDecimal, scaleToUnit } from '../money/decimal.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { compareUnits } from '../money/units.ts';
import type { answerTexts } from './run-texts.ts';
import type { RunRow } from './run-row.ts';

/** What came of a balance: the person's answer, or why there is none. */
export type BalanceOutcome = keyof typeof answerTexts;
const balanceOutcomes: readonly BalanceOutcome[] = [
  ...(['agreed', 'disagreed', 'unanswered', 'undelivered', 'unsent'] as const),
];

/** One balance of one letter with its outcome. */
export interface ReportLine {
  row: RunRow;
  line: Line;
  outcome: BalanceOutcome;
  /** The customer's own figure, where it differs. */
  own: AnsweredLine['own'];
  /** Theirs less ours, decimal string with its sign (plus: a debit); null: they named no figure. */
  difference: string | null;
}

/** Letters and amounts of one unit by outcome. Debits and credits apart; nothing is added across units (domain 2.5). */
export interface UnitShare {
  unit: string;
  outcome: BalanceOutcome;
  letters: number;
  debit: string;
  credit: string;
  /** Percent of the letters, debits, credits of the unit that were sent, one decimal; null: there are none. */
  share: string | null;
  shareOfDebit: string | null;
  shareOfCredit: string | null;
}

export interface StateShare {
  state: string;
  letters: number;
  share: string | null;
}

export interface RunReport {
  states: readonly StateShare[];
  units: readonly UnitShare[];
  rows: number;
}

const unsent: ReadonlySet<string> = new Set(['error', 'ready', 'excluded', 'cancelled', 'handing', 'handed']);
const undelivered: ReadonlySet<string> = new Set(['failed', 'undeliverable', 'superseded', 'withdrawn']);

const outcomeOf = ({ state }: RunRow, answered: AnsweredLine | undefined): BalanceOutcome => {
  if (unsent.has(state)) return 'unsent';
  if (answered?.answer === 'agreed' || answered?.answer === 'disagreed') return answered.answer;
  if (state === 'agreed') return 'agreed';
  if (state === 'disagreed') return 'disagreed';
  return undelivered.has(state) ? 'undelivered' : 'unanswered';
};

const signed = ({ quantity, side }: Pick<Line, 'quantity' | 'side'>) => {
  const value = parseDecimal(quantity);
  return side === 'A' ? (value?.negated() ?? null) : value;
};

const differenceOf = (line: Line, own: AnsweredLine['own'], units: OwnUnits): string | null => {
  if (own === null) return null;
  const [theirs, ours] = [signed(own), signed(line)];
  return theirs === null || ours === null
    ? null
    : scaleToUnit(theirs.minus(ours).toFixed(), line.unit, units);
};

/** The balances of a row, each with what came of it. */
export const reportLinesOf = (row: RunRow, units: OwnUnits): ReportLine[] =>
  row.body.lines.map((line) => {
    const answered = row.body.outcome?.lines.find(({ unit }) => unit === line.unit);
    const own = answered?.own ?? null;
    return { row, line, outcome: outcomeOf(row, answered), own, difference: differenceOf(line, own, units) };
  });

type Amount = NonNullable<ReturnType<typeof parseDecimal>>;

const zero = parseDecimal('0') as Amount; // it is one

interface Sums {
  letters: number;
  B: Amount;
  A: Amount;
}

const nothing: Sums = { letters: 0, B: zero, A: zero };

const percentOf = (part: Amount, whole: Amount): string | null =>
  whole.isZero() ? null : part.times(100).dividedBy(whole).toFixed(1);

const count = (value: number): Amount => parseDecimal(String(value)) as Amount; // digits

/** Counts a report row by row, so that it takes the same memory however long the run is. */
export class ReportSums {
  readonly #states = new Map<string, number>();
  readonly #units = new Map<string, Map<BalanceOutcome, Sums>>();
  readonly #own: OwnUnits;
  #rows = 0;

  constructor(own: OwnUnits) {
    this.#own = own;
  }

  add(row: RunRow): void {
    this.#rows += 1;
    this.#states.set(row.state, (this.#states.get(row.state) ?? 0) + 1);
    for (const { line, outcome } of reportLinesOf(row, this.#own)) {
      const outcomes = this.#units.get(line.unit) ?? new Map<BalanceOutcome, Sums>();
      const sums = outcomes.get(outcome) ?? nothing;
      const amount = sums[line.side].plus(parseDecimal(line.quantity) ?? zero);
      outcomes.set(outcome, { ...sums, letters: sums.letters + 1, [line.side]: amount });
      this.#units.set(line.unit, outcomes);
    }
  }

  report(): RunReport {
    const units = [...this.#units].sort(([a], [b]) => compareUnits(a, b));
    return {
      rows: this.#rows,
      states: [...this.#states].map(([state, letters]) => ({
        ...{ state, letters },
        share: percentOf(count(letters), count(this.#rows)),
      })),
      units: units.flatMap(([unit, outcomes]) => sharesOf(unit, outcomes, this.#own)),
    };
  }
}

const sharesOf = (unit: string, outcomes: ReadonlyMap<BalanceOutcome, Sums>, own: OwnUnits): UnitShare[] => {
  const sent = [...outcomes].filter(([outcome]) => outcome !== 'unsent').map(([, sums]) => sums);
  const letters = sent.reduce((sum, one) => sum + one.letters, 0);
  const debit = sent.reduce((sum, { B }) => sum.plus(B), zero);
  const credit = sent.reduce((sum, { A }) => sum.plus(A), zero);
  return balanceOutcomes.flatMap((outcome) => {
    const sums = outcomes.get(outcome);
    if (sums === undefined) return [];
    const isSent = outcome !== 'unsent';
    return [
      {
        ...{ unit, outcome, letters: sums.letters },
        debit: scaleToUnit(sums.B.toFixed(), unit, own),
        credit: scaleToUnit(sums.A.toFixed(), unit, own),
        share: isSent ? percentOf(count(sums.letters), count(letters)) : null,
        shareOfDebit: isSent ? percentOf(sums.B, debit) : null,
        shareOfCredit: isSent ? percentOf(sums.A, credit) : null,
      },
    ];
  });
};
