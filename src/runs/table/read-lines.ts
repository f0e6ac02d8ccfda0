import type { Side } from '../../../machines/shared/request.ts';
import { noOwnUnits, type OwnUnits } from '../../money/own-units.ts';
import { isUnitCode, unitOf } from '../../money/units.ts';
import { foldText } from '../../reading/fold-text.ts';
import { readTypedUnit } from '../../reading/typed-unit.ts';
import type { Language } from '../../vocabulary/language.ts';
import { cellAt, type Cell, type TableLine } from './cell.ts';
import { subtractSigned } from './net-amount.ts';
import {
  readAmount,
  sideOfWord,
  styleOf,
  type AmountReading,
  type ColumnStyle,
  type NumberStyle,
} from './read-amount.ts';
import { dateOrderOf, readDate, type DateOrder } from './read-date.ts';
import type { ColumnMapping } from './recognise-columns.ts';
import type { TableKind } from './table-kind.ts';

/** What is wrong with a line as it stands in the file. */
export const lineProblems = [
  'customer_missing',
  'unit_unknown',
  'amount_missing',
  'amount_unreadable',
  'amount_ambiguous',
  'amount_too_precise',
  'side_unclear',
  'language_unknown',
  'period_unreadable',
  'form_unclear',
  'documents_unreadable',
] as const;
export type LineProblem = (typeof lineProblems)[number];

/** One line of a table, read: one balance of one account. */
export interface ReadLine {
  line: number;
  customer: string | null;
  name: string | null;
  account: string | null;
  unit: string | null;
  /** Decimal string with its side; null: there is a problem with it. */
  balance: { quantity: string; side: Side } | null;
  contact: string | null;
  language: Language | null;
  reference: string | null;
  /** `YYYY-MM-DD`. */
  periodEnd: string | null;
  /** Of a table of declarations; null: of balances, or there is a problem with it. */
  babs: BabsCount | null;
  problems: readonly LineProblem[];
  /** Unit, amount and side as they are written, for the file of errors; form and number of documents of declarations. */
  written: { unit: string; amount: string; side: string; form?: string; documents?: string };
}

/** `Ba`: what we bought from the customer; `Bs`: what we sold to them (domain 3.3). */
export interface BabsCount {
  form: 'Ba' | 'Bs';
  documents: number;
}

export interface ReadingRules {
  kind: TableKind;
  mapping: ColumnMapping;
  /** Of all lines without a unit of their own; null: each has to name one. */
  unit: string | null;
  /** Units of the tenant; retired ones are not read. */
  own: OwnUnits;
  /** What a person said; null: what the table shows. */
  numbers: NumberStyle | null;
}

/** What the table showed, for people to see how it was read. */
export interface TableManner {
  numbers: ColumnStyle;
  dates: DateOrder;
  /** Nothing names sides: a minus is a credit, everything else a debit (domain 2.5). */
  sides: 'named' | 'by_sign';
}

const languageWords: Readonly<Record<string, Language>> = {
  ...{ tr: 'tr', turkce: 'tr', turkish: 'tr', trk: 'tr', tur: 'tr' },
  ...{ en: 'en', ingilizce: 'en', english: 'en', eng: 'en', ing: 'en' },
  ...{ ar: 'ar', arapca: 'ar', arabic: 'ar', ara: 'ar', العربيه: 'ar', عربي: 'ar' },
};

const languageOf = (text: string): Language | null => {
  const word = foldText(text);
  return Object.hasOwn(languageWords, word) ? (languageWords[word] ?? null) : null;
};

/** A unit by its code or by one of the words people have for it. */
export const unitOfText = (text: string, own: OwnUnits): string | null => {
  const isKnown = (code: string): boolean => isUnitCode(code) || own.find(code)?.isRetired === false;
  const code = text.trim().toUpperCase();
  if (isKnown(code)) return code;
  const named = readTypedUnit(text, own);
  return named !== null && isKnown(named) ? named : null;
};

const textAt = (line: TableLine, column: number | undefined): string | null =>
  cellAt(line, column).text || null;

const amountColumns = ({ amount, debit, credit }: ColumnMapping): number[] =>
  [amount, debit, credit].filter((column) => column !== undefined);

const unitIn = (line: TableLine, { mapping, unit, own }: ReadingRules): string | null => {
  const written = textAt(line, mapping.unit);
  if (written !== null) return unitOfText(written, own);
  // «1.250,34 TL»: the unit stands beside the number.
  const beside = amountColumns(mapping)
    .map((column) => cellAt(line, column))
    .filter(({ isNumber }) => !isNumber)
    .map(({ text }) => unitOfText(text.replace(/[\d.,()+-]|(?<!\p{L})[BA](?!\p{L})/gu, ' '), own))
    .find((found) => found !== null);
  return beside ?? unit;
};

