import { createHash } from 'node:crypto';
import { cellAt, type TableLine } from './cell.ts';
import type { TableKind } from './table-kind.ts';
import { fieldOfHeader, foldHeader, tableFields, type TableField } from './header-words.ts';

/** Which column (from 0) holds which field. */
export type ColumnMapping = { readonly [field in TableField]?: number };

export interface Columns {
  mapping: ColumnMapping;
  /** Header of each column as it stands there; of headers in two lines both, `Bakiye / Borç`. */
  headers: readonly string[];
  /** How many lines of the table stand before the first of the data. */
  dataFrom: number;
  /** Names tables of this shape, whatever is in them: what a person said of one is kept for the next. */
  headerKey: string;
}

/** Titles, dates and logos stand above the headers. */
const maxLinesAbove = 25;

interface Candidate {
  mapping: Map<TableField, number>;
  headers: string[];
  dataFrom: number;
}

const widthOf = (lines: readonly TableLine[]): number =>
  Math.max(0, ...lines.map(({ cells }) => cells.length));

/** Merged cells hold their text in the first; over the columns of a group it belongs to each of them. */
const spread = (line: TableLine, width: number): string[] => {
  let last = '';
  return Array.from({ length: width }, (_, column) => {
    last = cellAt(line, column).text || last;
    return last;
  });
};

/** The first column that has the name counts; a second one of the same name is left to people. */
const mapped = (fields: readonly (TableField | null)[]): Map<TableField, number> => {
  const mapping = new Map<TableField, number>();
  for (const [column, field] of fields.entries())
    if (field !== null && !mapping.has(field)) mapping.set(field, column);
  return mapping;
};

const single = (line: TableLine, index: number, width: number): Candidate => {
  const headers = Array.from({ length: width }, (_, column) => cellAt(line, column).text);
  return { mapping: mapped(headers.map(fieldOfHeader)), headers, dataFrom: index + 1 };
};

/** Headers in two lines, the upper one with merged cells: `Bakiye` over `Borç` and `Alacak`, or one cell down both lines. */
const double = (upper: TableLine, lower: TableLine, index: number, width: number): Candidate => {
  const groups = spread(upper, width);
  const columns = groups.map((group, column) => {
    const below = cellAt(lower, column).text;
    const above = cellAt(upper, column).text;
    const together = `${group} ${below}`;
    const field =
      below === ''
        ? fieldOfHeader(above)
        : (fieldOfHeader(together) ?? fieldOfHeader(below) ?? (above === '' ? null : fieldOfHeader(above)));
    const header = below === '' ? above : group === '' ? below : `${group} / ${below}`;
    return { field, header };
  });
  return {
    mapping: mapped(columns.map(({ field }) => field)),
    headers: columns.map(({ header }) => header),
    dataFrom: index + 2,
  };
};

/** A line above headers that are whole and unlike without it: a title of the table (`Ekim 2026 bakiyeleri`), which no column bears. */
const isTitle = (upper: TableLine, lower: TableLine, width: number): boolean => {
  const names = Array.from({ length: width }, (_, column) => cellAt(lower, column).text);
  const written = names.filter((name) => name !== '').map(foldHeader);
  return (
    new Set(written).size === written.length &&
    names.every((name, column) => name !== '' || cellAt(upper, column).text === '') &&
    double(upper, lower, 0, width).mapping.size <= single(lower, 0, width).mapping.size
  );
};

const scoreOf = ({ mapping }: Candidate): number => {
  const who = mapping.has('customer') || mapping.has('account');
  const howMuch = mapping.has('amount') || mapping.has('debit') || mapping.has('credit');
  return mapping.size + (who ? 10 : 0) + (howMuch ? 10 : 0);
};

const keyOf = (headers: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(headers.map(foldHeader)))
    .digest('hex');

/**
 * The line of headers among the first of a table, and which column holds what. Where nothing is recognised, the first line
 * counts as headers and the mapping is empty.
 */
export const recogniseColumns = (lines: readonly TableLine[]): Columns => {
  const top = lines.slice(0, maxLinesAbove);
  const width = widthOf(top);
  const candidates = top.flatMap((line, index) => {
    const below = top[index + 1];
    return below === undefined || isTitle(line, below, width)
      ? [single(line, index, width)]
      : [single(line, index, width), double(line, below, index, width)];
  });
  const best = candidates.reduce<Candidate | null>(
    (known, one) => (known === null || scoreOf(one) > scoreOf(known) ? one : known),
    null,
  );
  if (best === null || best.mapping.size === 0) {
    const [first] = lines;
    const headers = first === undefined ? [] : single(first, 0, width).headers;
    return { mapping: {}, headers, dataFrom: 1, headerKey: keyOf(headers) };
  }
  return {
    mapping: Object.fromEntries(best.mapping) as ColumnMapping, // keys are fields
    headers: best.headers,
    dataFrom: best.dataFrom,
    headerKey: keyOf(best.headers),
  };
};

const isKnown = (mapping: ColumnMapping, ...fields: readonly TableField[]): boolean =>
  fields.some((field) => mapping[field] !== undefined);

/** What a mapping lacks; empty: a run can be made with it. */
export const missingIn = (mapping: ColumnMapping, kind: TableKind): TableField[] => {
  const needed: readonly (readonly [TableField, ...TableField[]])[] = [
    ['customer', 'account'],
    ...(kind === 'babs'
      ? ([['amount'], ['form'], ['documents']] as const)
      : ([['amount', 'debit', 'credit']] as const)),
  ];
  return needed.flatMap((fields) => (isKnown(mapping, ...fields) ? [] : [fields[0]]));
};

/** Only what a mapping may hold: fields we know, columns that are there. */
export const isMappingFor = (mapping: ColumnMapping, columns: number): boolean =>
  Object.entries(mapping).every(
    ([field, column]) =>
      tableFields.some((known) => known === field) &&
      Number.isInteger(column) &&
      column >= 0 &&
      column < columns,
  );
