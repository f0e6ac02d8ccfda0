import type { Line } from '../../machines/shared/request.ts';
import { isZeroDecimal, scaleToUnit } from '../money/decimal.ts';
import { formatDecimal, unitName } from '../money/format-amount.ts';
import { formatInstantDate, formatLocalDate } from '../money/format-time.ts';
import { grey, Sheet } from '../paper/sheet.ts';
import type { Language } from '../vocabulary/language.ts';
import { letterTexts } from './letter-texts.ts';
import type { BabsCount } from './table/read-lines.ts';

/** A reconciliation letter as it goes onto paper (domain 3.1, 8.3). */
export interface Letter {
  company: string;
  /** Address, tax office, registry number, in one line; null: none. */
  letterhead: string | null;
  language: Language;
  /** When the letter is of; also what the file says when it was made. */
  at: Date;
  timeZone: string;
  reference: string;
  version: number;
  recipient: string;
  accountNo: string;
  /** `YYYY-MM-DD`. */
  periodEnd: string;
  deadline: string;
  lines: readonly Line[];
  /** Of a letter about declarations; null: of an account. */
  babs: BabsCount | null;
  /** Constants used and the like, as the business wrote it. */
  note: string | null;
  hasContract: boolean;
  /** SHA-256 (hex) of what is asked. */
  hash: string;
}

/** Keeps a value in one piece inside a text of the other direction (domain 2.6). */
const isolated = (value: string | number): string => `\u2068${value}\u2069`;

const say =
  (language: Language) =>
  (key: string, values: Readonly<Record<string, string | number>> = {}): string =>
    letterTexts.of(
      language,
      `letter:${key}`,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value)])),
    );

type Say = ReturnType<typeof say>;

const head = (sheet: Sheet, letter: Letter, text: Say): void => {
  const { company, letterhead, language, at, timeZone, reference, version } = letter;
  sheet.paragraph(isolated(company), { size: 14, weight: 'bold', align: 'center' });
  if (letterhead !== null) sheet.paragraph(isolated(letterhead), { size: 8, align: 'center', color: grey });
  sheet.space(6);
  sheet.rule();
  sheet.space(14);
  const half = sheet.width / 2;
  const date = formatInstantDate(at.toISOString(), language, timeZone);
  sheet.row([
    { text: text('date', { date }), width: half - 8 },
    { text: text('reference', { reference, version }), from: half, width: half, align: 'end' },
  ]);
  sheet.space(18);
  sheet.paragraph(text('recipient', { name: letter.recipient }), { size: 11, weight: 'bold' });
  sheet.paragraph(text('attention'));
  sheet.space(14);
};

const balances = (sheet: Sheet, { lines, language }: Letter, text: Say): void => {
  const columns = [
    { from: 0, width: 150, align: 'start' },
    { from: 150, width: 110, align: 'figures' },
    { from: 280, width: 80, align: 'start' },
    { from: 360, width: sheet.width - 360, align: 'start' },
  ] as const;
  const row = (texts: readonly string[], weight: 'bold' | 'regular'): void => {
    sheet.row(columns.map((column, index) => ({ ...column, text: texts[index] ?? '', weight })));
    sheet.space(3);
  };
  row(
    (['unit', 'quantity', 'side', 'meaning'] as const).map((column) => text(`column.${column}`)),
    'bold',
  );
  sheet.rule();
  sheet.space(4);
  for (const { unit, quantity, side } of lines) {
    const shown = isZeroDecimal(quantity) ? 'none' : side;
    const name = unitName(unit, language);
    const capital = name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
    row(
      [
        ...[capital, formatDecimal(scaleToUnit(quantity, unit), language)],
        ...[text(`side.${shown}`), text(`meaning.${shown}`)],
      ],
      'regular',
    );
  }
  sheet.rule();
};

/** `10.2026` */
const monthOf = (periodEnd: string): string => `${periodEnd.slice(5, 7)}.${periodEnd.slice(0, 4)}`;

