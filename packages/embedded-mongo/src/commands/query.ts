import type { Value } from '../bson/raw.ts';
import type { Counters, Found } from '../planner/scan.ts';
import { Scan } from '../planner/scan.ts';
import { choosePlan } from '../planner/plan.ts';
import type { Plan } from '../planner/plan.ts';
import { isMatchAll, matchAll } from '../query/filter.ts';
import type { Filter } from '../query/filter.ts';
import { compileFilter } from '../query/match.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { parseFindSort, sortDocuments } from '../query/sort.ts';
import type { SortField } from '../query/sort.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import type { Collection } from '../store/catalog.ts';
import { encodeId } from '../store/index-keys.ts';
import { idOf } from '../update/upsert.ts';
import type { Arguments } from './arguments.ts';
import type { Request } from './context.ts';
import { streamOnce } from '../query/stream.ts';
import type { DocumentStream } from '../query/stream.ts';

/** A query: which documents, in which order, how many. */
export interface Query {
  readonly filter: Filter;
  readonly sort: readonly SortField[];
  readonly skip: number;
  readonly limit: number;
  readonly hint: ReturnType<Arguments['hint']>;
}

/** Parses the filter of a command field; an absent one matches everything. */
export function filterOf(value: Value | undefined, scope: EvaluationScope): Filter {
  return value === undefined ? matchAll : parseFilter(value, scope);
}

/** Parses a sort; an empty one is none. */
export function sortOf(value: Value | undefined): SortField[] {
  return value === undefined ? [] : parseFindSort(value);
}

/** A query being run: its plan, and the documents in order. */
export interface Running extends DocumentStream {
  readonly plan: Plan;
  readonly counters: Counters;
}

function alwaysTrue(): boolean {
  return true;
}

function openScan(
  request: Request,
  collection: Collection,
  plan: Plan,
  query: Query,
  counters: Counters,
): Scan {
  const { environment } = request.engine;
  const matches = isMatchAll(query.filter) ? alwaysTrue : compileFilter(query.filter);
  return new Scan({ environment, collection, plan, matches, counters });
}

/** Whether documents come out of a plan in the order asked for, without sorting them. */
export function isInOrder(plan: Plan, sort: readonly SortField[]): boolean {
  if (sort.length === 0 || sort[0]!.path === '$natural') return true;
  return (plan.stage === 'IXSCAN' && plan.isSorted) || (plan.stage === 'IDHACK' && plan.keys.length === 1);
}

function drain(scan: Scan, limit: number): Found[] {
  const found: Found[] = [];
  for (let next = scan.next(); next !== undefined; next = scan.next()) {
    found.push(next);
    if (limit > 0 && found.length >= limit) break;
  }
  return found;
}

function collectForSort(
  request: Request,
  collection: Collection,
  plan: Plan,
  query: Query,
  counters: Counters,
): Buffer[] {
  const wanted = query.limit > 0 ? query.skip + query.limit : 0;
  if (plan.stage !== 'IXSCAN' || !plan.isSortedPerRange || wanted === 0) {
    return drain(openScan(request, collection, plan, query, counters), 0).map((found) => found.document);
  }
  // Each range is sorted by itself, so only the first ones of each can be among the first ones of all.
  return plan.ranges.flatMap((range) =>
    drain(openScan(request, collection, { ...plan, ranges: [range] }, query, counters), wanted).map(
      (found) => found.document,
    ),
  );
}

/** Runs a query. Documents come one by one, read when they are asked for; those to be sorted all with the first. */
export function runQuery(request: Request, collection: Collection, query: Query): Running {
  const plan = choosePlan({ collection, filter: query.filter, sort: query.sort, hint: query.hint });
  const counters: Counters = { keys: 0, documents: 0 };
  if (!isInOrder(plan, query.sort)) {
    const wanted = query.limit > 0 ? query.skip + query.limit : 0;
    const sorted = streamOnce(() => {
      const documents = collectForSort(request, collection, plan, query, counters);
      return sortDocuments(documents, query.sort, wanted).slice(query.skip);
    });
    return { plan, counters, next: sorted.next };
  }
  const scan = openScan(request, collection, plan, query, counters);
  let skipped = 0;
  let given = 0;
  return {
    plan,
    counters,
    next() {
      if (query.limit > 0 && given >= query.limit) return undefined;
      for (; skipped < query.skip; skipped++) if (scan.next() === undefined) return undefined;
      given++;
      return scan.next()?.document;
    },
  };
}

/** The documents to be written: the first in order, or all, taken before the first one changes. */
export function findForWrite(request: Request, collection: Collection, query: Query): Found[] {
  const plan = choosePlan({ collection, filter: query.filter, sort: query.sort, hint: query.hint });
  const counters: Counters = { keys: 0, documents: 0 };
  if (isInOrder(plan, query.sort)) {
    const scan = openScan(request, collection, plan, query, counters);
    if (query.limit === 1) {
      const first = scan.next();
      return first === undefined ? [] : [first];
    }
    return drain(scan, query.limit);
  }
  const documents = sortDocuments(
    collectForSort(request, collection, plan, query, counters),
    query.sort,
    query.limit,
  );
  return documents.map((document) => ({ id: encodeId(idOf(document)!), document }));
}
