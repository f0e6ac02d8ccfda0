import { arrayValue } from '../bson/make.ts';
import { elementsOf, textOf, valuesOf, wholeDocument } from '../bson/raw.ts';
import type { Element, Value } from '../bson/raw.ts';
import { BsonType, isNumberType, typeName } from '../bson/types.ts';
import { buildDocument, makeValue, nullValue } from '../bson/writer.ts';
import { CommandError, notImplemented, typeMismatch } from '../errors.ts';
import { isOperatorExpression } from '../expression/compile.ts';
import { checkFieldName } from '../expression/field-path.ts';
import { compileFilter } from '../query/match.ts';
import { numberOf } from '../query/numbers.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort, sortDocuments } from '../query/sort.ts';
import { mapStream, streamOf, streamOnce } from '../query/stream.ts';
import type { DocumentStream } from '../query/stream.ts';
import { compileGroup } from './group.ts';
import { compileLookup } from './lookup.ts';
import { readAll } from './stage-context.ts';
import type { Stage, StageContext } from './stage-context.ts';
import { transformStages } from './transform.ts';
import { compileUnwind } from './unwind.ts';

type StageCompiler = (specification: Value, context: StageContext) => Stage;

function refuse(code: number, message: string): CommandError {
  return new CommandError(code, `Location${code}`, message);
}

/** The number of `$skip` and `$limit`. */
function countOf(value: Value, stage: '$skip' | '$limit'): number {
  const number = isNumberType(value.type) ? numberOf(value)! : NaN;
  if (!Number.isInteger(number) || number < 0) {
    const code = stage === '$skip' ? 5107200 : 5107201;
    throw refuse(code, `invalid argument to ${stage} stage: Expected a non-negative number`);
  }
  return number;
}

const compileSkip: StageCompiler = (specification) => {
  const wanted = countOf(specification, '$skip');
  return (source) => {
    let left = wanted;
    return {
      next() {
        for (; left > 0; left--) if (source.next() === undefined) left = 1;
        return source.next();
      },
    };
  };
};

const compileLimit: StageCompiler = (specification) => {
  const wanted = countOf(specification, '$limit');
  if (wanted === 0) throw refuse(15958, 'the limit must be positive');
  return (source) => {
    let given = 0;
    return { next: () => (given++ < wanted ? source.next() : undefined) };
  };
};

const compileMatch: StageCompiler = (specification, { scope }) => {
  if (specification.type !== BsonType.document)
    throw refuse(15959, 'the match filter must be an expression in an object');
  const matches = compileFilter(parseFilter(specification, scope));
  return (source) => ({
    next() {
      let document = source.next();
      while (document !== undefined && !matches(document, 0)) document = source.next();
      return document;
    },
  });
};

const compileSort: StageCompiler = (specification) => {
  if (specification.type !== BsonType.document)
    throw refuse(15973, 'the $sort key specification must be an object');
  const fields = parseSort(specification);
  if (fields.length === 0) throw refuse(15976, '$sort stage must have at least one sort key');
  return (source) => streamOnce(() => sortDocuments(readAll(source, '$sort'), fields, 0));
};

/** `$count` is `$group` and `$project`, so of nothing it gives nothing. */
const compileCount: StageCompiler = (specification, { scope }) => {
  if (specification.type !== BsonType.string)
    throw refuse(40156, 'the count field must be a non-empty string');
  const name = textOf(specification);
  if (name === '') throw refuse(40157, 'the count field must be a non-empty string');
  if (name.startsWith('$')) throw refuse(40158, 'the count field cannot be a $-prefixed path');
  if (name.includes('\0')) throw refuse(40159, 'the count field cannot contain a null byte');
  if (name.includes('.')) throw refuse(40160, "the count field cannot contain '.'");
  const group = compileGroup(countingGroup(nullValue, name), scope);
  return (source) =>
    mapStream(group(source), (document) => {
      const [, count] = elementsOf(wholeDocument(document));
      return buildDocument((writer) => writer.value(name, count!.value));
    });
};

function countingGroup(id: Value, name: string): Value {
  const one = makeValue((writer) => writer.int32('', 1));
  const sum = buildDocument((writer) => writer.value('$sum', one));
  return wholeDocument(buildDocument((writer) => writer.value('_id', id).document(name, sum)));
}

