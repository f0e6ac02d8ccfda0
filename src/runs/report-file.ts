import { formatInstant } from '../money/format-time.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { reportLinesOf, ReportSums, type ReportLine, type RunReport } from './run-report.ts';
import type { RunRow } from './run-row.ts';
import {
  answerTexts,
  columnTitles,
  problemTexts,
  reportTexts,
  stateTexts,
  type StaffLanguage,
} from './run-texts.ts';
import { writeCsv, writeSpreadsheet, type WrittenCell } from './table/write-table.ts';

export interface ReportOptions {
  language: StaffLanguage;
  timeZone: string;
  /** Of the tenant. */
  ownUnits: OwnUnits;
}

const titles = [
  ...(['row', 'customer', 'name', 'account', 'reference', 'version', 'unit', 'amount', 'side'] as const),
  ...(['answer', 'ownAmount', 'ownSide', 'difference', 'state', 'explanation', 'person'] as const),
  ...(['handedAt', 'closedAt', 'request', 'decision', 'contentHash', 'reason'] as const),
];

const shareTitles = [
  ...(['unit', 'state', 'letters', 'share', 'debit', 'shareOfDebit', 'credit', 'shareOfCredit'] as const),
];

export const stateText = (state: string, language: StaffLanguage): string =>
  stateTexts[state]?.[language] ?? state;

const amount = (value: string | null): WrittenCell => (value === null ? '' : { amount: value });
/** `%33,3` in Turkish (domain 2.6), `33.3%` in English. */
export const percentText = (value: string | null, language: StaffLanguage): string =>
  value === null ? '' : language === 'tr' ? `%${value.replace('.', ',')}` : `${value}%`;

const whyNot = ({ problems, body }: RunRow, language: StaffLanguage): string =>
  [...problems.map((problem) => problemTexts[problem][language]), body.failure ?? '']
    .filter((text) => text !== '')
    .join('; ');

const cellsOf = (
  { row, line, outcome, own, difference }: ReportLine,
  { language, timeZone }: ReportOptions,
): WrittenCell[] => {
  const { body } = row;
  const at = (instant: Date | null): string =>
    instant === null ? '' : formatInstant(instant.toISOString(), language, timeZone);
  return [
    ...[String(row.n), row.customer ?? '', body.name ?? '', body.account ?? ''],
    ...[body.letter?.id ?? '', String(body.letter?.version ?? ''), line.unit],
    ...[amount(line.quantity), line.side, answerTexts[outcome][language]],
    ...[amount(own?.quantity ?? null), own?.side ?? '', amount(difference)],
    ...[stateText(row.state, language), body.outcome?.reason ?? ''],
    ...[
      body.outcome?.contactRef ?? body.asked?.ref ?? '',
      at(row.handedAt),
      at(body.outcome?.closedAt ?? null),
    ],
    ...[row.requestId ?? '', body.outcome?.decisionId ?? '', body.outcome?.contentHash ?? ''],
    whyNot(row, language),
  ];
};

/** A row without a balance that could be read is in the report all the same. */
const linesOf = (row: RunRow, options: ReportOptions): WrittenCell[][] => {
  const lines = reportLinesOf(row, options.ownUnits);
  if (lines.length > 0) return lines.map((line) => cellsOf(line, options));
  const { body, state } = row;
  const filled: Partial<Record<(typeof titles)[number], string>> = {
    ...{
      row: String(row.n),
      customer: row.customer ?? '',
      name: body.name ?? '',
      account: body.account ?? '',
    },
    ...{ state: stateText(state, options.language), reason: whyNot(row, options.language) },
  };
  return [titles.map((title) => filled[title] ?? '')];
};

const shareLines = ({ units }: RunReport, language: StaffLanguage): WrittenCell[][] =>
  units.map(({ unit, outcome, letters, share, debit, shareOfDebit, credit, shareOfCredit }) => [
    ...[unit, answerTexts[outcome][language], { amount: String(letters) }, percentText(share, language)],
    ...[
      amount(debit),
      percentText(shareOfDebit, language),
      amount(credit),
      percentText(shareOfCredit, language),
    ],
  ]);

const stateLines = ({ states }: RunReport, language: StaffLanguage): WrittenCell[][] =>
  states.map(({ state, letters, share }) => [
    ...[stateText(state, language), { amount: String(letters) }, percentText(share, language)],
  ]);

/** Every balance with its outcome and evidence, then the shares per state and per unit: as sheets, or below each other. */
export const writeReport = async (
  rows: AsyncIterable<RunRow>,
  format: 'csv' | 'xlsx',
  options: ReportOptions,
): Promise<Buffer> => {
  const { language } = options;
  const sums = new ReportSums(options.ownUnits);
  const lines: WrittenCell[][] = [];
  for await (const row of rows) {
    sums.add(row);
    lines.push(...linesOf(row, options));
  }
  const report = sums.report();
  const headOf = (names: readonly (keyof typeof columnTitles)[]): string[] =>
    names.map((name) => columnTitles[name][language]);
  const states = { head: headOf(['state', 'letters', 'share']), lines: stateLines(report, language) };
  const units = { head: headOf(shareTitles), lines: shareLines(report, language) };
  if (format === 'csv')
    return writeCsv(headOf(titles), [
      ...lines,
      [],
      states.head,
      ...states.lines,
      [],
      units.head,
      ...units.lines,
    ]);
  return writeSpreadsheet([
    { name: reportTexts.rows[language], head: headOf(titles), lines },
    { name: reportTexts.summary[language], ...states },
    { name: reportTexts.perUnit[language], ...units },
  ]);
};
