import { arrayValue, boolValue, int32Value, stringValue } from '../bson/make.ts';
import { elementsOf, textOf, valuesOf, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, isNumberType } from '../bson/types.ts';
import { buildDocument, nullValue } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import { numberOf } from '../query/numbers.ts';
import { binary, isNullish, resultType, unary, variadic } from './operands.ts';
import type { OperatorCompiler } from './operands.ts';

/** `$mergeObjects`: later fields win, at the place of the earlier ones; null and missing add nothing. */
export const mergeObjects: OperatorCompiler = variadic((operands) => (root) => {
  const merged = new Map<string, Value>();
  for (const operand of operands) {
    const value = operand(root);
    if (value === undefined || isNullish(value)) continue;
    if (value.type !== BsonType.document) {
      throw new CommandError(
        40400,
        'Location40400',
        `$mergeObjects requires object inputs, but input is of type ${resultType(value)}`,
      );
    }
    for (const element of elementsOf(value)) merged.set(element.name, element.value);
  }
  return wholeDocument(
    buildDocument((writer) => {
      for (const [name, value] of merged) writer.value(name, value);
    }),
  );
});

/** `$size`: how many elements an array has. */
export const size: OperatorCompiler = unary('$size', (value) => {
  if (value?.type !== BsonType.array) {
    throw new CommandError(
      17124,
      'Location17124',
      `The argument to $size must be an array, but was of type: ${resultType(value)}`,
    );
  }
  return int32Value(valuesOf(value).length);
});

/** `$isArray`. */
export const isArray: OperatorCompiler = unary('$isArray', (value) =>
  boolValue(value?.type === BsonType.array),
);

/** `$type`: the name of the type, `missing` for a missing field. */
export const typeOf: OperatorCompiler = unary('$type', (value) => stringValue(resultType(value)));

/** `$concat`: texts after each other; null when one is null or missing. */
export const concat: OperatorCompiler = variadic((operands) => (root) => {
  let text = '';
  for (const operand of operands) {
    const value = operand(root);
    if (value === undefined || isNullish(value)) return nullValue;
    if (value.type !== BsonType.string) {
      throw new CommandError(
        16702,
        'Location16702',
        `$concat only supports strings, not ${resultType(value)}`,
      );
    }
    text += textOf(value);
  }
  return stringValue(text);
});

/** `$concatArrays`: arrays after each other; null when one is null or missing. */
export const concatArrays: OperatorCompiler = variadic((operands) => (root) => {
  const items: Value[] = [];
  for (const operand of operands) {
    const value = operand(root);
    if (value === undefined || isNullish(value)) return nullValue;
    if (value.type !== BsonType.array) {
      throw new CommandError(
        28664,
        'Location28664',
        `$concatArrays only supports arrays, not ${resultType(value)}`,
      );
    }
    for (const item of valuesOf(value)) items.push(item);
  }
  return arrayValue(items);
});

/** `$arrayElemAt`: counts from the end when the position is negative; missing beyond the ends. */
export const arrayElemAt: OperatorCompiler = binary('$arrayElemAt', (array, position) => {
  if (array === undefined || position === undefined || isNullish(array) || isNullish(position))
    return nullValue;
  if (array.type !== BsonType.array) {
    throw new CommandError(
      28689,
      'Location28689',
      `$arrayElemAt's first argument must be an array, but is ${resultType(array)}`,
    );
  }
  if (!isNumberType(position.type)) {
    throw new CommandError(
      28690,
      'Location28690',
      `$arrayElemAt's second argument must be a numeric value, but is ${resultType(position)}`,
    );
  }
  const at = numberOf(position)!;
  if (!Number.isInteger(at) || Math.abs(at) > 0x7fffffff) {
    throw new CommandError(
      28691,
      'Location28691',
      `$arrayElemAt's second argument must be representable as a 32-bit integer: ${at}`,
    );
  }
  return valuesOf(array).at(at);
});
