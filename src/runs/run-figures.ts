import type { Line } from '../../machines/shared/request.ts';
import { parseDecimal, scaleToUnit } from '../money/decimal.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { compareUnits } from '../money/units.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { RowState, RunRow } from './run-row.ts';
import type { Run } from './run.ts';
import type { RunRowRepository } from './run-row.repository.ts';

/** Balances of one unit over several letters; debit and credit are never set off against each other, nor units added up (domain 2.5). */
export interface UnitSum {
  unit: string;
  letters: number;
  debit: string;
  credit: string;
}

/** What is counted over the rows as they were at a revision. */
export interface RunFigures {
  /** Rows that cannot go, by reason; a row may have several. */
  problems: Readonly<Record<string, number>>;
  /** Letters that go, by the language of the person. */
  languages: Readonly<Record<string, number>>;
  /** Of the letters that go. */
  sums: readonly UnitSum[];
}

const zero = parseDecimal('0');

/** Adds up balances per unit. */
export class UnitSums {
  readonly #units = new Map<string, { letters: number; B: typeof zero; A: typeof zero }>();

  add(lines: readonly Line[]): void {
    for (const { unit, quantity, side } of lines) {
      const known = this.#units.get(unit) ?? { letters: 0, B: zero, A: zero };
      const amount = parseDecimal(quantity);
      this.#units.set(unit, {
        ...known,
        letters: known.letters + 1,
        [side]: amount === null ? known[side] : (known[side]?.plus(amount) ?? amount),
      });
    }
  }

  /** In the order units are listed. */
  list(own: OwnUnits): UnitSum[] {
    const text = (unit: string, amount: typeof zero): string =>
      scaleToUnit(amount?.toFixed() ?? '0', unit, own);
    return [...this.#units]
      .sort(([a], [b]) => compareUnits(a, b))
      .map(([unit, { letters, B, A }]) => ({ unit, letters, debit: text(unit, B), credit: text(unit, A) }));
  }
}

/** All rows of a run, page by page. */
export async function* eachRow(
  rows: { list(page: PageRequest): Promise<Page<RunRow>> },
  limit = 200,
): AsyncGenerator<RunRow> {
  let after: PageRequest['after'] = null;
  do {
    const page: Page<RunRow> = await rows.list({ limit, after });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}

const staying: ReadonlySet<RowState> = new Set<RowState>(['error', 'excluded', 'cancelled']);

const count = (counts: Record<string, number>, what: string): void => {
  counts[what] = (counts[what] ?? 0) + 1;
};

const countRows = async (
  rows: AsyncIterable<RunRow>,
  unitsNow: () => Promise<OwnUnits>,
): Promise<RunFigures> => {
  const problems: Record<string, number> = {};
  const languages: Record<string, number> = {};
  const sums = new UnitSums();
  for await (const { state, body, ...row } of rows) {
    for (const problem of state === 'error' ? row.problems : []) count(problems, problem);
    if (staying.has(state)) continue;
    sums.add(body.lines);
    count(languages, body.language ?? body.asked?.language ?? 'tr');
  }
  return { problems, languages, sums: sums.list(await unitsNow()) };
};

const kept = 50;

/** Figures of runs, counted once for each of their revisions. */
export class FiguresOfRuns {
  readonly #rows: Pick<RunRowRepository, 'list'>;
  readonly #units: Pick<OwnUnitsLookup, 'fresh'>;
  readonly #known = new Map<string, Promise<RunFigures>>();

  constructor(rows: Pick<RunRowRepository, 'list'>, units: Pick<OwnUnitsLookup, 'fresh'>) {
    this.#rows = rows;
    this.#units = units;
  }

  of({ tenantId, id, revision, state }: Run): Promise<RunFigures> {
    const key = `${tenantId}\n${id}\n${revision}\n${state === 'cancelled' ? 'cancelled' : state === 'reading' ? 'reading' : ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const counted = countRows(eachRow({ list: (page) => this.#rows.list(tenantId, id, null, page) }), () =>
      this.#units.fresh(tenantId),
    );
    counted.catch(() => this.#known.delete(key));
    // What is being read changes without a revision.
    if (state !== 'reading') this.#known.set(key, counted);
    const [oldest] = this.#known.keys();
    if (this.#known.size > kept && oldest !== undefined) this.#known.delete(oldest);
    return counted;
  }
}
