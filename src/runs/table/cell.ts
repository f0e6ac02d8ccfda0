/** What stands in a cell. `isNumber`: the file says it is one, and `text` is a decimal string (a dot, no thousands). */
export interface Cell {
  text: string;
  isNumber: boolean;
}

/** A line of a file as it was found; `line` counts from 1, as spreadsheet programs show it. */
export interface TableLine {
  line: number;
  cells: readonly Cell[];
}

export const emptyCell: Cell = { text: '', isNumber: false };

/** The cell of a column; one that the line does not have is empty. */
export const cellAt = ({ cells }: Pick<TableLine, 'cells'>, column: number | undefined): Cell =>
  (column === undefined ? undefined : cells[column]) ?? emptyCell;

export const isEmptyLine = ({ cells }: Pick<TableLine, 'cells'>): boolean =>
  cells.every(({ text }) => text === '');

/** Bounds of what is taken from a file. */
export const tableLimits = {
  /** Lines with something in them, headers included. */
  lines: 20_050,
  columns: 200,
  /** Characters of a cell; what is behind them is dropped, no field is that long. */
  cell: 500,
} as const;

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * Text of one line without control, bidi and zero-width characters, which spreadsheet programs and web pages leave behind, and without the
 * apostrophe that keeps a text from being a formula.
 */
export const cellText = (text: string): string =>
  text
    .slice(0, tableLimits.cell)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(invisible, '')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
