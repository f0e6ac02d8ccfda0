import { exactDecimal } from '../bson/decimal.ts';
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
  const { kind, negative, digits, exponent } = exactDecimal(value.buf, value.start);
  if (kind === 'nan') throw cannotConvert('Attempt to convert NaN value to integer type');
  if (kind === 'infinite') throw cannotConvert('Attempt to convert infinity value to integer type');
  // Beyond 10^19 it cannot fit: the power is cut so that a huge exponent costs nothing.
  const power = digits === 0n ? 0 : Math.max(-40, Math.min(exponent, 20));
  const size = power >= 0 ? digits * 10n ** BigInt(power) : digits / 10n ** BigInt(-power);
  return negative ? -size : size;
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
