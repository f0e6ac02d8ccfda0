import type { RunRow } from './run-row.ts';
import { columnTitles, problemTexts, type StaffLanguage } from './run-texts.ts';
import { writeCsv, writeSpreadsheet, type WrittenCell } from './table/write-table.ts';

const titles = [
  ...(['line', 'customer', 'name', 'account', 'unit', 'amount', 'side'] as const),
  ...(['contact', 'language', 'reference', 'periodEnd', 'form', 'documents'] as const),
  'reason' as const,
];

/** A line of the file for each line the letter was made of, as it was written there. */
const linesOf = ({ customer, body, problems }: RunRow, language: StaffLanguage): WrittenCell[][] => {
  const reason = problems.map((problem) => problemTexts[problem][language]).join('; ');
  return body.source.map(({ line, unit, amount, side }) => [
    ...[String(line), customer ?? '', body.name ?? '', body.account ?? '', unit, amount, side],
    ...[body.contact ?? '', body.language ?? '', body.reference ?? '', body.periodEnd ?? ''],
    ...[body.babs?.form ?? '', body.babs === null ? '' : String(body.babs.documents), reason],
  ]);
};

/** Rows that cannot go, with the reason behind each: to be corrected and given back as a file. */
export const writeErrorsFile = async (
  rows: AsyncIterable<RunRow>,
  { format, language }: { format: 'csv' | 'xlsx'; language: StaffLanguage },
): Promise<Buffer> => {
  const head = titles.map((title) => columnTitles[title][language]);
  const lines: WrittenCell[][] = [];
  for await (const row of rows) lines.push(...linesOf(row, language));
  return format === 'csv'
    ? writeCsv(head, lines)
    : writeSpreadsheet([{ name: language === 'tr' ? 'Hatalar' : 'Errors', head, lines }]);
};
