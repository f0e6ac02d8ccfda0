import { BSONRegExp } from 'bson';
import { CommandError, notImplemented } from '../errors.ts';
import { isKnownOperator } from './evaluator.ts';
import type { EvaluationScope } from './scope.ts';

const refused = new Set(['$function', '$accumulator', '$where', '$rand', '$sampleRate', '$toHashedIndexKey']);
const systemVariables = new Set(['$$ROOT', '$$CURRENT', '$$REMOVE']);

/** Which operators and variables are allowed at a place of an expression. */
export interface PrepareOptions {
  readonly scope: EvaluationScope;
  readonly inGroup?: boolean;
  /** Variables that `$let`, `$map`, `$filter` and `$reduce` around this place define. */
  readonly local?: ReadonlySet<string>;
}

function prepareText(text: string, options: PrepareOptions): unknown {
  if (!text.startsWith('$$')) {
    if (text === '$' || text.startsWith('$.') || text.endsWith('.')) {
      throw new CommandError(16872, 'Location16872', `'${text}' is not a valid field path`);
    }
    return text;
  }
  const name = text.split('.', 1)[0] ?? text;
  // The clock is read once per command; mingo would read it anew in every evaluation.
  if (text === '$$NOW') return options.scope.now;
  if (systemVariables.has(name)) return text;
  const bare = name.slice(2);
  if (bare in options.scope.variables || options.local?.has(bare) === true) return text;
  if (['CLUSTER_TIME', 'USER_ROLES', 'SEARCH_META', 'NOW'].includes(bare))
    throw notImplemented(`the variable ${name}`);
  throw new CommandError(17276, 'Location17276', `Use of undefined variable: ${bare}`);
}

function namesDefinedBy(operator: string, argument: unknown): string[] {
  if (typeof argument !== 'object' || argument === null) return [];
  const fields = argument as Record<string, unknown>;
  if (operator === '$let') return Object.keys((fields['vars'] as object | undefined) ?? {});
  if (operator === '$map' || operator === '$filter')
    return [typeof fields['as'] === 'string' ? fields['as'] : 'this'];
  return operator === '$reduce' ? ['this', 'value'] : [];
}

/**
 * Checks an expression before it runs: every operator must be one this database computes as MongoDB does, every variable
 * must exist. Returns the expression with the command's clock put in.
 */
export function prepareExpression(expression: unknown, options: PrepareOptions): unknown {
  if (typeof expression === 'string')
    return expression.startsWith('$') ? prepareText(expression, options) : expression;
  if (Array.isArray(expression)) return expression.map((item) => prepareExpression(item, options));
  if (expression instanceof BSONRegExp)
    return new RegExp(expression.pattern, expression.options.replace(/[^ims]/g, ''));
  if (typeof expression !== 'object' || expression === null || expression instanceof Date) return expression;
  if ('_bsontype' in expression) return expression;
  const names = Object.keys(expression);
  const [first] = names;
  if (first === '$literal') return expression;
  const local =
    first === undefined ? [] : namesDefinedBy(first, (expression as Record<string, unknown>)[first]);
  const inner =
    local.length === 0 ? options : { ...options, local: new Set([...(options.local ?? []), ...local]) };
  const prepared: Record<string, unknown> = {};
  for (const name of names) {
    if (name.startsWith('$')) {
      if (names.length !== 1) {
        throw new CommandError(
          15983,
          'Location15983',
          'an object representing an expression must have exactly one field',
        );
      }
      if (refused.has(name)) throw notImplemented(`the expression ${name}`);
      if (!isKnownOperator(name, options.inGroup === true)) {
        throw new CommandError(168, 'InvalidPipelineOperator', `Unrecognized expression '${name}'`);
      }
    }
    prepared[name] = prepareExpression((expression as Record<string, unknown>)[name], inner);
  }
  return prepared;
}
