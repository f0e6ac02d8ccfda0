import { stringify } from 'csv-stringify/sync';
import { Decimal } from 'decimal.js';
import writeExcelFile from 'write-excel-file/node';

/** A cell to be written: text, or an amount as a decimal string. */
export type WrittenCell = string | { amount: string };

/** What a spreadsheet program reads back unchanged; longer amounts are written as text rather than rounded. */
const exactDigits = 15;

const isExact = (amount: string): boolean => new Decimal(amount).precision(true) <= exactDigits;

/** As many decimals as the amount is written with, thousands in groups. */
const formatOf = (amount: string): string => {
  const decimals = (amount.split('.')[1] ?? '').length;
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
};

const sheetCell = (cell: WrittenCell) => {
  if (typeof cell === 'string') return cell === '' ? null : { value: cell, type: String };
  return isExact(cell.amount)
    ? { value: Number(cell.amount), type: Number, format: formatOf(cell.amount) }
    : { value: cell.amount, type: String };
};

/** Sheets of an XLSX, the first line of each in bold and kept in sight. Nothing is written as a formula. */
export const writeSpreadsheet = (
  sheets: readonly { name: string; head: readonly string[]; lines: readonly (readonly WrittenCell[])[] }[],
): Promise<Buffer> =>
  writeExcelFile(
    sheets.map(({ name, head, lines }) => ({
      sheet: name,
      stickyRowsCount: 1,
      columns: head.map((title) => ({ width: Math.max(12, title.length + 2) })),
      data: [
        head.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const })),
        ...lines.map((line) => line.map(sheetCell)),
      ],
    })),
  ).toBuffer();

/** What a spreadsheet program would take for a formula, in full width as well; amounts below zero are none. */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/;

const csvCell = (cell: WrittenCell): string =>
  typeof cell === 'string' ? cell.replace(formulaStart, (mark) => `'${mark}`) : cell.amount.replace('.', ',');

/** Lines of a file that are written one after the other; the first of them with `bom`. */
export const csvLines = (
  lines: readonly (readonly WrittenCell[])[],
  { bom = false }: { bom?: boolean } = {},
): string =>
  stringify(
    lines.map((line) => line.map(csvCell)),
    { delimiter: ';', record_delimiter: 'windows', bom },
  );

/**
 * Text separated by semicolons with a mark of UTF-8, as Turkish spreadsheet programs open it by a double click; decimals have a comma. What
 * such a program would take for a formula gets an apostrophe.
 */
export const writeCsv = (head: readonly string[], lines: readonly (readonly WrittenCell[])[]): Buffer =>
  Buffer.from(csvLines([head, ...lines], { bom: true }));
