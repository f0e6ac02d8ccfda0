import { isTaxNumber, plainTaxNumber } from '../customers/tax-number.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { unitOf } from '../money/units.ts';
import { readNumber } from '../reading/read-number.ts';
import type { Cell } from '../runs/table/cell.ts';
import { unitOfText } from '../runs/table/read-lines.ts';

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
