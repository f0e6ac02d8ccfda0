import type { RunRow } from './run-row.ts';
import { columnTitles, problemTexts, type StaffLanguage } from './run-texts.ts';
import type { TableKind } from './table/table-kind.ts';
import { writeCsv, writeSpreadsheet, type WrittenCell } from './table/write-table.ts';

const titlesOf = (kind: TableKind) => [
  ...(['line', 'customer', 'name', 'account', 'unit', 'amount', 'side'] as const),
  ...(['contact', 'language', 'reference', 'periodEnd'] as const),
  ...(kind === 'babs' ? (['form', 'documents'] as const) : []),
  'reason' as const,
];

export interface ErrorsFile {
  kind: TableKind;
  format: 'csv' | 'xlsx';
  language: StaffLanguage;
  /** How somebody whom the table names by a number is written for whoever takes the file out. */
  named(text: string): string;
}

/** By the reference of our books there is nothing to hide. */
const contactOf = ({ contact, asked }: RunRow['body'], named: ErrorsFile['named']): string =>
  contact === null || contact === asked?.ref ? (contact ?? '') : named(contact);

/** A line of the file for each line the letter was made of, as it was written there. */
const linesOf = (
  { customer, body, problems }: RunRow,
  { kind, language, named }: Omit<ErrorsFile, 'format'>,
): WrittenCell[][] => {
  const reason = problems.map((problem) => problemTexts[problem][language]).join('; ');
  return body.source.map(({ line, unit, amount, side, form = '', documents = '' }) => [
    ...[String(line), customer ?? '', body.name ?? '', body.account ?? '', unit, amount, side],
    ...[contactOf(body, named), body.language ?? '', body.reference ?? '', body.periodEnd ?? ''],
    ...(kind === 'babs' ? [form, documents] : []),
    reason,
  ]);
};

/** Rows that cannot go, with the reason behind each: to be corrected and given back as a file. */
export const writeErrorsFile = async (
  rows: AsyncIterable<RunRow>,
  { format, ...of }: ErrorsFile,
): Promise<Buffer> => {
  const head = titlesOf(of.kind).map((title) => columnTitles[title][of.language]);
  const lines: WrittenCell[][] = [];
  for await (const row of rows) lines.push(...linesOf(row, of));
  return format === 'csv'
    ? writeCsv(head, lines)
    : writeSpreadsheet([{ name: of.language === 'tr' ? 'Hatalar' : 'Errors', head, lines }]);
};