/** The manner of the columns of amounts: one for all, when every cell that shows one shows the same. */
const numbersOf = (lines: readonly TableLine[], rules: ReadingRules): ColumnStyle => {
  const seen = new Set<NumberStyle>();
  for (const line of lines) {
    const unit = unitIn(line, rules);
    for (const column of amountColumns(rules.mapping)) {
      const cell = cellAt(line, column);
      if (cell.isNumber || cell.text === '' || unit === null) continue;
      const style = styleOf(cell.text, unitOf(unit, rules.own).decimalsStored);
      if (style !== null) seen.add(style);
    }
    if (seen.size === 2) return 'mixed';
  }
  return [...seen][0] ?? null;
};

const mannerOf = (lines: readonly TableLine[], rules: ReadingRules): TableManner => {
  const { mapping } = rules;
  const dates = lines.map((line) => cellAt(line, mapping.periodEnd).text).filter((text) => text !== '');
  const isNamed =
    mapping.side !== undefined ||
    mapping.debit !== undefined ||
    mapping.credit !== undefined ||
    lines.some((line) => hasSide(readAmount(cellAt(line, mapping.amount), 4, rules.numbers)));
  return {
    numbers: rules.numbers ?? numbersOf(lines, rules),
    dates: dateOrderOf(dates),
    sides: isNamed ? 'named' : 'by_sign',
  };
};

const hasSide = (reading: AmountReading): boolean => 'side' in reading && reading.side !== null;

type Balance = { quantity: string; side: Side } | LineProblem;

const problemOf = (reading: AmountReading): LineProblem | null => {
  if (!('problem' in reading)) return null;
  const problems = {
    empty: 'amount_missing',
    unreadable: 'amount_unreadable',
    ambiguous: 'amount_ambiguous',
    precise: 'amount_too_precise',
  } as const;
  return problems[reading.problem];
};

/** One amount: its side is written, or its sign says it; both at once contradict each other. */
const oneAmount = (reading: AmountReading, sideCell: Cell | null): Balance => {
  if ('problem' in reading) return problemOf(reading) ?? 'amount_unreadable';
  const { quantity, isNegative } = reading;
  const written = sideCell === null || sideCell.text === '' ? null : sideOfWord(sideCell.text);
  if (sideCell !== null && sideCell.text !== '' && written === null) return 'side_unclear';
  if (written !== null && reading.side !== null && written !== reading.side) return 'side_unclear';
  const named = written ?? reading.side;
  if (named === null) {
    // A column of sides that says nothing here: only of nothing the side does not matter.
    if (sideCell !== null && /[1-9]/.test(quantity) && !isNegative) return 'side_unclear';
    return { quantity, side: isNegative ? 'A' : 'B' };
  }
  return isNegative ? 'side_unclear' : { quantity, side: named };
};

/** Two columns of a ledger: what is left of debit and credit. */
const twoAmounts = (debit: AmountReading, credit: AmountReading): Balance => {
  const isEmpty = (one: AmountReading): boolean => 'problem' in one && one.problem === 'empty';
  if (isEmpty(debit) && isEmpty(credit)) return 'amount_missing';
  for (const one of [debit, credit]) {
    const problem = isEmpty(one) ? null : problemOf(one);
    if (problem !== null) return problem;
  }
  const signed = (one: AmountReading): string =>
    'problem' in one ? '0' : `${one.isNegative ? '-' : ''}${one.quantity}`;
  return subtractSigned(signed(debit), signed(credit));
};

const balanceOf = (
  line: TableLine,
  { mapping, own }: ReadingRules,
  unit: string,
  { numbers }: TableManner,
): Balance => {
  const { decimalsStored } = unitOf(unit, own);
  const read = (column: number | undefined): AmountReading =>
    readAmount(cellAt(line, column), decimalsStored, numbers);
  return mapping.amount === undefined
    ? twoAmounts(read(mapping.debit), read(mapping.credit))
    : oneAmount(read(mapping.amount), mapping.side === undefined ? null : cellAt(line, mapping.side));
};

const formWords: Readonly<Record<string, BabsCount['form']>> = {
  ...{ ba: 'Ba', 'ba formu': 'Ba', alis: 'Ba', alim: 'Ba', alimlar: 'Ba', purchase: 'Ba', purchases: 'Ba' },
  ...{ bs: 'Bs', 'bs formu': 'Bs', satis: 'Bs', satim: 'Bs', satislar: 'Bs', sale: 'Bs', sales: 'Bs' },
};

