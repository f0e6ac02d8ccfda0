import { exactDecimal, wholeDecimal } from '../bson/decimal.ts';
import { fitsLong, longValue } from '../bson/make.ts';
import { textOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { nullValue } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import { asDouble, exactInteger } from './number-sum.ts';
import { isNullish, resultType, unary } from './operands.ts';
import type { OperatorCompiler } from './operands.ts';

function cannotConvert(what: string): CommandError {
  return new CommandError(241, 'ConversionFailure', `${what} in $convert with no onError value`);
}

function fromText(text: string): bigint {
  if (!/^[+-]?\d+$/.test(text)) throw cannotConvert(`Failed to parse number '${text}'`);
  return BigInt(text.startsWith('+') ? text.slice(1) : text);
}

function fromDecimal(value: Value): bigint {
  const exact = exactDecimal(value.buf, value.start);
  const whole = wholeDecimal(exact);
  if (whole !== undefined) return whole;
  const what = exact.kind === 'nan' ? 'NaN' : 'infinity';
  throw cannotConvert(`Attempt to convert ${what} value to integer type`);
}

function fromDouble(value: number): bigint {
  if (Number.isNaN(value)) throw cannotConvert('Attempt to convert NaN value to integer type');
  if (!Number.isFinite(value)) throw cannotConvert('Attempt to convert infinity value to integer type');
  return BigInt(Math.trunc(value));
}

function wholeOf(value: Value): bigint {
  switch (value.type) {
    case BsonType.boolean:
      return value.buf[value.start] === 1 ? 1n : 0n;
    case BsonType.int32:
    case BsonType.long:
    case BsonType.date:
      return exactInteger(value);
    case BsonType.double:
      return fromDouble(asDouble(value));
    case BsonType.decimal:
      return fromDecimal(value);
    case BsonType.string:
      return fromText(textOf(value));
    default:
      throw cannotConvert(`Unsupported conversion from ${resultType(value)} to long`);
  }
}

/** `$toLong`: numbers without their fraction, booleans, milliseconds of dates and whole numbers in text. */
export const toLong: OperatorCompiler = unary('$toLong', (value) => {
  if (value === undefined || isNullish(value)) return nullValue;
  const whole = wholeOf(value);
  if (!fitsLong(whole)) throw cannotConvert('Conversion would overflow target type');
  return longValue(whole);
});
