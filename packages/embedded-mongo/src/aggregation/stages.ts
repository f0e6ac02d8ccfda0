import { isAccumulator, makeEvaluator } from '../expression/evaluator.ts';
import { compareResults } from '../expression/operators.ts';
import { encodeKey } from '../bson/key.ts';
import { encodeDocument, encodeValue } from '../bson/js.ts';
import type { JsDocument } from '../bson/js.ts';
import { wholeDocument } from '../bson/raw.ts';
import { CommandError, badValue, notImplemented } from '../errors.ts';
import { prepareExpression } from '../expression/prepare.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { compileFilter } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort, sortValue } from '../query/sort.ts';
import { compileLookup } from './lookup.ts';
import type { Stage, StageContext } from './stage-context.ts';
import { compileTransform, isPlainObject } from './transform.ts';

function asCount(value: unknown, stage: string, least: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw new CommandError(
      5107201,
      'Location5107201',
      `invalid argument to ${stage} stage: Expected ${least === 0 ? 'a non-negative' : 'a positive'} number`,
    );
  }
  return value;
}

function compileGroup(specification: unknown, scope: EvaluationScope): Stage {
  if (!isPlainObject(specification))
    throw new CommandError(15947, 'Location15947', "a group's fields must be specified in an object");
  if (!('_id' in specification))
    throw new CommandError(15955, 'Location15955', 'a group specification must include an _id');
  const id = prepareExpression(specification['_id'], { scope });
  const fields = Object.entries(specification)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => {
      const [operator] = isPlainObject(value) ? Object.keys(value) : [];
      if (operator === undefined)
        throw new CommandError(40234, 'Location40234', `The field '${name}' must be an accumulator object`);
      if (!isAccumulator(operator))
        throw new CommandError(15952, 'Location15952', `unknown group operator '${operator}'`);
      if (name.includes('.'))
        throw new CommandError(40235, 'Location40235', `The field name '${name}' cannot contain '.'`);
      return [name, prepareExpression(value, { scope, inGroup: true })] as const;
    });
  const evaluate = makeEvaluator(scope);
  return (documents) => {
    const groups = new Map<string, { id: unknown; members: JsDocument[] }>();
    for (const document of documents) {
      const value = evaluate(document, id) ?? null;
      const key = encodeKey(encodeValue(value)).toString('latin1');
      const group = groups.get(key);
      if (group === undefined) groups.set(key, { id: value, members: [document] });
      else group.members.push(document);
    }
    return [...groups.values()].map((group) => {
      const result: JsDocument = { _id: group.id };
      for (const [name, expression] of fields) result[name] = evaluate(group.members, expression) ?? null;
      return result;
    });
  };
}

function compileUnwind(specification: unknown): Stage {
  const options: JsDocument =
    typeof specification === 'string'
      ? { path: specification }
      : isPlainObject(specification)
        ? specification
        : {};
  const { path, preserveNullAndEmptyArrays, includeArrayIndex } = options;
  if (typeof path !== 'string' || !path.startsWith('$')) {
    throw new CommandError(
      28818,
      'Location28818',
      `path option to $unwind stage should be prefixed with a '$': ${String(path)}`,
    );
  }
  const parts = path.slice(1).split('.');
  const indexField = typeof includeArrayIndex === 'string' ? includeArrayIndex : undefined;
  const replace = (document: JsDocument, at: number, value: unknown): JsDocument => {
    const name = parts[at]!;
    const copy = { ...document };
    if (at < parts.length - 1)
      copy[name] = replace(isPlainObject(copy[name]) ? copy[name] : {}, at + 1, value);
    else if (value === undefined) delete copy[name];
    else copy[name] = value;
    return copy;
  };
  const read = (document: JsDocument): unknown =>
    parts.reduce<unknown>((value, part) => (isPlainObject(value) ? value[part] : undefined), document);
  const withIndex = (document: JsDocument, index: number | null): JsDocument =>
    indexField === undefined ? document : { ...document, [indexField]: index };
  return (documents) =>
    documents.flatMap((document) => {
      const value = read(document);
      if (Array.isArray(value) && value.length > 0) {
        return value.map((item: unknown, index) => withIndex(replace(document, 0, item), index));
      }
      if (Array.isArray(value) || value === undefined || value === null) {
        if (preserveNullAndEmptyArrays !== true) return [];
        return [withIndex(Array.isArray(value) ? replace(document, 0, undefined) : document, null)];
      }
      return [withIndex(document, null)];
    });
}

function compileSort(specification: unknown): Stage {
  if (!isPlainObject(specification))
    throw new CommandError(15973, 'Location15973', 'the $sort key specification must be an object');
  const bytes = encodeDocument(specification);
  const fields = parseSort(wholeDocument(bytes));
  if (fields.length === 0)
    throw new CommandError(15976, 'Location15976', '$sort stage must have at least one sort key');
  return (documents) => {
    const keyed = documents.map((document) => {
      const encoded = encodeDocument(document);
      return { document, keys: fields.map((field) => encodeKey(sortValue(encoded, 0, field))) };
    });
    keyed.sort((a, b) => {
      for (let index = 0; index < fields.length; index++) {
        const order = a.keys[index]!.compare(b.keys[index]!) * fields[index]!.direction;
        if (order !== 0) return order;
      }
      return 0;
    });
    return keyed.map((entry) => entry.document);
  };
}