const compileSortByCount: StageCompiler = (specification, context) => {
  if (specification.type === BsonType.string) {
    if (!textOf(specification).startsWith('$')) {
      throw refuse(
        40148,
        'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
      );
    }
  } else if (specification.type !== BsonType.document) {
    throw refuse(
      40149,
      `the sortByCount field must be specified as a string or as an object, got ${typeName(specification.type)}`,
    );
  } else if (!isOperatorExpression(specification)) {
    throw refuse(
      40147,
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  }
  const group = compileGroup(countingGroup(specification, 'count'), context.scope);
  const descending = wholeDocument(buildDocument((writer) => writer.int32('count', -1)));
  const sort = compileSort(descending, context);
  return (source) => sort(group(source));
};

/** `$facet`: several pipelines over the same documents. */
const compileFacet: StageCompiler = (specification, context) => {
  const parts = specification.type === BsonType.document ? elementsOf(specification) : [];
  if (parts.length === 0) throw refuse(40169, 'the $facet specification must be a non-empty object');
  const facets = parts.map(({ name, value }) => {
    checkFieldName(name);
    if (name.includes('.')) throw refuse(16412, "FieldPath field names may not contain '.'.");
    if (value.type !== BsonType.array)
      throw refuse(40170, `arguments to $facet must be arrays, ${name} is type ${typeName(value.type)}`);
    const stages = readPipeline(valuesOf(value));
    if (stages.some((stage) => stage.name === '$facet'))
      throw refuse(40600, '$facet is not allowed to be used within a $facet stage');
    return { name, stages: stages.map((stage) => compileStage(stage, context)) };
  });
  return (source) =>
    streamOnce(() => {
      const documents = readAll(source, '$facet');
      const result = buildDocument((writer) => {
        for (const { name, stages } of facets) {
          const found = readAll(runStages(streamOf(documents), stages), '$facet');
          writer.value(name, arrayValue(found.map(wholeDocument)));
        }
      });
      return [result];
    });
};

/** The stages of an aggregation, by name; there are no others. */
export const stageCompilers: ReadonlyMap<string, StageCompiler> = new Map<string, StageCompiler>([
  ['$count', compileCount],
  ['$facet', compileFacet],
  ['$group', (specification, { scope }) => compileGroup(specification, scope)],
  ['$limit', compileLimit],
  ['$lookup', compileLookup],
  ['$match', compileMatch],
  ['$skip', compileSkip],
  ['$sort', compileSort],
  ['$sortByCount', compileSortByCount],
  ['$unwind', compileUnwind],
  ...[...transformStages].map(([name, compile]): [string, StageCompiler] => [
    name,
    (specification, { scope }) => {
      const transform = compile(specification, scope);
      return (source) => mapStream(source, transform);
    },
  ]),
]);

/** Stages of MongoDB that are refused as such (238), rather than as unknown. */
const refusedStages = new Set([
  ...['$bucket', '$bucketAuto', '$changeStream', '$changeStreamSplitLargeEvent', '$collStats', '$currentOp'],
  ...['$densify', '$documents', '$fill', '$geoNear', '$graphLookup', '$indexStats', '$listLocalSessions'],
  ...['$listSampledQueries', '$listSearchIndexes', '$listSessions', '$merge', '$out', '$planCacheStats'],
  ...['$redact', '$sample', '$search', '$searchMeta', '$setWindowFields', '$shardedDataDistribution'],
  ...['$unionWith', '$vectorSearch'],
]);

/** Splits the documents of a pipeline into names and specifications. */
export function readPipeline(pipeline: readonly Value[]): Element[] {
  return pipeline.map((stage) => {
    if (stage.type !== BsonType.document)
      throw typeMismatch("Each element of the 'pipeline' array must be an object");
    const elements = elementsOf(stage);
    const [only] = elements;
    if (only === undefined || elements.length !== 1) {
      throw refuse(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    if (refusedStages.has(only.name)) throw notImplemented(`the stage ${only.name}`);
    if (!stageCompilers.has(only.name))
      throw refuse(40324, `Unrecognized pipeline stage name: '${only.name}'`);
    return only;
  });
}

/** Compiles one stage of `readPipeline`. */
export function compileStage({ name, value }: Element, context: StageContext): Stage {
  return stageCompilers.get(name)!(value, context);
}

/** Sends a stream through stages. */
export function runStages(source: DocumentStream, stages: readonly Stage[]): DocumentStream {
  return stages.reduce((stream, stage) => stage(stream), source);
}
