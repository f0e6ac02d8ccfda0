import { Context, ProcessingMode, evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { CommandError, badValue } from '../errors.ts';
import { expressionOperators, groupOperators } from './operators.ts';
import type { Operator } from './operators.ts';
import type { EvaluationScope } from './scope.ts';

let captured: Options | undefined;
const table: Record<string, Operator> = {
  ...expressionOperators,
  $capture: (_target, _argument, options) => {
    captured = options;
    return null;
  },
};
const context = Context.init({
  expression: table as never,
  accumulator: groupOperators as never,
});

function optionsWith(variables: Readonly<Record<string, unknown>>): Options {
  const plain = {
    idKey: '_id',
    processingMode: ProcessingMode.CLONE_OFF,
    useStrictMode: true,
    scriptEnabled: false,
    failOnError: true,
  };
  // mingo copies its whole operator table for plain options; the prepared options it hands to an operator are cheap to reuse.
  evalExpr({}, { $capture: 1 }, { ...plain, context, variables });
  const prepared = captured as Options & { update(locals: object): Options };
  return prepared.update({ root: null });
}

const withoutVariables = optionsWith({});

/** The names an expression may use as operators. */
export function isKnownOperator(name: string, inGroup: boolean): boolean {
  return name !== '$capture' && (name in table || (inGroup && name in groupOperators));
}

/** Whether a name is an accumulator of `$group`. */
export function isAccumulator(name: string): boolean {
  return name in groupOperators;
}

/** Prepares an evaluator for one command or sub-pipeline: `evaluate(document, expression)`. */
export function makeEvaluator(scope: EvaluationScope): (target: unknown, expression: unknown) => unknown {
  const isPlain = Object.keys(scope.variables).length === 0;
  const options = isPlain ? withoutVariables : optionsWith(scope.variables);
  return (target, expression) => {
    try {
      return evalExpr(target, expression, options);
    } catch (error) {
      if (error instanceof CommandError) throw error;
      throw badValue(error instanceof Error ? error.message : String(error));
    }
  };
}
