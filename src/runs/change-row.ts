import type { Line } from '../../machines/shared/request.ts';
import { scaleToUnit } from '../money/decimal.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { NotFound, PreconditionFailed } from '../shared/errors.ts';
import type { Language } from '../vocabulary/language.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { checkRow, type CheckRowParts } from './check-row.ts';
import { RunStateConflict } from './run-errors.ts';
import { changeableStates, type RowProblem, type RunRow } from './run-row.ts';
import type { Run } from './run.ts';
import type { BabsCount } from './table/read-lines.ts';
import type { RunRepository } from './run.repository.ts';
import type { RunRowRepository } from './run-row.repository.ts';

/** What a person corrects of a row; what is left out stays. Without anything the row is only looked at anew. */
export interface RowChange {
  customer?: string;
  account?: string;
  /** Null: whoever is asked of such customers. */
  contact?: string | null;
  language?: Language | null;
  reference?: string | null;
  periodEnd?: string | null;
  /** Of a run of declarations: form and number of documents. */
  babs?: BabsCount;
  /** All balances of the letter. */
  lines?: readonly Line[];
  /** The row stays here and does not go. */
  excluded?: boolean;
}

export interface ChangeRowParts {
  runs: Pick<RunRepository, 'touch'>;
  rows: Pick<RunRowRepository, 'find' | 'replace' | 'hasLetter'>;
  check: CheckRowParts;
  units: Pick<OwnUnitsLookup, 'fresh'>;
}

/** Which problems of the lines a correction takes away. */
const settledBy: { readonly [field in keyof RowChange]: readonly RowProblem[] } = {
  customer: ['customer_missing', 'letter_twice'],
  account: ['letter_twice'],
  reference: ['letter_twice'],
  contact: ['contact_unclear'],
  language: ['language_unknown'],
  periodEnd: ['period_unreadable', 'letter_twice'],
  babs: ['form_unclear', 'documents_unreadable', 'letter_twice'],
  lines: [
    ...(['unit_unknown', 'unit_twice', 'amount_missing', 'amount_unreadable', 'amount_ambiguous'] as const),
    ...(['amount_too_precise', 'side_unclear'] as const),
  ],
};

const scaled = (lines: readonly Line[], own: OwnUnits): Line[] =>
  lines.map((line) => ({ ...line, quantity: scaleToUnit(line.quantity, line.unit, own) }));

const corrected = (
  row: RunRow,
  { customer, excluded, lines, ...fields }: RowChange,
  own: OwnUnits,
): RunRow => {
  const given = {
    ...fields,
    ...(customer === undefined ? {} : { customer }),
    ...(lines === undefined ? {} : { lines }),
  };
  const settled = new Set(Object.keys(given).flatMap((field) => settledBy[field as keyof RowChange] ?? []));
  const isExcluded = excluded ?? row.state === 'excluded';
  return {
    ...row,
    customer: customer ?? row.customer,
    state: isExcluded ? 'excluded' : 'error',
    body: {
      ...row.body,
      ...fields,
      account: fields.account ?? row.body.account ?? customer ?? null,
      ...(lines === undefined ? {} : { lines: scaled(lines, own) }),
      lineProblems: row.body.lineProblems.filter((problem) => !settled.has(problem)),
    },
  };
};

const withTwins = async ({ rows }: ChangeRowParts, row: RunRow): Promise<RunRow> => {
  const id = row.body.letter?.id;
  if (row.state !== 'ready' || id === undefined) return row;
  if (!(await rows.hasLetter(row.tenantId, row.runId, id, row.n))) return row;
  const body = { ...row.body, lineProblems: [...row.body.lineProblems, 'letter_twice' as const] };
  return { ...row, body, state: 'error', problems: ['letter_twice'] };
};

const changed = (): PreconditionFailed => new PreconditionFailed('The row was changed since it was read.');

const maxRounds = 10;

/**
 * Corrects a row of a run that was not started, and checks it anew. `seenRev`: the revision that the writer saw; without one the
 * change is made to the row as it is by then. Throws `NotFound`, `RunStateConflict`, `PreconditionFailed`.
 */
export const makeChangeRow =
  (parts: ChangeRowParts) =>
  async (run: Run, n: number, change: RowChange, seenRev: number | null = null): Promise<RunRow> => {
    const { runs, rows, check } = parts;
    if (run.state !== 'draft') throw new RunStateConflict('Rows can be changed before the start only.');
    for (let round = 1; ; round += 1) {
      const row = await rows.find(run.tenantId, run.id, n);
      if (row === null) throw new NotFound('There is no such row.');
      if (seenRev !== null && row.rev !== seenRev) throw changed();
      if (!changeableStates.includes(row.state)) throw new RunStateConflict('The row is on its way already.');
      const own = await parts.units.fresh(run.tenantId);
      const checked = await withTwins(parts, await checkRow(check, run, corrected(row, change, own)));
      if (await rows.replace(checked, changeableStates)) {
        await runs.touch(run.tenantId, run.id);
        return { ...checked, rev: row.rev + 1 };
      }
      // It went on its way, or somebody changed another part of it: neither is written over.
      if (round === maxRounds) throw changed();
    }
  };

export type ChangeRow = ReturnType<typeof makeChangeRow>;
