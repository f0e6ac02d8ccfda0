import { setImmediate as breath } from 'node:timers/promises';
import { formatDecimal } from '../money/format-amount.ts';
import { formatInstant, formatLocalDate } from '../money/format-time.ts';
import { grey, Sheet, type Align } from '../paper/sheet.ts';
import { percentText, stateText, type ReportOptions } from './report-file.ts';
import { reportLinesOf, ReportSums, type ReportLine, type RunReport } from './run-report.ts';
import type { RunRow } from './run-row.ts';
import { answerTexts, columnTitles, reportTexts, type StaffLanguage } from './run-texts.ts';
import type { Run } from './run.ts';

interface Column {
  title: keyof typeof columnTitles;
  /** Points. */
  width: number;
  align?: Align;
}

const lineColumns: readonly Column[] = [
  { title: 'row', width: 28 },
  { title: 'customer', width: 58 },
  { title: 'name', width: 150 },
  { title: 'account', width: 70 },
  { title: 'unit', width: 58 },
  { title: 'amount', width: 74, align: 'figures' },
  { title: 'side', width: 26 },
  { title: 'answer', width: 62 },
  { title: 'difference', width: 62, align: 'figures' },
  { title: 'decision', width: 142 },
];

const stateColumns: readonly Column[] = [
  { title: 'state', width: 160 },
  { title: 'letters', width: 60, align: 'figures' },
  { title: 'share', width: 60, align: 'figures' },
];

const unitColumns: readonly Column[] = [
  { title: 'unit', width: 80 },
  { title: 'answer', width: 90 },
  { title: 'letters', width: 56, align: 'figures' },
  { title: 'share', width: 56, align: 'figures' },
  { title: 'debit', width: 110, align: 'figures' },
  { title: 'shareOfDebit', width: 80, align: 'figures' },
  { title: 'credit', width: 110, align: 'figures' },
  { title: 'shareOfCredit', width: 80, align: 'figures' },
];

const size = 7.5;

const writeLine = (
  sheet: Sheet,
  columns: readonly Column[],
  texts: readonly string[],
  weight: 'regular' | 'bold' = 'regular',
): void => {
  let from = 0;
  const cells = columns.map(({ width, align = 'start' }, index) => {
    const cell = { text: texts[index] ?? '', from, width: width - 4, align, size, weight };
    from += width;
    return cell;
  });
  sheet.row(cells);
  sheet.space(2);
};

const writeHead = (sheet: Sheet, columns: readonly Column[], language: StaffLanguage): void => {
  sheet.need(40);
  writeLine(
    sheet,
    columns,
    columns.map(({ title }) => columnTitles[title][language]),
    'bold',
  );
  sheet.rule();
  sheet.space(3);
};

const writeShares = (sheet: Sheet, { states, units }: RunReport, language: StaffLanguage): void => {
  sheet.paragraph(reportTexts.summary[language], { size: 10, weight: 'bold' });
  sheet.space(4);
  writeHead(sheet, stateColumns, language);
  for (const { state, letters, share } of states)
    writeLine(sheet, stateColumns, [
      ...[stateText(state, language), String(letters), percentText(share, language)],
    ]);
  sheet.space(10);
  sheet.paragraph(reportTexts.perUnit[language], { size: 10, weight: 'bold' });
  sheet.space(4);
  writeHead(sheet, unitColumns, language);
  for (const { unit, outcome, letters, debit, credit, ...shares } of units)
    writeLine(sheet, unitColumns, [
      ...[unit, answerTexts[outcome][language], String(letters), percentText(shares.share, language)],
      ...[formatDecimal(debit, language), percentText(shares.shareOfDebit, language)],
      ...[formatDecimal(credit, language), percentText(shares.shareOfCredit, language)],
    ]);
};

const figure = (value: string | null, language: StaffLanguage): string =>
  value === null ? '' : formatDecimal(value, language);

const cellsOf = ({ row, line, outcome, difference }: ReportLine, language: StaffLanguage): string[] => [
  ...[String(row.n), row.customer ?? '', row.body.name ?? '', row.body.account ?? '', line.unit],
  ...[formatDecimal(line.quantity, language), line.side, answerTexts[outcome][language]],
  ...[figure(difference, language), row.body.outcome?.decisionId ?? ''],
];

const writeRow = (
  sheet: Sheet,
  row: RunRow,
  { language, ownUnits }: Pick<ReportOptions, 'language' | 'ownUnits'>,
): void => {
  const lines = reportLinesOf(row, ownUnits);
  for (const line of lines) {
    if (sheet.room < 30) {
      sheet.newPage();
      writeHead(sheet, lineColumns, language);
    }
    writeLine(sheet, lineColumns, cellsOf(line, language));
  }
  if (lines.length === 0)
    writeLine(sheet, lineColumns, [
      ...[String(row.n), row.customer ?? '', row.body.name ?? '', row.body.account ?? '', '', '', ''],
      stateText(row.state, language),
    ]);
};

/** Rows that are drawn before everything else of the process has its turn. */
const atOnce = 20;

/** Rows that are added up before it is asked whether somebody waits for the report still. */
const atOnceSummed = 500;

export interface ReportPaper extends ReportOptions {
  company: string;
  by: string;
  at: Date;
}

/**
 * The report of a period on paper: shares first, then every balance with its answer, its difference and its evidence. Pages that are full are
 * given out while the next ones are drawn, so that its length costs time alone.
 */
export async function* drawReport(
  run: Run,
  rows: () => AsyncIterable<RunRow>,
  { company, by, at, language, timeZone, ownUnits }: ReportPaper,
): AsyncGenerator<Buffer> {
  const sheet = new Sheet({
    ...{ title: run.name, author: company, language, direction: 'ltr', at, layout: 'landscape' },
    foot: (page) => `${reportTexts.page[language]} ${page}`,
  });
  const sums = new ReportSums(ownUnits);
  let summed = 0;
  for await (const row of rows()) {
    sums.add(row);
    summed += 1;
    if (summed % atOnceSummed === 0) yield sheet.take();
  }
  sheet.paragraph(`${reportTexts.title[language]}: ${run.name}`, { size: 14, weight: 'bold' });
  sheet.paragraph(company, { size: 9 });
  const facts = [
    `${reportTexts.period[language]}: ${formatLocalDate(run.periodEnd, language)}`,
    `${reportTexts.made[language]}: ${formatInstant(at.toISOString(), language, timeZone)}`,
    `${reportTexts.by[language]}: ${by}`,
  ];
  sheet.paragraph(facts.join(' · '), { size: 8, color: grey });
  sheet.space(12);
  writeShares(sheet, sums.report(), language);
  sheet.space(14);
  sheet.paragraph(reportTexts.rows[language], { size: 10, weight: 'bold' });
  sheet.space(4);
  writeHead(sheet, lineColumns, language);
  let drawn = 0;
  for await (const row of rows()) {
    writeRow(sheet, row, { language, ownUnits });
    drawn += 1;
    if (drawn % atOnce !== 0) continue;
    await breath();
    // Also where no page is full: whoever reads it may have gone.
    yield sheet.take();
  }
  yield sheet.end();
}
