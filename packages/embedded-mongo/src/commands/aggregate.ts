import { compileStage } from '../aggregation/stages.ts';
import type { Stage, StageContext } from '../aggregation/stage-context.ts';
import { compileTransform } from '../aggregation/transform.ts';
import type { Transform } from '../aggregation/transform.ts';
import { decodeDocument, decodeValue, encodeDocument } from '../bson/js.ts';
import type { JsDocument } from '../bson/js.ts';
import { firstName, getField, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError, notImplemented } from '../errors.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { checkDeadline } from '../planner/scan.ts';
import { matchAll } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort } from '../query/sort.ts';
import type { Collection } from '../store/catalog.ts';
import { checkCollectionName, collectionName, scopeOf } from './context.ts';
import type { Handler, Request } from './context.ts';
import type { DocumentStream } from './cursors.ts';
import { streamOf } from './cursors.ts';
import { numberOf } from '../query/numbers.ts';
import { runQuery } from './query.ts';
import type { Query } from './query.ts';

interface Front {
  query: Query;
  /** How many stages the query covers. */
  used: number;
}

/** Takes the stages at the front that the planner can do: one match, then sort, skip and limit in this order. */
function frontOf(pipeline: readonly Value[], scope: EvaluationScope, hint: Query['hint']): Front {
  let query: Query = { filter: matchAll, sort: [], skip: 0, limit: 0, hint };
  let used = 0;
  let rank = 0;
  for (const stage of pipeline) {
    const name = firstName(stage) ?? '';
    const value = getField(stage, name);
    if (value === undefined) break;
    if (name === '$match' && rank === 0 && value.type === BsonType.document) {
      const filter = parseFilter(value, scope);
      query = {
        ...query,
        filter: query.filter === matchAll ? filter : { kind: 'and', parts: [query.filter, filter] },
      };
    } else if (name === '$sort' && rank < 1 && value.type === BsonType.document) {
      query = { ...query, sort: parseSort(value) };
      rank = 1;
    } else if (name === '$skip' && rank < 2 && isWhole(value, 0)) {
      query = { ...query, skip: numberOf(value)! };
      rank = 2;
    } else if (name === '$limit' && rank < 3 && isWhole(value, 1)) {
      query = { ...query, limit: numberOf(value)! };
      rank = 3;
    } else break;
    used++;
  }
  return { query, used };
}

function isWhole(value: Value, least: number): boolean {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) && number >= least;
}

function stageDocument(stage: Value): JsDocument {
  if (stage.type !== BsonType.document)
    throw new CommandError(14, 'TypeMismatch', "Each element of the 'pipeline' array must be an object");
  return decodeValue(stage) as JsDocument;
}

/** The sum of ones that drivers send for `countDocuments`, done without decoding a document. */
function countField(stages: readonly JsDocument[]): string | undefined {
  const [only] = stages;
  if (stages.length !== 1 || only === undefined) return undefined;
  const group = only['$group'] as JsDocument | undefined;
  if (
    group === undefined ||
    Object.keys(group).length !== 2 ||
    (!['number', 'string'].includes(typeof group['_id']) && group['_id'] !== null)
  )
    return undefined;
  if (typeof group['_id'] === 'string' && group['_id'].startsWith('$')) return undefined;
  const [name] = Object.keys(group).filter((field) => field !== '_id');
  const sum = name === undefined ? undefined : (group[name] as JsDocument | null);
  return typeof sum === 'object' && sum?.['$sum'] === 1 && Object.keys(sum).length === 1 ? name : undefined;
}

function makeContext(request: Request, scope: EvaluationScope): StageContext {
  return {
    scope,
    checkTime: () => checkDeadline(request.deadline),
    run: (name, pipeline, inner) => runInner(request, name, pipeline, inner),
  };
}

/** A sub-pipeline of `$lookup` and `$unionWith`. */
function runInner(
  request: Request,
  name: string,
  pipeline: readonly JsDocument[],
  scope: EvaluationScope,
): JsDocument[] {
  checkCollectionName(request.database, name);
  const collection = request.engine.catalog.find(request.database, name);
  const stages = pipeline.map((stage) => wholeDocument(encodeDocument(stage)));
  const { stream } = openPipeline(request, collection, stages, scope, undefined);
  const documents: JsDocument[] = [];
  for (let bytes = stream.next(); bytes !== undefined; bytes = stream.next())
    documents.push(decodeDocument(bytes));
  return documents;
}

