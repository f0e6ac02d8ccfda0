import type { Line } from '../../machines/shared/request.ts';
import { isZeroDecimal, scaleToUnit } from '../money/decimal.ts';
import { formatDecimal, unitName } from '../money/format-amount.ts';
import { formatConstant } from '../money/format-constant.ts';
import { formatInstantDate, formatLocalDate } from '../money/format-time.ts';
import type { OwnUnits } from '../money/own-units.ts';
import type { HeldConstant } from '../money/unit-constants.ts';
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
  /** Of the tenant. */
  ownUnits: OwnUnits;
  /** Of a letter about declarations; null: of an account. */
  babs: BabsCount | null;
  /** Those of the units that held on the day of the balances (domain R10). */
  constants: readonly HeldConstant[];
  /** What else the business wrote for all letters of the run. */
  note: string | null;
  /** When the written current-account contract was signed, `YYYY-MM-DD`; null: none is on file (domain R12). */
  contractOf: string | null;
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

const capitalName = (unit: string, { language, ownUnits }: Letter): string => {
  const name = unitName(unit, language, ownUnits);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
};

const balances = (sheet: Sheet, letter: Letter, text: Say): void => {
  const { lines, language, ownUnits } = letter;
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
    row(
      [
        ...[capitalName(unit, letter), formatDecimal(scaleToUnit(quantity, unit, ownUnits), language)],
        ...[text(`side.${shown}`), text(`meaning.${shown}`)],
      ],
      'regular',
    );
  }
  sheet.rule();
};

const constantsUsed = (sheet: Sheet, { constants, language, ownUnits }: Letter, text: Say): void => {
  if (constants.length === 0) return;
  sheet.paragraph(text('constants'), { size: 8.5, weight: 'bold' });
  for (const constant of constants)
    sheet.paragraph(isolated(formatConstant(constant, language, ownUnits)), { size: 8.5 });
  sheet.space(8);
};

/** `10.2026` */
const monthOf = (periodEnd: string): string => `${periodEnd.slice(5, 7)}.${periodEnd.slice(0, 4)}`;

const totals = (
  sheet: Sheet,
  { lines, language, periodEnd, ownUnits }: Letter,
  babs: BabsCount,
  text: Say,
): void => {
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
          formatDecimal(scaleToUnit(quantity, unit, ownUnits), language),
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

/** What the customer may tick: a declaration has one total, of which nobody agrees to a part. */
const answersTo = ({ babs }: Letter) =>
  babs === null ? (['agreed', 'disagreed', 'partly'] as const) : (['agreed', 'disagreed'] as const);

/** Each figure that is asked about, as the customer's own books have it, with the sides it may be on. */
const ownFigures = (letter: Letter, text: Say): [label: string, tail: string][] =>
  letter.babs === null
    ? letter.lines.map(({ unit }) => [`${capitalName(unit, letter)}:`, text('reply.sides')])
    : (['documents', 'total'] as const).map((column) => [`${text(`babs.column.${column}`)}:`, '']);

const reply = (sheet: Sheet, letter: Letter, text: Say): void => {
  const gap = 16;
  sheet.need(180);
  sheet.rule({ dash: 3 });
  sheet.space(8);
  sheet.paragraph(text('reply.title'), { weight: 'bold', align: 'center' });
  sheet.space(6);
  const third = sheet.width / 3;
  sheet.row(
    answersTo(letter).map((answer, index) => ({
      ...{ text: text(`reply.${answer}`), from: index * third, width: third - 6 },
    })),
  );
  sheet.space(8);
  sheet.paragraph(text('reply.own'));
  sheet.space(4);
  const figures = ownFigures(letter, text);
  const width = (sheet.width - gap) / 2;
  for (let first = 0; first < figures.length; first += 2) {
    sheet.row(
      figures.slice(first, first + 2).map(([label, tail], index) => ({
        ...{ text: sheet.dotted(label, { width, tail }), from: index * (width + gap), width },
      })),
    );
    sheet.space(6);
  }
  sheet.paragraph(sheet.dotted(text('reply.explanation')));
  sheet.space(6);
  sheet.paragraph(sheet.dotted(''));
  sheet.space(6);
  sheet.paragraph(sheet.dotted(text('reply.signature')));
};

/** The letter as a PDF. The same letter is the same file, byte by byte. */
export const drawLetter = (letter: Letter): Promise<Buffer> => {
  const { company, language, reference, babs, contractOf, note, hash } = letter;
  const text = say(language);
  const sheet = new Sheet({
    ...{ title: reference, author: company, language, at: letter.at },
    direction: language === 'ar' ? 'rtl' : 'ltr',
    foot: (page) => `${text('hash', { hash })}${page > 1 ? `   ${page}` : ''}`,
  });
  head(sheet, letter, text);
  asked(sheet, letter, text);
  constantsUsed(sheet, letter, text);
  if (note !== null) {
    sheet.paragraph(isolated(note), { size: 8.5, color: grey });
    sheet.space(8);
  }
  const deadline = formatLocalDate(letter.deadline, language);
  sheet.paragraph(text(babs === null ? 'request' : 'babs.request', { deadline }));
  sheet.space(8);
  sheet.paragraph(text('reserve'));
  if (contractOf !== null && babs === null)
    sheet.paragraph(text('contract', { date: formatLocalDate(contractOf, language) }));
  sheet.space(14);
  sheet.paragraph(text('closing'));
  sheet.paragraph(isolated(company), { weight: 'bold' });
  sheet.space(24);
  reply(sheet, letter, text);
  return sheet.end();
};
