import { iysSources, iysStatuses, type IysState } from '../customers/customer.ts';
import { isTaxNumber, plainTaxNumber } from '../customers/tax-number.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { unitOf } from '../money/units.ts';
import { readNumber } from '../reading/read-number.ts';
import { cellAt, type Cell, type TableLine } from '../runs/table/cell.ts';
import { datesShown, readDate, type DateOrder } from '../runs/table/read-date.ts';
import { unitOfText } from '../runs/table/read-lines.ts';
import { localInstant } from '../timers/local-instant.ts';

type Read<Value, Problem> = { value: Value } | { problem: Problem };

/** A number that a spreadsheet kept as one loses the zeros it begins with: ten digits are all of it, or a person's eleven. */
export const taxNumberOf = ({ text }: Cell): Read<string, 'digits_lost' | 'not_a_tax_number'> => {
  if (/^\d+([.,]\d+)?e\+?\d+$/i.test(text)) return { problem: 'digits_lost' };
  const digits = plainTaxNumber(text.replace(/\.0+$/, ''));
  if (isTaxNumber(digits)) return { value: digits };
  return { problem: /^\d{1,9}$/.test(digits) ? 'digits_lost' : 'not_a_tax_number' };
};

interface Limit {
  unit: string;
  quantity: string;
}

const forms = [
  /^(?<quantity>[\d.,'’]+)\s*(?<unit>\D.*|\d+\s.*)$/u,
  /^(?<unit>.*\S)[\s:=]+(?<quantity>[\d.,'’]+)$/u,
];

/** `500 HAS`, `TRY: 100.000,00`, `22 ayar 250`. What can be meant in two ways is not taken: it would let somebody bind a thousandfold. */
const limitOf = (part: string, own: OwnUnits): Read<Limit, 'unknown_unit' | 'unclear_number'> => {
  const found = forms.flatMap((form) => {
    const { unit: named = '', quantity = '' } = form.exec(part)?.groups ?? {};
    const unit = named === '' ? null : unitOfText(named.replace(/[:=]\s*$/, ''), own);
    return unit === null ? [] : [{ unit, readings: readNumber(quantity, unitOf(unit, own).decimalsStored) }];
  });
  const [only, other] = found;
  if (only === undefined) return { problem: 'unknown_unit' };
  const [quantity, second] = only.readings;
  if (other !== undefined || quantity === undefined || second !== undefined)
    return { problem: 'unclear_number' };
  return { value: { unit: only.unit, quantity } };
};

/** Limits of a contact in one cell, divided by `;`, `|` or `/`. */
export const limitsOf = (
  { text }: Cell,
  own: OwnUnits,
): Read<Limit[], 'unknown_unit' | 'unclear_number' | 'taken_twice'> => {
  const limits: Limit[] = [];
  for (const part of text.split(/[;|/]/).map((one) => one.trim())) {
    if (part === '') continue;
    const read = limitOf(part, own);
    if ('problem' in read) return read;
    if (limits.some(({ unit }) => unit === read.value.unit)) return { problem: 'taken_twice' };
    limits.push(read.value);
  }
  return { value: limits };
};

const iysWords = new Map<string, IysState['status']>(
  Object.entries({
    ...{ onayli: 'ONAY', onayladi: 'ONAY', 'onay verdi': 'ONAY', izinli: 'ONAY', 'izin verdi': 'ONAY' },
    ...{ approved: 'ONAY', accepted: 'ONAY', 'opt in': 'ONAY', 'opt-in': 'ONAY' },
    ...{ red: 'RET', reddetti: 'RET', reddedildi: 'RET', 'ret verdi': 'RET', izinsiz: 'RET' },
    ...{ refused: 'RET', rejected: 'RET', 'opt out': 'RET', 'opt-out': 'RET' },
  } as const),
);

/** `ONAY`, `Ret`, and what people write for them; whether somebody is registered at all (`evet`, `yok`) is neither. Folded. */
export const iysStatusOf = (folded: string): IysState['status'] | undefined =>
  iysStatuses.find((one) => one.toLowerCase() === folded) ?? iysWords.get(folded);

const plainSource = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^hs/, '');

const iysSourceOfPlain = new Map(iysSources.map((source) => [plainSource(source), source]));
iysSourceOfPlain.set('elektronikortam', 'HS_EORTAM');

/** `HS_CAGRI_MERKEZI`, «Çağrı merkezi». Folded. */
export const iysSourceOf = (folded: string): IysState['source'] | undefined =>
  iysSourceOfPlain.get(plainSource(folded));

/** A local date, and minutes after midnight where a time stands with it. */
export interface CellDate {
  date: string;
  minutes: number | null;
}

/** How the dates of a column are read. */
export interface ColumnDates {
  order: DateOrder;
  /** Days and months stand in both orders: what could be either is not taken. */
  isMixed: boolean;
}

/** Of each column, by all of its lines. One that does not show its order has that of the others: they come from one program. */
export const datesOfColumns = <Field>(
  lines: readonly TableLine[],
  columns: ReadonlyMap<Field, number>,
  fields: readonly Field[],
): ((field: Field) => ColumnDates) => {
  const shown = new Map(
    fields.map((field) => [
      field,
      datesShown(columns.has(field) ? lines.map((line) => cellAt(line, columns.get(field)).text) : []),
    ]),
  );
  const orders = new Set([...shown.values()].flatMap(({ order }) => order ?? []));
  const common = orders.size === 1 ? [...orders][0] : undefined;
  return (field) => {
    const { order = null, isMixed = false } = shown.get(field) ?? {};
    // Two columns that each show another order say nothing of a third.
    return { order: order ?? common ?? 'day-first', isMixed };
  };
};

/** `31.10.2026`, `2026-10-31 14:05`, `10/31/2026` where the column shows that the month comes first. */
export const cellDateOf = (
  { text }: Cell,
  { order, isMixed }: ColumnDates,
): Read<CellDate, 'not_a_date' | 'unclear_date'> => {
  const date = readDate(text, order);
  const turned = readDate(text, order === 'day-first' ? 'month-first' : 'day-first');
  if (date === null) return { problem: turned === null ? 'not_a_date' : 'unclear_date' };
  if (isMixed && turned !== null && turned !== date) return { problem: 'unclear_date' };
  const [, hours = '', minutes = ''] = /[ T](\d{1,2}):(\d{2})/.exec(text) ?? [];
  if (hours === '') return { value: { date, minutes: null } };
  if (Number(hours) > 23 || Number(minutes) > 59) return { problem: 'not_a_date' };
  return { value: { date, minutes: Number(hours) * 60 + Number(minutes) } };
};

/** Two moments of one entry, of which one may be a day alone: then both are, as the law counts them. ISO. */
export const momentsOf = (said: CellDate, recorded: CellDate, timeZone: string): [string, string] => {
  const areDays = said.minutes === null || recorded.minutes === null;
  const momentOf = ({ date, minutes }: CellDate): string =>
    localInstant(date, areDays ? 0 : (minutes ?? 0), timeZone).toISOString();
  return [momentOf(said), momentOf(recorded)];
};