function compileMatch(specification: unknown, scope: EvaluationScope): Stage {
  if (!isPlainObject(specification))
    throw new CommandError(15959, 'Location15959', 'the match filter must be an expression in an object');
  const matches = compileFilter(parseFilter(wholeDocument(encodeDocument(specification)), scope));
  return (documents) => documents.filter((document) => matches(encodeDocument(document), 0));
}

function compileFacet(specification: unknown, context: StageContext): Stage {
  if (!isPlainObject(specification))
    throw new CommandError(40169, 'Location40169', 'the $facet specification must be a non-empty object');
  const facets = Object.entries(specification).map(([name, pipeline]) => {
    if (!Array.isArray(pipeline))
      throw new CommandError(40170, 'Location40170', `arguments to $facet must be arrays, ${name} is not`);
    return [name, (pipeline as JsDocument[]).map((stage) => compileStage(stage, context))] as const;
  });
  return (documents) => [
    Object.fromEntries(
      facets.map(([name, stages]) => [name, stages.reduce((current, stage) => stage(current), documents)]),
    ),
  ];
}

function compileBucket(specification: unknown, scope: EvaluationScope): Stage {
  if (!isPlainObject(specification)) throw badValue('Argument to $bucket stage must be an object');
  const { groupBy, boundaries, default: otherwise, output = { count: { $sum: 1 } } } = specification;
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw badValue('$bucket needs at least two boundaries');
  const expression = prepareExpression(groupBy, { scope });
  const evaluate = makeEvaluator(scope);
  const limits = boundaries as unknown[];
  const group = compileGroup({ _id: '$bucket', ...(output as JsDocument) }, scope);
  // The accumulators see the document itself; its bucket stands beside it only for the grouping.
  return (documents) => {
    const marked = documents.map((document) => {
      const value = evaluate(document, expression);
      const at = limits.findIndex(
        (low, index) =>
          index < limits.length - 1 &&
          compareResults(value, low) >= 0 &&
          compareResults(value, limits[index + 1]) < 0,
      );
      if (at < 0 && otherwise === undefined)
        throw badValue('$bucket: a value is outside of all buckets and there is no default');
      return { ...document, bucket: at < 0 ? otherwise : limits[at] };
    });
    return compileSort({ _id: 1 })(group(marked));
  };
}

function compileOther(name: string, specification: unknown, context: StageContext): Stage | undefined {
  switch (name) {
    case '$count':
      if (typeof specification !== 'string' || specification === '' || /[.$]/.test(specification)) {
        throw new CommandError(
          40157,
          'Location40157',
          'the count field must be a non-empty string without . and $',
        );
      }
      return (documents) => (documents.length === 0 ? [] : [{ [specification]: documents.length }]);
    case '$sortByCount':
      return (documents) =>
        compileSort({ count: -1 })(
          compileGroup({ _id: specification, count: { $sum: 1 } }, context.scope)(documents),
        );
    case '$lookup':
      return compileLookup(specification, context);
    case '$facet':
      return compileFacet(specification, context);
    case '$bucket':
      return compileBucket(specification, context.scope);
    case '$unionWith': {
      const from = typeof specification === 'string' ? specification : (specification as JsDocument)['coll'];
      const pipeline =
        typeof specification === 'string' ? [] : ((specification as JsDocument)['pipeline'] ?? []);
      if (typeof from !== 'string') throw badValue('$unionWith needs a collection');
      return (documents) => [...documents, ...context.run(from, pipeline as JsDocument[], context.scope)];
    }
    default:
      return undefined;
  }
}

const known = new Set([
  '$out',
  '$merge',
  '$changeStream',
  '$geoNear',
  '$graphLookup',
  '$search',
  '$setWindowFields',
  '$densify',
  '$fill',
]);
for (const name of [
  '$sample',
  '$redact',
  '$bucketAuto',
  '$collStats',
  '$indexStats',
  '$planCacheStats',
  '$currentOp',
  '$documents',
])
  known.add(name);

/** Compiles one stage of an aggregation. */
export function compileStage(stage: JsDocument, context: StageContext): Stage {
  const names = Object.keys(stage);
  const [name] = names;
  if (names.length !== 1 || name === undefined) {
    throw new CommandError(
      40323,
      'Location40323',
      'A pipeline stage specification object must contain exactly one field.',
    );
  }
  const specification = stage[name];
  const transform = compileTransform(stage, context.scope);
  if (transform !== undefined) return (documents) => documents.map(transform);
  switch (name) {
    case '$match':
      return compileMatch(specification, context.scope);
    case '$group':
      return compileGroup(specification, context.scope);
    case '$sort':
      return compileSort(specification);
    case '$unwind':
      return compileUnwind(specification);
    case '$limit': {
      const limit = asCount(specification, '$limit', 1);
      return (documents) => documents.slice(0, limit);
    }
    case '$skip': {
      const skip = asCount(specification, '$skip', 0);
      return (documents) => documents.slice(skip);
    }
    default: {
      const other = compileOther(name, specification, context);
      if (other !== undefined) return other;
      if (known.has(name)) throw notImplemented(`the stage ${name}`);
      throw new CommandError(40324, 'Location40324', `Unrecognized pipeline stage name: '${name}'`);
    }
  }
}
