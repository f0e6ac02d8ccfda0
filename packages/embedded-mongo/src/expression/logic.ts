import { compareValues } from '../bson/compare.ts';
import { boolValue, int32Value } from '../bson/make.ts';
import { elementsOf, valuesOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { isTruthy } from '../query/numbers.ts';
import { binary, comparable, isNullish, resultType, ternary, unary, variadic } from './operands.ts';
import type { OperatorCompiler } from './operands.ts';
import type { Expression } from './scope.ts';

function isTrue(value: Value | undefined): boolean {
  return value !== undefined && isTruthy(value);
}

/** `$eq`, `$lt` and the others: in MongoDB's order of types, a missing value before null. */
export function comparison(name: string, accepts: (order: number) => boolean): OperatorCompiler {
  return binary(name, (left, right) =>
    boolValue(accepts(compareValues(comparable(left), comparable(right)))),
  );
}

/** `$cmp`: -1, 0 or 1. */
export const cmp: OperatorCompiler = binary('$cmp', (left, right) =>
  int32Value(Math.sign(compareValues(comparable(left), comparable(right)))),
);

export const and: OperatorCompiler = variadic(
  (operands) => (root) => boolValue(operands.every((operand) => isTrue(operand(root)))),
);

export const or: OperatorCompiler = variadic(
  (operands) => (root) => boolValue(operands.some((operand) => isTrue(operand(root)))),
);

export const not: OperatorCompiler = unary('$not', (value) => boolValue(!isTrue(value)));

/** `$in`: whether an array holds a value. */
export const isIn: OperatorCompiler = binary('$in', (wanted, list) => {
  if (list?.type !== BsonType.array) {
    throw new CommandError(
      40081,
      'Location40081',
      `$in requires an array as a second argument, found: ${resultType(list)}`,
    );
  }
  return boolValue(valuesOf(list).some((item) => compareValues(item, comparable(wanted)) === 0));
});

function choose(condition: Expression, then: Expression, otherwise: Expression): Expression {
  return (root) => (isTrue(condition(root)) ? then(root) : otherwise(root));
}

const condOfThree = ternary('$cond', ([condition, then, otherwise]) => choose(condition, then, otherwise));

/** `$cond` with three operands or with `if`, `then` and `else`. */
export const cond: OperatorCompiler = (argument, compile) => {
  if (argument.type !== BsonType.document) return condOfThree(argument, compile);
  const parts = new Map(elementsOf(argument).map(({ name, value }) => [name, value]));
  for (const name of parts.keys()) {
    if (!['if', 'then', 'else'].includes(name))
      throw new CommandError(17083, 'Location17083', `Unrecognized parameter to $cond: ${name}`);
  }
  const part = (name: string, code: number): Expression => {
    const value = parts.get(name);
    if (value === undefined)
      throw new CommandError(code, `Location${code}`, `Missing '${name}' parameter to $cond`);
    return compile(value);
  };
  return choose(part('if', 17080), part('then', 17081), part('else', 17082));
};

/** `$ifNull`: the first operand that is neither null nor missing, else the last one. */
export const ifNull: OperatorCompiler = variadic((operands) => {
  if (operands.length < 2) {
    throw new CommandError(
      1257300,
      'Location1257300',
      `$ifNull needs at least two arguments, had: ${operands.length}`,
    );
  }
  return (root) => {
    let value: Value | undefined;
    for (const operand of operands) {
      value = operand(root);
      if (!isNullish(value)) return value;
    }
    return value;
  };
});
