import { iysSources, iysStatuses, type IysState } from '../customers/customer.ts';
import { isTaxNumber, plainTaxNumber } from '../customers/tax-number.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { unitOf } from '../money/units.ts';
import { readNumber } from '../reading/read-number.ts';
import type { Cell } from '../runs/table/cell.ts';
import { readDate } from '../runs/table/read-date.ts';
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

/** `31.10.2026`, `2026-10-31 14:05`. */
export const cellDateOf = ({ text }: Cell): Read<CellDate, 'not_a_date'> => {
  const date = readDate(text);
  if (date === null) return { problem: 'not_a_date' };
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
