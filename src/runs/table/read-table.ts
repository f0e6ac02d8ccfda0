import type { TableLine } from './cell.ts';
import type { TextEncoding } from './decode-text.ts';
import { readCsv } from './read-csv.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';
import { TableUnreadable } from './table-errors.ts';

export interface Table {
  format: 'xlsx' | 'csv';
  /** Null: a spreadsheet, which says so itself. */
  encoding: TextEncoding | null;
  lines: readonly TableLine[];
}

const isArchive = (content: Buffer): boolean =>
  content.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
/** The old binary formats of Office: they would be read as text. */
const isOldOffice = (content: Buffer): boolean =>
  content.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1';

/** A file by what is in it, whatever it is called: XLSX or separated text. Throws `TableUnreadable`, `TableTooLarge`. */
export const readTable = async (content: Buffer): Promise<Table> => {
  if (isOldOffice(content)) throw new TableUnreadable('old_or_encrypted');
  if (isArchive(content))
    return checked({ format: 'xlsx', encoding: null, lines: await readSpreadsheet(content) });
  const { lines, encoding } = await readCsv(content);
  return checked({ format: 'csv', encoding, lines });
};

const checked = (table: Table): Table => {
  if (table.lines.length === 0) throw new TableUnreadable('empty');
  return table;
};
