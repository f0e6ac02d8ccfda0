import { arrayValue } from '../bson/make.ts';
import { elementsOf, parsePath, textOf, valuesOf, wholeDocument } from '../bson/raw.ts';
import { findField } from '../bson/raw.ts';
import type { FieldName, Value } from '../bson/raw.ts';
import { BsonType, typeName } from '../bson/types.ts';
import { nullValue } from '../bson/writer.ts';
import { failedToParse } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { splitPath } from '../expression/field-path.ts';
import { checkVariableName } from '../expression/scope.ts';
import type { EvaluationScope, Expression } from '../expression/scope.ts';
import { matchAll } from '../query/filter.ts';
import type { Filter } from '../query/filter.ts';
import { mapStream } from '../query/stream.ts';
import { openDocument } from '../update/tree.ts';
import { setAtPath } from './computed-fields.ts';
import { readAll } from './stage-context.ts';
import type { Stage, StageContext } from './stage-context.ts';

interface Lookup {
  readonly from: string;
  readonly as: readonly string[];
  readonly local: readonly FieldName[] | undefined;
  readonly foreign: string;
  readonly variables: readonly { readonly name: string; readonly evaluate: Expression }[];
  readonly pipeline: readonly Value[];
}

/** Collects the values a document is joined by, arrays by their elements; false when the path leads nowhere. */
function collect(value: Value, names: readonly FieldName[], found: Value[]): boolean {
  const [name, ...rest] = names;
  if (name === undefined) {
    // One by one: the elements of a large array are more than one call takes as arguments.
    for (const item of value.type === BsonType.array ? valuesOf(value) : [value]) found.push(item);
    return true;
  }
  if (value.type === BsonType.array) {
    let reached = false;
    for (const item of valuesOf(value))
      if (item.type === BsonType.document && collect(item, names, found)) reached = true;
    return reached;
  }
  const next = value.type === BsonType.document ? findField(value.buf, value.start, name) : undefined;
  return next !== undefined && collect(next, rest, found);
}

const optionNames = ['from', 'localField', 'foreignField', 'as', 'pipeline', 'let'];

function readOptions(specification: Value): ReadonlyMap<string, Value> {
  if (specification.type !== BsonType.document) {
    throw failedToParse(
      `the $lookup stage specification must be an object, but found ${typeName(specification.type)}`,
    );
  }
  const options = new Map<string, Value>();
  for (const { name, value } of elementsOf(specification)) {
    if (!optionNames.includes(name)) throw failedToParse(`unknown argument to $lookup: ${name}`);
    const wanted =
      name === 'let' ? BsonType.document : name === 'pipeline' ? BsonType.array : BsonType.string;
    if (value.type !== wanted) {
      throw failedToParse(
        `$lookup argument '${name}' must be of type ${typeName(wanted)}, found ${typeName(value.type)}`,
      );
    }
    options.set(name, value);
  }
  return options;
}

function requiredText(options: ReadonlyMap<string, Value>, name: string): string {
  const value = options.get(name);
  if (value === undefined) throw failedToParse(`missing '${name}' option to $lookup stage specification`);
  return textOf(value);
}

function parse(specification: Value, scope: EvaluationScope): Lookup {
  const options = readOptions(specification);
  const as = requiredText(options, 'as');
  const from = requiredText(options, 'from');
  const isByField = options.has('localField');
  if (isByField !== options.has('foreignField'))
    throw failedToParse(
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    );
  const pipeline = options.get('pipeline');
  if (!isByField && pipeline === undefined) {
    throw failedToParse(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  const variables = options.get('let');
  if (variables !== undefined && pipeline === undefined)
    throw failedToParse("$lookup with 'let' must have a 'pipeline'");
  const local = isByField ? requiredText(options, 'localField') : undefined;
  const foreign = isByField ? requiredText(options, 'foreignField') : '';
  if (local !== undefined) [local, foreign].forEach(splitPath);
  return {
    from,
    as: splitPath(as),
    local: local === undefined ? undefined : parsePath(local),
    foreign,
    variables: (variables === undefined ? [] : elementsOf(variables)).map(({ name, value }) => {
      checkVariableName(name);
      return { name, evaluate: compileExpression(value, scope) };
    }),
    pipeline: pipeline === undefined ? [] : valuesOf(pipeline),
  };
}

function joinFilter(lookup: Lookup, document: Value): Filter {
  if (lookup.local === undefined) return matchAll;
  const values: Value[] = [];
  // A document without the field joins those whose field is null or missing, too.
  if (!collect(document, lookup.local, values)) values.push(nullValue);
  const condition = { op: 'in' as const, values, patterns: [] };
  const { foreign } = lookup;
  return { kind: 'path', path: foreign, names: parsePath(foreign), condition, negate: false };
}

/**
 * `$lookup` by equality of fields, by a pipeline with `let`, or by both; each look uses the indexes of the other collection.
 */
export function compileLookup(specification: Value, context: StageContext): Stage {
  const lookup = parse(specification, context.scope);
  const scopeFor = (valueOf: (evaluate: Expression) => Value | undefined): EvaluationScope => ({
    now: context.scope.now,
    variables: new Map([
      ...context.scope.variables,
      ...lookup.variables.map(({ name, evaluate }) => [name, valueOf(evaluate)] as const),
    ]),
  });
  const { from: collection, pipeline } = lookup;
  // Compiled once without values, so that a wrong pipeline is refused also when there is nothing to join.
  context.run({ collection, filter: matchAll, pipeline, scope: scopeFor(() => undefined) });
  return (source) => {
    return mapStream(source, (document) => {
      const whole = wholeDocument(document);
      const filter = joinFilter(lookup, whole);
      const scope = scopeFor((evaluate) => evaluate(whole));
      const found = readAll(context.run({ collection, filter, pipeline, scope }), '$lookup');
      const target = openDocument(document);
      setAtPath(target, lookup.as, arrayValue(found.map(wholeDocument)));
      return target.toBytes(document.length + 512);
    });
  };
}
