import { AppError } from '../shared/errors.ts';
import { csvLines, writeSpreadsheet, type WrittenCell } from '../runs/table/write-table.ts';
import { exportColumns, type ExportColumn, type StaffLanguage } from './export-texts.ts';
import { inChunks } from './transcript-json.ts';

/** More lines than a spreadsheet is made of here. */
export class ExportTooLarge extends AppError {
  readonly code = 'export_too_large';
  readonly retryable = false;
}

/** A list with a line or several for each of its items. */
export interface ListTable<Item> {
  name: string;
  columns: readonly ExportColumn[];
  linesOf(item: Item): readonly (readonly WrittenCell[])[];
}

const headOf = (columns: readonly ExportColumn[], language: StaffLanguage): string[] =>
  columns.map((column) => exportColumns[column][language]);

/** As text, line by line: a list may have any length. */
export const listCsv = <Item>(
  items: AsyncIterable<Item>,
  { columns, linesOf }: ListTable<Item>,
  language: StaffLanguage,
): AsyncIterable<string> => {
  const lines = async function* (): AsyncGenerator<string> {
    yield csvLines([headOf(columns, language)], { bom: true });
    for await (const item of items) yield csvLines(linesOf(item));
  };
  return inChunks(lines());
};

/** A spreadsheet is made as a whole: some 15 KB of memory a line. */
const maxLines = 20_000;

/** Throws `ExportTooLarge`. */
export const listSpreadsheet = async <Item>(
  items: AsyncIterable<Item>,
  { name, columns, linesOf }: ListTable<Item>,
  language: StaffLanguage,
): Promise<Buffer> => {
  const lines: (readonly WrittenCell[])[] = [];
  for await (const item of items) {
    lines.push(...linesOf(item));
    if (lines.length > maxLines)
      throw new ExportTooLarge(`A spreadsheet has at most ${maxLines} lines; take csv.`);
  }
  return writeSpreadsheet([{ name, head: headOf(columns, language), lines }]);
};