/** Form and number of documents of a line of declarations. */
const babsOf = (line: TableLine, { mapping }: ReadingRules): BabsCount | LineProblem => {
  const word = foldText(cellAt(line, mapping.form).text);
  const form = Object.hasOwn(formWords, word) ? formWords[word] : undefined;
  if (form === undefined) return 'form_unclear';
  const written = cellAt(line, mapping.documents).text.replace(/[.,]0+$/, '');
  return /^\d{1,6}$/.test(written) ? { form, documents: Number(written) } : 'documents_unreadable';
};

/** A total of declarations is in lira and has no sign: its form says its side. */
const totalOf = (
  line: TableLine,
  rules: ReadingRules,
  manner: TableManner,
  babs: BabsCount | null,
): Balance => {
  const { amount } = rules.mapping;
  const reading = readAmount(cellAt(line, amount), unitOf('TRY', noOwnUnits).decimalsStored, manner.numbers);
  if ('problem' in reading) return problemOf(reading) ?? 'amount_unreadable';
  if (reading.isNegative) return 'amount_unreadable';
  return { quantity: reading.quantity, side: babs?.form === 'Ba' ? 'A' : 'B' };
};

const readOne = (line: TableLine, rules: ReadingRules, manner: TableManner): ReadLine => {
  const { mapping } = rules;
  const problems: LineProblem[] = [];
  const isBabs = rules.kind === 'babs';
  const account = textAt(line, mapping.account);
  const customer = mapping.customer === undefined ? account : textAt(line, mapping.customer);
  if (customer === null) problems.push('customer_missing');
  const unit = unitIn(line, rules);
  if (unit === null || (isBabs && unit !== 'TRY')) problems.push('unit_unknown');
  const babs = isBabs ? babsOf(line, rules) : null;
  if (typeof babs === 'string') problems.push(babs);
  const counted = typeof babs === 'string' ? null : babs;
  const balance =
    unit === null
      ? null
      : isBabs
        ? totalOf(line, rules, manner, counted)
        : balanceOf(line, rules, unit, manner);
  if (typeof balance === 'string') problems.push(balance);
  const writtenLanguage = textAt(line, mapping.language);
  const language = writtenLanguage === null ? null : languageOf(writtenLanguage);
  if (writtenLanguage !== null && language === null) problems.push('language_unknown');
  const writtenDate = textAt(line, mapping.periodEnd);
  const periodEnd = writtenDate === null ? null : readDate(writtenDate, manner.dates);
  if (writtenDate !== null && periodEnd === null) problems.push('period_unreadable');
  return {
    line: line.line,
    customer,
    name: textAt(line, mapping.name),
    account: account ?? (mapping.account === undefined ? customer : null),
    unit,
    balance: typeof balance === 'string' ? null : balance,
    contact: textAt(line, mapping.contact),
    language,
    reference: textAt(line, mapping.reference),
    periodEnd,
    babs: counted,
    problems,
    written: {
      unit: cellAt(line, mapping.unit).text,
      amount: amountColumns(mapping)
        .map((column) => cellAt(line, column).text)
        .join(' / '),
      side: cellAt(line, mapping.side).text,
      ...(isBabs
        ? { form: cellAt(line, mapping.form).text, documents: cellAt(line, mapping.documents).text }
        : {}),
    },
  };
};

const total = /^(genel |ara |grand |sub ?)?(toplam|toplami|total|yekun)$/;

/** Below the balances many programs write sums: a line that names no customer and says so. */
const isTotal = (line: TableLine, { mapping }: ReadingRules): boolean => {
  const customer = textAt(line, mapping.customer ?? mapping.account);
  return (
    (customer === null || total.test(foldText(customer))) &&
    line.cells.some(({ text }) => total.test(foldText(text)))
  );
};

/** Lines of data read by the same rules; sums are left out. */
export const readLines = (
  lines: readonly TableLine[],
  given: ReadingRules,
): { lines: ReadLine[]; manner: TableManner } => {
  // Declarations are in lira, and nobody writes so.
  const rules: ReadingRules = given.kind === 'babs' ? { ...given, unit: given.unit ?? 'TRY' } : given;
  const data = lines.filter((line) => !isTotal(line, rules));
  const manner = mannerOf(data, rules);
  return { lines: data.map((line) => readOne(line, rules, manner)), manner };
};
