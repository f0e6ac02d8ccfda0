import type { BsonWriter } from '../bson/writer.ts';
import { firstName, getField, textOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { badValue } from '../errors.ts';
import type { Plan } from '../planner/plan.ts';
import { choosePlan } from '../planner/plan.ts';
import { idKeyPattern } from '../store/documents.ts';
import { pipelineQuery } from './aggregate.ts';
import { Arguments } from './arguments.ts';
import { scopeOf } from './context.ts';
import type { Handler, Request } from './context.ts';
import { filterOf, isInOrder, runQuery, sortOf } from './query.ts';
import type { Query } from './query.ts';

function queryOf(request: Request, name: string, inner: Value): Query {
  const args = new Arguments(name, inner);
  const scope = scopeOf(request, args);
  const plain = (filter: Value | undefined, limit: number): Query => ({
    filter: filterOf(filter, scope),
    sort: sortOf(args.document('sort')),
    skip: args.count('skip', 0),
    limit,
    hint: args.hint(),
  });
  switch (name) {
    case 'find':
      return plain(args.document('filter'), args.count('limit', 0));
    case 'count':
    case 'distinct':
      return plain(args.document('query'), 0);
    case 'findAndModify':
      return plain(args.document('query'), 1);
    case 'aggregate':
      return { ...pipelineQuery(args.array('pipeline') ?? [], scope), hint: args.hint() };
    case 'update':
    case 'delete': {
      const statement = args.array(name === 'update' ? 'updates' : 'deletes')?.[0];
      const filter = statement === undefined ? undefined : getField(statement, 'q');
      return { filter: filterOf(filter, scope), sort: [], skip: 0, limit: 0, hint: undefined };
    }
    default:
      throw badValue(`Explain failed due to unknown command: ${name}`);
  }
}

function writePlan(writer: BsonWriter, name: string, plan: Plan): void {
  const mark = writer.openDocument(name);
  switch (plan.stage) {
    case 'COLLSCAN':
      writer.string('stage', 'COLLSCAN').string('direction', plan.reverse ? 'backward' : 'forward');
      break;
    case 'IDHACK':
      writer.string('stage', 'IDHACK');
      break;
    case 'OR': {
      writer.string('stage', 'OR');
      const list = writer.openArray('inputStages');
      plan.plans.forEach((part, index) => writePlan(writer, String(index), part));
      writer.close(list);
      break;
    }
    default:
      writer
        .string('stage', 'IXSCAN')
        .value(
          'keyPattern',
          plan.index === undefined ? idKeyPattern : getField(plan.index.specification, 'key')!,
        );
      writer
        .string('indexName', plan.index?.name ?? '_id_')
        .bool('isMultiKey', plan.index?.multikey ?? false);
      writer.string('direction', plan.reverse ? 'backward' : 'forward').int32('ranges', plan.ranges.length);
  }
  writer.close(mark);
}

/** `explain`: the plan, and what it reads when it is run. `winningPlan.stage` is the access itself, a sort stands around it. */
export const explain: Handler = (request, reply) => {
  const inner = request.arguments.document('explain');
  const name = inner === undefined ? undefined : firstName(inner);
  if (inner === undefined || name === undefined) throw badValue('explain needs a command');
  const target = getField(inner, name);
  const collection =
    target?.type === BsonType.string
      ? request.engine.catalog.find(request.database, textOf(target))
      : undefined;
  const verbosity = request.arguments.has('verbosity')
    ? request.arguments.text('verbosity')
    : 'allPlansExecution';
  const query = queryOf(request, name, inner);
  const planner = reply.openDocument('queryPlanner');
  reply.string('namespace', `${request.database}.${target?.type === BsonType.string ? textOf(target) : ''}`);
  const plan: Plan | undefined =
    collection === undefined
      ? undefined
      : choosePlan({ collection, filter: query.filter, sort: query.sort, hint: query.hint });
  if (plan === undefined) {
    const mark = reply.openDocument('winningPlan');
    reply.string('stage', 'EOF');
    reply.close(mark);
  } else if (isInOrder(plan, query.sort)) writePlan(reply, 'winningPlan', plan);
  else {
    const mark = reply.openDocument('winningPlan');
    reply.string('stage', plan.stage === 'IXSCAN' && plan.isSortedPerRange ? 'SORT_MERGE' : 'SORT');
    writePlan(reply, 'inputStage', plan);
    reply.close(mark);
  }
  reply.close(reply.openArray('rejectedPlans'));
  reply.close(planner);
  if (verbosity === 'queryPlanner') return;
  const started = performance.now();
  let returned = 0;
  const running = collection === undefined ? undefined : runQuery(request, collection, query);
  while (running !== undefined && running.next() !== undefined) returned++;
  const statistics = reply.openDocument('executionStats');
  reply.bool('executionSuccess', true).int32('nReturned', returned);
  reply.int32('executionTimeMillis', Math.round(performance.now() - started));
  reply
    .int32('totalKeysExamined', running?.counters.keys ?? 0)
    .int32('totalDocsExamined', running?.counters.documents ?? 0);
  reply.close(statistics);
};
