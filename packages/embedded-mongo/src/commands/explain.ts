import type { BsonWriter } from '../bson/writer.ts';
import { firstName, getField, textOf } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { badValue } from '../errors.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import type { Plan } from '../planner/plan.ts';
import { choosePlan } from '../planner/plan.ts';
import { idKeyPattern } from '../store/documents.ts';
import { aggregateFields, pipelineQuery } from './aggregate.ts';
import { Arguments } from './arguments.ts';
import { scopeOf } from './context.ts';
import type { FieldLists, Handler, Request } from './context.ts';
import { findAndModifyFields } from './find-and-modify.ts';
import { countFields, distinctFields, findFields } from './find.ts';
import { filterOf, isInOrder, runQuery, sortOf } from './query.ts';
import type { Query } from './query.ts';
import { deleteFields, updateFields } from './write.ts';

type QueryReader = (args: Arguments, scope: EvaluationScope) => Query;

function readQuery(filterName: 'filter' | 'query', limitOf: (args: Arguments) => number): QueryReader {
  return (args, scope) => ({
    filter: filterOf(args.document(filterName), scope),
    sort: sortOf(args.document('sort')),
    skip: args.count('skip', 0),
    limit: limitOf(args),
    hint: args.hint(),
  });
}

/** The filter of the first statement of a write. */
function readStatement(name: 'updates' | 'deletes'): QueryReader {
  return (args, scope) => {
    const statement = args.array(name)?.[0];
    const filter = statement === undefined ? undefined : getField(statement, 'q');
    return { filter: filterOf(filter, scope), sort: [], skip: 0, limit: 0, hint: undefined };
  };
}

/** The commands that can be explained: their fields, and the query they become. */
const explainable: ReadonlyMap<string, { readonly fields: FieldLists; readonly read: QueryReader }> = new Map(
  [
    ['find', { fields: findFields, read: readQuery('filter', (args) => args.count('limit', 0)) }],
    ['count', { fields: countFields, read: readQuery('query', () => 0) }],
    ['distinct', { fields: distinctFields, read: readQuery('query', () => 0) }],
    ['findAndModify', { fields: findAndModifyFields, read: readQuery('query', () => 1) }],
    [
      'aggregate',
      {
        fields: aggregateFields,
        read: (args: Arguments, scope: EvaluationScope): Query => ({
          ...pipelineQuery(args.array('pipeline') ?? [], scope),
          hint: args.hint(),
        }),
      },
    ],
    ['update', { fields: updateFields, read: readStatement('updates') }],
    ['delete', { fields: deleteFields, read: readStatement('deletes') }],
  ],
);

function queryOf(request: Request, name: string, inner: Value): Query {
  const kind = explainable.get(name);
  if (kind === undefined) throw badValue(`Explain failed due to unknown command: ${name}`);
  const args = new Arguments(name, inner).allow(kind.fields.allowed, kind.fields.known);
  args.simpleCollation();
  return kind.read(args, scopeOf(request, args));
}

const explainFields = new Set(['explain', 'verbosity']);
const verbosities = ['queryPlanner', 'executionStats', 'allPlansExecution'];

function verbosityOf(request: Request): string {
  const args = request.arguments.allow(explainFields);
  const verbosity = args.has('verbosity') ? args.text('verbosity') : 'allPlansExecution';
  if (!verbosities.includes(verbosity)) {
    throw badValue(`Enumeration value '${verbosity}' for field 'explain.verbosity' is not a valid value.`);
  }
  return verbosity;
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
  const verbosity = verbosityOf(request);
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
