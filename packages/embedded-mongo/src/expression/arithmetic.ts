import { dateValue, doubleValue, fitsLong, intOrLongValue, longValue } from '../bson/make.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, isNumberType } from '../bson/types.ts';
import { nullValue } from '../bson/writer.ts';
import { CommandError, badValue, typeMismatch } from '../errors.ts';
import { NumberSum, asDouble, exactInteger, refuseDecimal, roundHalfAway } from './number-sum.ts';
import { binary, isNullish, resultType, unary, variadic } from './operands.ts';
import type { OperatorCompiler } from './operands.ts';

function millisOf(value: Value): bigint {
  return value.buf.readBigInt64LE(value.start);
}

/** `$add`: numbers, or numbers (as milliseconds) and one date; null when any operand is null or missing. */
export const add: OperatorCompiler = variadic((operands) => (root) => {
  const sum = new NumberSum();
  let date: bigint | undefined;
  for (const operand of operands) {
    const value = operand(root);
    if (value === undefined || isNullish(value)) return nullValue;
    if (isNumberType(value.type)) sum.add('$add', value);
    else if (value.type !== BsonType.date)
      throw typeMismatch(`$add only supports numeric or date types, not ${resultType(value)}`);
    else if (date !== undefined)
      throw new CommandError(16612, 'Location16612', 'only one date allowed in an $add expression');
    else date = millisOf(value);
  }
  return date === undefined ? sum.result() : sum.date('$add', date);
});

function dateOverflow(): CommandError {
  return new CommandError(15, 'Overflow', 'date overflow in $subtract');
}

function subtractFromDate(left: Value, right: Value): Value {
  if (right.type === BsonType.date) {
    const difference = millisOf(left) - millisOf(right);
    if (!fitsLong(difference)) throw dateOverflow();
    return longValue(difference);
  }
  if (!isNumberType(right.type)) throw typeMismatch(`can't $subtract ${resultType(right)} from Date`);
  refuseDecimal('$subtract', right);
  if (right.type === BsonType.double && !Number.isFinite(asDouble(right))) throw dateOverflow();
  const millis =
    right.type === BsonType.double ? BigInt(roundHalfAway(asDouble(right))) : exactInteger(right);
  if (!fitsLong(millisOf(left) - millis)) throw dateOverflow();
  return dateValue(millisOf(left) - millis);
}

/** A whole number as the result of two: int32 grows to long; `otherwise` is the result beyond 64 bits. */
function wholeResult(result: bigint, isLong: boolean, otherwise: () => number): Value {
  if (!fitsLong(result)) return doubleValue(otherwise());
  return isLong ? longValue(result) : intOrLongValue(result);
}

/** `$subtract`: numbers, milliseconds from a date (a date), a date from a date (a long). */
export const subtract: OperatorCompiler = binary('$subtract', (left, right) => {
  if (left === undefined || right === undefined || isNullish(left) || isNullish(right)) return nullValue;
  if (left.type === BsonType.date) return subtractFromDate(left, right);
  if (!isNumberType(left.type) || !isNumberType(right.type))
    throw typeMismatch(`can't $subtract ${resultType(right)} from ${resultType(left)}`);
  refuseDecimal('$subtract', left);
  refuseDecimal('$subtract', right);
  const asDoubles = (): number => asDouble(left) - asDouble(right);
  if (left.type === BsonType.double || right.type === BsonType.double) return doubleValue(asDoubles());
  const isLong = left.type === BsonType.long || right.type === BsonType.long;
  return wholeResult(exactInteger(left) - exactInteger(right), isLong, asDoubles);
});

/** `$multiply`: exact for whole numbers as long as 64 bits hold the product, else a double. */
export const multiply: OperatorCompiler = variadic((operands) => (root) => {
  let product = 1;
  let whole: bigint | undefined = 1n;
  let isLong = false;
  for (const operand of operands) {
    const value = operand(root);
    if (value === undefined || isNullish(value)) return nullValue;
    if (!isNumberType(value.type))
      throw typeMismatch(`$multiply only supports numeric types, not ${resultType(value)}`);
    refuseDecimal('$multiply', value);
    product *= asDouble(value);
    isLong ||= value.type === BsonType.long;
    if (value.type === BsonType.double) whole = undefined;
    else if (whole !== undefined) whole *= exactInteger(value);
    if (whole !== undefined && !fitsLong(whole)) whole = undefined;
  }
  return whole === undefined ? doubleValue(product) : wholeResult(whole, isLong, () => product);
});

/** `$divide`: always a double. */
export const divide: OperatorCompiler = binary('$divide', (left, right) => {
  if (left === undefined || right === undefined || isNullish(left) || isNullish(right)) return nullValue;
  if (!isNumberType(left.type) || !isNumberType(right.type)) {
    throw typeMismatch(
      `$divide only supports numeric types, not ${resultType(left)} and ${resultType(right)}`,
    );
  }
  refuseDecimal('$divide', left);
  refuseDecimal('$divide', right);
  if (asDouble(right) === 0) throw badValue("can't $divide by zero");
  return doubleValue(asDouble(left) / asDouble(right));
});

/** `$floor`: of the same type as its operand. */
export const floor: OperatorCompiler = unary('$floor', (value) => {
  if (value === undefined || isNullish(value)) return nullValue;
  if (!isNumberType(value.type)) {
    throw new CommandError(
      28765,
      'Location28765',
      `$floor only supports numeric types, not ${resultType(value)}`,
    );
  }
  refuseDecimal('$floor', value);
  return value.type === BsonType.double ? doubleValue(Math.floor(asDouble(value))) : value;
});
