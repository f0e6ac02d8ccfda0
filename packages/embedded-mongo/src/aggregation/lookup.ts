import type { JsDocument } from '../bson/js.ts';
import { badValue } from '../errors.ts';
import { makeEvaluator } from '../expression/evaluator.ts';
import { prepareExpression } from '../expression/prepare.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import type { Stage, StageContext } from './stage-context.ts';
import { isPlainObject } from './transform.ts';

/** The value at a dotted path of a decoded document, through arrays as `$lookup` reads it. */
function valuesAt(value: unknown, parts: readonly string[]): unknown[] {
  const [part, ...rest] = parts;
  if (part === undefined) return Array.isArray(value) ? (value as unknown[]) : [value];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => valuesAt(item, parts));
  if (!isPlainObject(value)) return [];
  return value[part] === undefined ? [] : valuesAt(value[part], rest);
}

function setAt(document: JsDocument, path: string, value: unknown): JsDocument {
  const [part = '', ...rest] = path.split('.');
  const inner = document[part];
  return {
    ...document,
    [part]: rest.length === 0 ? value : setAt(isPlainObject(inner) ? inner : {}, rest.join('.'), value),
  };
}

/** `$lookup` by equality of fields, by a pipeline with `let`, or by both; each look uses the indexes of the other collection. */
export function compileLookup(specification: unknown, context: StageContext): Stage {
  if (!isPlainObject(specification)) throw badValue('the $lookup stage specification must be an object');
  const { from, localField, foreignField, as, pipeline = [], let: variables = {} } = specification;
  for (const name of Object.keys(specification)) {
    if (!['from', 'localField', 'foreignField', 'as', 'pipeline', 'let'].includes(name))
      throw badValue(`unknown argument to $lookup: ${name}`);
  }
  if (typeof from !== 'string' || typeof as !== 'string')
    throw badValue("$lookup needs 'from' and 'as' as strings");
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw badValue("$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  }
  if (localField === undefined && specification['pipeline'] === undefined)
    throw badValue(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  if (!Array.isArray(pipeline) || !isPlainObject(variables))
    throw badValue("$lookup: 'pipeline' must be an array and 'let' an object");
  const evaluate = makeEvaluator(context.scope);
  const defined = Object.entries(variables).map(
    ([name, value]) => [name, prepareExpression(value, { scope: context.scope })] as const,
  );
  return (documents) =>
    documents.map((document) => {
      context.checkTime();
      const stages: JsDocument[] = [];
      if (typeof localField === 'string' && typeof foreignField === 'string') {
        const local = valuesAt(document, localField.split('.'));
        stages.push({
          $match: {
            [foreignField]: { $in: local.length === 0 ? [null] : local.map((value) => value ?? null) },
          },
        });
      }
      const values = Object.fromEntries(defined.map(([name, value]) => [name, evaluate(document, value)]));
      const scope: EvaluationScope = {
        now: context.scope.now,
        variables: { ...context.scope.variables, ...values },
      };
      return setAt(document, as, context.run(from, [...stages, ...(pipeline as JsDocument[])], scope));
    });
}
