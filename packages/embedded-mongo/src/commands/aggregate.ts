import { compileStage, readPipeline, runStages } from '../aggregation/stages.ts';
import type { StageContext } from '../aggregation/stage-context.ts';
import { firstName } from '../bson/raw.ts';
import type { Element, Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError, notImplemented } from '../errors.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { matchAll } from '../query/filter.ts';
import type { Filter } from '../query/filter.ts';
import { numberOf } from '../query/numbers.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseSort } from '../query/sort.ts';
import { mapStream, streamOf } from '../query/stream.ts';
import type { DocumentStream } from '../query/stream.ts';
import type { Collection } from '../store/catalog.ts';
import { Arguments } from './arguments.ts';
import { checkCollectionName, collectionName, scopeOf } from './context.ts';
import type { FieldLists, Handler, Request } from './context.ts';
import { guardOf } from './plan-guard.ts';
import { runQuery } from './query.ts';
import type { Query } from './query.ts';

const maxDocumentBytes = 16 * 1024 * 1024;

interface Front {
  readonly query: Query;
  /** How many stages the query covers. */
  readonly used: number;
}

function both(first: Filter, second: Filter): Filter {
  return first === matchAll ? second : { kind: 'and', parts: [first, second] };
}

/** Takes the stages at the front that the planner can do: matches, then sort, skip and limit in this order. */
function frontOf(stages: readonly Element[], { filter, scope, hint }: Omit<Pipeline, 'pipeline'>): Front {
  let query: Query = { filter, sort: [], skip: 0, limit: 0, hint };
  let used = 0;
  let rank = 0;
  for (const { name, value } of stages) {
    if (name === '$match' && rank === 0 && value.type === BsonType.document) {
      query = { ...query, filter: both(query.filter, parseFilter(value, scope)) };
    } else if (name === '$sort' && rank < 1 && isFilled(value)) {
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

function isFilled(value: Value): boolean {
  return value.type === BsonType.document && firstName(value) !== undefined;
}

function isWhole(value: Value, least: number): boolean {
  const number = numberOf(value);
  return number !== undefined && Number.isInteger(number) && number >= least;
}

function makeContext(request: Request, scope: EvaluationScope): StageContext {
  return {
    scope,
    run: ({ collection, ...inner }) => {
      checkCollectionName(request.database, collection);
      const found = request.engine.catalog.find(request.database, collection);
      return openPipeline(request, found, { ...inner, hint: undefined }).stream;
    },
  };
}

/** A pipeline on one collection. */
interface Pipeline {
  readonly filter: Filter;
  readonly pipeline: readonly Value[];
  readonly scope: EvaluationScope;
  readonly hint: Query['hint'];
}

interface Opened {
  readonly stream: DocumentStream;
  /** Throws when what the documents come from is gone; see `guardOf`. */
  readonly guard: (() => void) | undefined;
}

function openPipeline(request: Request, collection: Collection | undefined, input: Pipeline): Opened {
  const stages = readPipeline(input.pipeline);
  const { query, used } = frontOf(stages, input);
  const context = makeContext(request, input.scope);
  const rest = stages.slice(used).map((stage) => compileStage(stage, context));
  if (collection === undefined) return { stream: runStages(streamOf([]), rest), guard: undefined };
  const running = runQuery(request, collection, query);
  return { stream: runStages(running, rest), guard: guardOf(request.engine, collection, running.plan) };
}

/** Intermediate documents may be of any size, results may not. */
function checkSize(document: Buffer): Buffer {
  if (document.length > maxDocumentBytes) {
    throw new CommandError(
      10334,
      'BSONObjectTooLarge',
      `BSONObj size: ${document.length} is invalid. Size must be between 0 and ${maxDocumentBytes}`,
    );
  }
  return document;
}

/** Fields of \`aggregate\`. Without effect: nothing is written to a disk, and there are no validators. */
export const aggregateFields: FieldLists = {
  allowed: new Set([
    ...['aggregate', 'pipeline', 'cursor', 'allowDiskUse', 'bypassDocumentValidation', 'collation', 'hint'],
    ...['let', 'explain'],
  ]),
  known: new Set(['collectionUUID', 'encryptionInformation', 'exchange']),
};

/** \`aggregate\`. */
export const aggregate: Handler = (request, reply) => {
  const args = request.arguments.allow(aggregateFields.allowed, aggregateFields.known);
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
  const batch = new Arguments('aggregate.cursor', cursor).only(new Set(['batchSize']));
  const collection = request.engine.catalog.find(request.database, name);
  const { stream, guard } = openPipeline(request, collection, {
    filter: matchAll,
    pipeline,
    scope: scopeOf(request),
    hint: args.hint(),
  });
  request.engine.cursors.start(reply, {
    namespace: `${request.database}.${name}`,
    stream: mapStream(stream, checkSize),
    guard,
    batchSize: batch.has('batchSize') ? batch.count('batchSize', 101) : undefined,
    singleBatch: false,
  });
};

/** The query that the front of a pipeline becomes, for `explain`. */
export function pipelineQuery(pipeline: readonly Value[], scope: EvaluationScope): Query {
  return frontOf(readPipeline(pipeline), { filter: matchAll, scope, hint: undefined }).query;
}
