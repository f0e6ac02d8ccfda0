import { Decimal } from 'decimal.js';
import { readSheet } from 'read-excel-file/node';
import { checkSpreadsheet } from '../../files/check-spreadsheet.ts';
import { cellText, isEmptyLine, tableLimits, type Cell, type TableLine } from './cell.ts';
import { TableTooLarge, TableUnreadable } from './table-errors.ts';

/** Digits spreadsheet programs show and people typed; what is stored behind them is the binary fraction, not the amount. */
const shownDigits = 15;
const Shown = Decimal.clone({ precision: shownDigits, toExpPos: 60, toExpNeg: -60 });

/** A number as the file keeps it (`1250.3799999999999`), as it was typed (`1250.38`). Anything else stays as it is. */
export const typedNumber = (stored: string): string => {
  try {
    const value = new Shown(stored).toSignificantDigits(shownDigits);
    return value.isFinite() ? value.toFixed() : stored;
  } catch {
    return stored;
  }
};

/** Our mark of numbers on their way through the library, which would make floats of them. */
class Number15 {
  readonly text: string;

  constructor(stored: string) {
    this.text = typedNumber(stored);
  }
}

const cellOf = (value: unknown): Cell => {
  if (value instanceof Number15) return { text: value.text, isNumber: true };
  // Dates have no zone in a spreadsheet; the library gives midnight UTC.
  if (value instanceof Date && !Number.isNaN(value.getTime()))
    return { text: value.toISOString().slice(0, 10), isNumber: false };
  if (typeof value === 'string') return { text: cellText(value), isNumber: false };
  return { text: typeof value === 'boolean' ? String(value) : '', isNumber: false };
};

/** A file that is refused before anything of it is unpacked: bombs, macros, passwords (reliability F6.4). */
const refuseDangerous = async (content: Buffer): Promise<void> => {
  const check = await checkSpreadsheet(content);
  if (check.kind === 'archive') throw new TableUnreadable('not_a_table');
  if (check.kind === 'spreadsheet') return;
  if (check.reason === 'too_large') throw new TableTooLarge('The file is too large when unpacked.');
  throw new TableUnreadable(check.reason === 'unreadable' ? 'damaged' : check.reason);
};

const rowsOf = async (content: Buffer): Promise<readonly (readonly unknown[])[]> => {
  try {
    return await readSheet(content, { parseNumber: (stored: string) => new Number15(stored) });
  } catch {
    // The library's words are about parts of the archive.
    throw new TableUnreadable('damaged');
  }
};

/** Lines of the first sheet of an XLSX. Throws `TableUnreadable`, `TableTooLarge`. */
export const readSpreadsheet = async (content: Buffer): Promise<TableLine[]> => {
  await refuseDangerous(content);
  const lines: TableLine[] = [];
  for (const [index, row] of (await rowsOf(content)).entries()) {
    if (row.length > tableLimits.columns) throw new TableTooLarge('The file has too many columns.');
    const cells = row.map(cellOf);
    if (isEmptyLine({ cells })) continue;
    if (lines.length === tableLimits.lines) throw new TableTooLarge('The file has too many lines.');
    lines.push({ line: index + 1, cells });
  }
  return lines;
};
