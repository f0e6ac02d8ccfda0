import type { OwnUnits } from '../money/own-units.ts';
import type { TenantId } from '../shared/ids.ts';
import { ColumnsNotRecognised } from './run-errors.ts';
import type { RunReading, RunSource } from './run.ts';
import type { RunRepository } from './run.repository.ts';
import { cellAt, emptyCell, type Cell, type TableLine } from './table/cell.ts';
import { tableFields, type TableField } from './table/header-words.ts';
import type { NumberStyle } from './table/read-amount.ts';
import { readLines, type ReadLine } from './table/read-lines.ts';
import { readTable, type Table } from './table/read-table.ts';
import {
  isMappingFor,
  missingIn,
  recogniseColumns,
  type ColumnMapping,
  type Columns,
} from './table/recognise-columns.ts';
import type { TableKind } from './table/table-kind.ts';
import { TableTooLarge, TableUnreadable } from './table/table-errors.ts';
import { ValidationFailed } from '../shared/errors.ts';

/** A row as JSON: the fields of a table by their names. `amount`: a decimal string; below zero it is a credit. */
export type JsonRow = Partial<Record<Exclude<TableField, 'debit' | 'credit'>, string>>;

/** What a person may say about a table beside what it shows. */
export interface TableHints {
  kind: TableKind;
  mapping: ColumnMapping | null;
  unit: string | null;
  numbers: NumberStyle | null;
}

export interface SourceRead {
  kind: RunSource['kind'];
  reading: RunReading | null;
  lines: readonly ReadLine[];
}

/** Balances of one run. */
const maxLines = 20_000;

const limited = (lines: readonly TableLine[]): readonly TableLine[] => {
  if (lines.length > maxLines) throw new TableTooLarge(`A run takes at most ${maxLines} rows.`);
  if (lines.length === 0) throw new TableUnreadable('empty');
  return lines;
};

const byPosition: ColumnMapping = Object.fromEntries(tableFields.map((field, column) => [field, column]));

const isDecimal = (text: string): boolean => /^-?\d+(\.\d+)?$/.test(text);

const cellOf = (row: JsonRow, field: TableField): Cell => {
  const text = field === 'debit' || field === 'credit' ? undefined : row[field];
  return text === undefined ? emptyCell : { text, isNumber: field === 'amount' && isDecimal(text) };
};

/** Rows of JSON are read like a table whose columns are known and whose numbers are exact. */
export const readJsonRows = (rows: readonly JsonRow[], kind: TableKind, own: OwnUnits): SourceRead => {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const mapping = Object.fromEntries(
    Object.entries(byPosition).filter(([field]) => used.has(field)),
  ) as ColumnMapping; // the same keys
  const lines = rows.map((row, index) => ({
    line: index + 1,
    cells: tableFields.map((field) => cellOf(row, field)),
  }));
  const read = readLines(limited(lines), { kind, mapping, unit: null, numbers: null, own });
  return { kind: 'json', reading: null, lines: read.lines };
};

/** The columns of a table with the mapping that counts: what a person says, else what one said of such a table, else what is recognised. */
const mappedColumns = async (
  runs: Pick<RunRepository, 'givenMapping'>,
  tenantId: TenantId,
  table: Table,
  given: ColumnMapping | null,
): Promise<{ columns: Columns; mapping: ColumnMapping; isKept: boolean }> => {
  const columns = recogniseColumns(table.lines);
  if (given !== null) {
    if (!isMappingFor(given, columns.headers.length))
      throw new ValidationFailed([{ field: 'mapping', message: 'must name columns of the table, from 0' }]);
    return { columns, mapping: given, isKept: false };
  }
  const kept = await runs.givenMapping(tenantId, columns.headerKey);
  return kept === null || !isMappingFor(kept, columns.headers.length)
    ? { columns, mapping: columns.mapping, isKept: false }
    : { columns, mapping: kept, isKept: true };
};

/** A file as rows. Throws `TableUnreadable`, `TableTooLarge`, `ColumnsNotRecognised`, `ValidationFailed`. */
export const readFile = async (
  runs: Pick<RunRepository, 'givenMapping'>,
  tenantId: TenantId,
  content: Buffer,
  { own, ...hints }: TableHints & { own: OwnUnits },
): Promise<SourceRead> => {
  const table = await readTable(content);
  const { columns, mapping } = await mappedColumns(runs, tenantId, table, hints.mapping);
  const missing = missingIn(mapping, hints.kind);
  if (missing.length > 0)
    throw new ColumnsNotRecognised(
      `No column is recognised for: ${missing.join(', ')}. Say which in mapping; POST /v1/runs/columns lists them.`,
    );
  const data = limited(table.lines.slice(columns.dataFrom));
  const { lines, manner } = readLines(data, { ...hints, mapping, own });
  if (lines.length === 0) throw new TableUnreadable('empty');
  const { headers, headerKey } = columns;
  const reading: RunReading = {
    ...{ headers, headerKey, mapping, manner, unit: hints.unit, encoding: table.encoding },
    ...{ isGiven: hints.mapping !== null, givenNumbers: hints.numbers },
  };
  return { kind: table.format, reading, lines };
};

/** A table's columns before a run is made of it. Nothing is stored. */
export interface TableColumns {
  format: Table['format'];
  encoding: string | null;
  /** Header and the first values of each column. */
  columns: readonly { header: string; samples: readonly string[] }[];
  mapping: ColumnMapping;
  /** The mapping is what a person said of such a table before. */
  isKept: boolean;
  missing: readonly string[];
  rows: number;
}

const sampled = 5;

export const describeTable = async (
  runs: Pick<RunRepository, 'givenMapping'>,
  tenantId: TenantId,
  content: Buffer,
  kind: TableKind,
): Promise<TableColumns> => {
  const table = await readTable(content);
  const { columns, mapping, isKept } = await mappedColumns(runs, tenantId, table, null);
  const data = table.lines.slice(columns.dataFrom);
  return {
    format: table.format,
    encoding: table.encoding,
    columns: columns.headers.map((header, column) => ({
      header,
      samples: data.slice(0, sampled).map((line) => cellAt(line, column).text),
    })),
    mapping,
    isKept,
    missing: missingIn(mapping, kind),
    rows: data.length,
  };
};
