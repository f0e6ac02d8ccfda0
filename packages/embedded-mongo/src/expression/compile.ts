import { arrayValue } from '../bson/make.ts';
import { elementsOf, firstName, textOf, valuesOf, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { buildDocument } from '../bson/writer.ts';
import { CommandError, notImplemented } from '../errors.ts';
import { checkFieldName, compileFieldPath } from './field-path.ts';
import { expressionOperators } from './operators.ts';
import type { EvaluationScope, Expression } from './scope.ts';

/** JavaScript of the caller is never run. */
const scripts = new Set(['$function', '$accumulator', '$where']);

/** Whether a value is an expression with an operator: a document whose first name starts with a dollar. */
export function isOperatorExpression(value: Value): boolean {
  return value.type === BsonType.document && firstName(value)?.startsWith('$') === true;
}

function compileOperator(value: Value, scope: EvaluationScope): Expression {
  const elements = elementsOf(value);
  const [only] = elements;
  if (only === undefined || elements.length !== 1) {
    throw new CommandError(
      15983,
      'Location15983',
      'an object representing an expression must have exactly one field',
    );
  }
  if (scripts.has(only.name)) throw notImplemented(`the expression ${only.name}`);
  const operator = expressionOperators.get(only.name);
  if (operator === undefined)
    throw new CommandError(168, 'InvalidPipelineOperator', `Unrecognized expression '${only.name}'`);
  return operator(only.value, (inner) => compileExpression(inner, scope));
}

function compileObject(value: Value, scope: EvaluationScope): Expression {
  const seen = new Set<string>();
  const fields = elementsOf(value).map((element) => {
    checkFieldName(element.name);
    if (element.name.includes('.'))
      throw new CommandError(16412, 'Location16412', "FieldPath field names may not contain '.'.");
    if (seen.has(element.name)) {
      throw new CommandError(
        16406,
        'Location16406',
        `duplicate field name specified in object literal: ${element.name}`,
      );
    }
    seen.add(element.name);
    return { name: element.name, evaluate: compileExpression(element.value, scope) };
  });
  return (root) =>
    wholeDocument(
      buildDocument((writer) => {
        for (const { name, evaluate } of fields) {
          const result = evaluate(root);
          if (result !== undefined) writer.value(name, result);
        }
      }),
    );
}

/** Compiles an expression: a path, a variable, an operator, a document or array of expressions, or a constant. */
export function compileExpression(value: Value, scope: EvaluationScope): Expression {
  if (value.type === BsonType.string) {
    const text = textOf(value);
    return text.startsWith('$') ? compileFieldPath(text, scope) : () => value;
  }
  if (value.type === BsonType.array) {
    const items = valuesOf(value).map((item) => compileExpression(item, scope));
    return (root) => arrayValue(items.map((item) => item(root)));
  }
  if (value.type !== BsonType.document) return () => value;
  return isOperatorExpression(value) ? compileOperator(value, scope) : compileObject(value, scope);
}