interface Opened {
  readonly stream: DocumentStream;
  readonly query: Query;
}

function openPipeline(
  request: Request,
  collection: Collection | undefined,
  pipeline: readonly Value[],
  scope: EvaluationScope,
  hint: Query['hint'],
): Opened {
  const { query, used } = frontOf(pipeline, scope, hint);
  const rest = pipeline.slice(used).map(stageDocument);
  const source: DocumentStream =
    collection === undefined ? streamOf([]) : runQuery(request, collection, query);
  if (rest.length === 0) return { stream: source, query };
  const counted = countField(rest);
  if (counted !== undefined) return { stream: countStream(source, rest[0]!, counted), query };
  const transforms: Transform[] = [];
  for (const stage of rest) {
    const transform = Object.keys(stage).length === 1 ? compileTransform(stage, scope) : undefined;
    if (transform === undefined) break;
    transforms.push(transform);
  }
  if (transforms.length === rest.length) return { stream: transformStream(source, transforms), query };
  const context = makeContext(request, scope);
  const stages = rest.map((stage) => compileStage(stage, context));
  return { stream: stagesStream(request, source, stages), query };
}

function countStream(source: DocumentStream, stage: JsDocument, field: string): DocumentStream {
  const { _id: id } = stage['$group'] as JsDocument;
  let done = false;
  return {
    next() {
      if (done) return undefined;
      done = true;
      let n = 0;
      while (source.next() !== undefined) n++;
      return n === 0 ? undefined : encodeDocument({ _id: id, [field]: n });
    },
  };
}

/** Stages that only change documents one by one need not hold them all, and keep the number types of untouched fields. */
function transformStream(source: DocumentStream, transforms: readonly Transform[]): DocumentStream {
  return {
    next() {
      const document = source.next();
      if (document === undefined) return undefined;
      const result = transforms.reduce((current, transform) => transform(current), decodeDocument(document));
      return encodeDocument(result, wholeDocument(document));
    },
  };
}

const maxMemoryBytes = 100 * 1024 * 1024;

function stagesStream(request: Request, source: DocumentStream, stages: readonly Stage[]): DocumentStream {
  let results: JsDocument[] | undefined;
  let at = 0;
  const load = (): JsDocument[] => {
    const documents: JsDocument[] = [];
    let bytes = 0;
    for (let document = source.next(); document !== undefined; document = source.next()) {
      bytes += document.length;
      if (bytes > maxMemoryBytes) {
        throw new CommandError(
          292,
          'QueryExceededMemoryLimitNoDiskUseAllowed',
          'aggregation exceeded memory limit of 104857600 bytes',
        );
      }
      documents.push(decodeDocument(document));
    }
    return stages.reduce((current, stage) => {
      checkDeadline(request.deadline);
      return stage(current);
    }, documents);
  };
  return {
    next() {
      results ??= load();
      const result = results[at++];
      return result === undefined ? undefined : encodeDocument(result);
    },
  };
}

const fields = new Set([
  'aggregate',
  'pipeline',
  'cursor',
  'allowDiskUse',
  'bypassDocumentValidation',
  'collation',
  'hint',
  'let',
  'explain',
]);

/** `aggregate`. */
export const aggregate: Handler = (request, reply) => {
  const args = request.arguments.allow(fields);
  args.simpleCollation();
  if (args.bool('explain')) throw notImplemented('aggregate with explain: use the explain command');
  const name = collectionName(request);
  const pipeline = args.array('pipeline');
  if (pipeline === undefined)
    throw new CommandError(
      40414,
      'Location40414',
      "BSON field 'aggregate.pipeline' is missing but a required field",
    );
  const cursor = args.document('cursor');
  if (cursor === undefined)
    throw new CommandError(
      9,
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const batch = getField(cursor, 'batchSize');
  const collection = request.engine.catalog.find(request.database, name);
  const { stream } = openPipeline(request, collection, pipeline, scopeOf(request), args.hint());
  request.engine.cursors.start(reply, {
    namespace: `${request.database}.${name}`,
    stream,
    batchSize: batch === undefined ? undefined : (numberOf(batch) ?? 101),
    singleBatch: false,
    deadline: request.deadline,
  });
};

/** The query that the front of a pipeline becomes, for `explain`. */
export function pipelineQuery(pipeline: readonly Value[], scope: EvaluationScope): Query {
  return frontOf(pipeline, scope, undefined).query;
}
