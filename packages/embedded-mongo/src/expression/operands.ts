import { undefinedValue } from '../bson/make.ts';
import { valuesOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType, typeName } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import type { Expression } from './scope.ts';

/** Compiles an operator's argument; `compile` compiles the expressions inside it. */
export type OperatorCompiler = (argument: Value, compile: (value: Value) => Expression) => Expression;

/** Whether an expression gave null, undefined or nothing. */
export function isNullish(value: Value | undefined): boolean {
  return value === undefined || value.type === BsonType.null || value.type === BsonType.undefined;
}

/** The type of a result as messages name it. */
export function resultType(value: Value | undefined): string {
  return value === undefined ? 'missing' : typeName(value.type);
}

/** A missing result as a value that compares as MongoDB compares it. */
export function comparable(value: Value | undefined): Value {
  return value ?? undefinedValue;
}

/** The operands of an argument: an array has one for each item, anything else is the only one. */
function operandsOf(argument: Value): Value[] {
  return argument.type === BsonType.array ? valuesOf(argument) : [argument];
}

function wrongCount(name: string, wanted: number, given: number): CommandError {
  return new CommandError(
    16020,
    'Location16020',
    `Expression ${name} takes exactly ${wanted} arguments. ${given} were passed in.`,
  );
}

/** An operator with any number of operands, evaluated when it asks for them. */
export function variadic(make: (operands: readonly Expression[]) => Expression): OperatorCompiler {
  return (argument, compile) => make(operandsOf(argument).map(compile));
}

/** An operator with one operand. */
export function unary(
  name: string,
  apply: (value: Value | undefined) => Value | undefined,
): OperatorCompiler {
  return (argument, compile) => {
    const operands = operandsOf(argument);
    const [only] = operands;
    if (only === undefined || operands.length !== 1) throw wrongCount(name, 1, operands.length);
    const operand = compile(only);
    return (root) => apply(operand(root));
  };
}

/** An operator with two operands. */
export function binary(
  name: string,
  apply: (left: Value | undefined, right: Value | undefined) => Value | undefined,
): OperatorCompiler {
  return (argument, compile) => {
    const operands = operandsOf(argument);
    const [first, second] = operands;
    if (first === undefined || second === undefined || operands.length !== 2)
      throw wrongCount(name, 2, operands.length);
    const left = compile(first);
    const right = compile(second);
    return (root) => apply(left(root), right(root));
  };
}

/** An operator with three operands, evaluated when it asks for them. */
export function ternary(
  name: string,
  make: (operands: readonly [Expression, Expression, Expression]) => Expression,
): OperatorCompiler {
  return (argument, compile) => {
    const operands = operandsOf(argument);
    const [first, second, third] = operands;
    if (first === undefined || second === undefined || third === undefined || operands.length !== 3)
      throw wrongCount(name, 3, operands.length);
    return make([compile(first), compile(second), compile(third)]);
  };
}
