import { Value, int32At } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import type { Matcher } from '../query/filter.ts';
import { isTruthy } from '../query/numbers.ts';
import { compileExpression } from './compile.ts';
import type { EvaluationScope } from './scope.ts';

/** Compiles `$expr` of a filter. */
export function compileExpressionFilter(value: Value, scope: EvaluationScope): Matcher {
  const evaluate = compileExpression(value, scope);
  return (buf, start) => {
    const result = evaluate(new Value(BsonType.document, buf, start, start + int32At(buf, start)));
    return result !== undefined && isTruthy(result);
  };
}