const totals = (sheet: Sheet, { lines, language, periodEnd }: Letter, babs: BabsCount, text: Say): void => {
  const columns = [
    { from: 0, width: 170, align: 'start' },
    { from: 170, width: 70, align: 'start' },
    { from: 240, width: 90, align: 'figures' },
    { from: 330, width: sheet.width - 330, align: 'figures' },
  ] as const;
  const row = (texts: readonly string[], weight: 'bold' | 'regular'): void => {
    sheet.row(columns.map((column, index) => ({ ...column, text: texts[index] ?? '', weight })));
    sheet.space(3);
  };
  row(
    (['form', 'month', 'documents', 'total'] as const).map((column) => text(`babs.column.${column}`)),
    'bold',
  );
  sheet.rule();
  sheet.space(4);
  for (const { unit, quantity } of lines)
    row(
      [
        ...[text(`babs.form.${babs.form}`), monthOf(periodEnd)],
        ...[
          formatDecimal(String(babs.documents), language),
          formatDecimal(scaleToUnit(quantity, unit), language),
        ],
      ],
      'regular',
    );
  sheet.rule();
};

/** What is asked: the balances of an account, or the totals of a declaration. */
const asked = (sheet: Sheet, letter: Letter, text: Say): void => {
  const { language, accountNo, periodEnd, babs } = letter;
  const period = formatLocalDate(periodEnd, language);
  const month = monthOf(periodEnd);
  const subject =
    babs === null ? text('subject', { period }) : text('babs.subject', { form: babs.form, month });
  sheet.paragraph(subject, { weight: 'bold' });
  sheet.space(10);
  sheet.paragraph(
    babs === null
      ? text('statement', { account: accountNo, period })
      : text('babs.statement', { form: babs.form, month }),
  );
  sheet.space(10);
  if (babs === null) balances(sheet, letter, text);
  else totals(sheet, letter, babs, text);
  sheet.space(10);
};

const dots = '.'.repeat(70);

const reply = (sheet: Sheet, { lines, language }: Letter, text: Say): void => {
  sheet.need(150);
  sheet.rule({ dash: 3 });
  sheet.space(8);
  sheet.paragraph(text('reply.title'), { weight: 'bold', align: 'center' });
  sheet.space(6);
  const third = sheet.width / 3;
  sheet.row(
    (['agreed', 'disagreed', 'partly'] as const).map((answer, index) => ({
      ...{ text: text(`reply.${answer}`), from: index * third, width: third - 6 },
    })),
  );
  sheet.space(6);
  const own = lines.map(({ unit }) => `${unitName(unit, language)}: ${dots.slice(0, 24)}`).join('   ');
  sheet.paragraph(`${text('reply.own')} ${own}`);
  sheet.space(6);
  sheet.paragraph(`${text('reply.explanation')} ${dots}`);
  sheet.space(6);
  sheet.paragraph(`${text('reply.signature')} ${dots.slice(0, 48)}`);
};

/** The letter as a PDF. The same letter is the same file, byte by byte. */
export const drawLetter = (letter: Letter): Promise<Buffer> => {
  const { company, language, reference, babs, hasContract, note, hash } = letter;
  const text = say(language);
  const sheet = new Sheet({
    ...{ title: reference, author: company, language, at: letter.at },
    direction: language === 'ar' ? 'rtl' : 'ltr',
    foot: (page) => `${text('hash', { hash })}${page > 1 ? `   ${page}` : ''}`,
  });
  head(sheet, letter, text);
  asked(sheet, letter, text);
  if (note !== null) {
    sheet.paragraph(isolated(note), { size: 8.5, color: grey });
    sheet.space(8);
  }
  const deadline = formatLocalDate(letter.deadline, language);
  sheet.paragraph(text(babs === null ? 'request' : 'babs.request', { deadline }));
  sheet.space(8);
  sheet.paragraph(text('reserve'));
  if (hasContract && babs === null) sheet.paragraph(text('contract'));
  sheet.space(14);
  sheet.paragraph(text('closing'));
  sheet.paragraph(isolated(company), { weight: 'bold' });
  sheet.space(24);
  reply(sheet, letter, text);
  return sheet.end();
};
