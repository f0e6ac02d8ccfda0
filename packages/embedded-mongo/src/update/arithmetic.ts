import { BsonType, isNumberType, typeName } from '../bson/types.ts';
import type { Value } from '../bson/raw.ts';
import { makeValue } from '../bson/writer.ts';
import { CommandError, badValue, notImplemented } from '../errors.ts';
import { numberOf } from '../query/numbers.ts';

function exactInteger(value: Value): bigint {
  return value.type === BsonType.int32
    ? BigInt(value.buf.readInt32LE(value.start))
    : value.buf.readBigInt64LE(value.start);
}

/** A whole number as int32 or long; `least` says which of the two it must be at least. */
function integerValue(result: bigint, isLong: boolean): Value {
  const fits = result >= -0x80000000n && result <= 0x7fffffffn;
  if (fits && !isLong) return makeValue((writer) => writer.int32('', Number(result)));
  if (result < -(1n << 63n) || result >= 1n << 63n)
    throw badValue('Failed to apply $inc operations to current value: overflow');
  return makeValue((writer) => writer.long('', result));
}

/** `$inc` and `$mul` with MongoDB's number types: int32 grows to long, a double makes a double. */
export function combineNumbers(
  name: '$inc' | '$mul',
  before: Value | undefined,
  operand: Value,
  path: string,
): Value {
  if (!isNumberType(operand.type)) {
    throw new CommandError(
      14,
      'TypeMismatch',
      `Cannot ${name === '$inc' ? 'increment' : 'multiply'} with non-numeric argument: {${path}: ${typeName(operand.type)}}`,
    );
  }
  if (before === undefined && name === '$inc') return operand;
  if (before !== undefined && !isNumberType(before.type)) {
    throw new CommandError(
      14,
      'TypeMismatch',
      `Cannot apply ${name} to a value of non-numeric type. The field '${path}' is of non-numeric type ${typeName(before.type)}`,
    );
  }
  if (operand.type === BsonType.decimal || before?.type === BsonType.decimal)
    throw notImplemented(`${name} on decimals`);
  if (operand.type === BsonType.double || before?.type === BsonType.double) {
    const x = before === undefined ? 0 : numberOf(before)!;
    const y = numberOf(operand)!;
    return makeValue((writer) => writer.double('', name === '$inc' ? x + y : x * y));
  }
  const x = before === undefined ? 0n : exactInteger(before);
  const y = exactInteger(operand);
  const isLong = operand.type === BsonType.long || before?.type === BsonType.long;
  return integerValue(name === '$inc' ? x + y : x * y, isLong);
}

/** `$bit` with `and`, `or`, `xor`. */
export function combineBits(before: Value | undefined, operation: string, operand: Value): Value {
  const isInteger = (value: Value): boolean => value.type === BsonType.int32 || value.type === BsonType.long;
  if (!isInteger(operand)) throw badValue('The $bit modifier field must be an Integer(32/64 bit)');
  if (before !== undefined && !isInteger(before))
    throw badValue('Cannot apply $bit to a value of non-integral type.');
  const x = before === undefined ? 0n : exactInteger(before);
  const y = exactInteger(operand);
  const isLong = operand.type === BsonType.long || before?.type === BsonType.long;
  if (operation === 'and') return integerValue(BigInt.asIntN(64, x & y), isLong);
  if (operation === 'or') return integerValue(BigInt.asIntN(64, x | y), isLong);
  if (operation === 'xor') return integerValue(BigInt.asIntN(64, x ^ y), isLong);
  throw badValue(
    `The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}' which is an unknown operator`,
  );
}
