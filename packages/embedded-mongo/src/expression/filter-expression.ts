import { int32At } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { decodeDocument, decodeValue } from '../bson/js.ts';
import type { Matcher } from '../query/filter.ts';
import { makeEvaluator } from './evaluator.ts';
import { prepareExpression } from './prepare.ts';
import type { EvaluationScope } from './scope.ts';

/** Compiles `$expr` of a filter. */
export function compileExpressionFilter(value: Value, scope: EvaluationScope): Matcher {
  const expression = prepareExpression(decodeValue(value), { scope });
  const evaluate = makeEvaluator(scope);
  return (buf, start) => {
    const result = evaluate(decodeDocument(buf.subarray(start, start + int32At(buf, start))), expression);
    return result !== false && result !== null && result !== undefined && result !== 0;
  };
}
