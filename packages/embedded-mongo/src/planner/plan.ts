import { successor } from '../bson/key.ts';
import type { FieldName } from '../bson/raw.ts';
import { parsePath } from '../bson/raw.ts';
import { CommandError } from '../errors.ts';
import type { Filter } from '../query/filter.ts';
import { isMatchAll } from '../query/filter.ts';
import type { SortField } from '../query/sort.ts';
import type { Collection, Index } from '../store/catalog.ts';
import type { Range } from '../store/environment.ts';
import { keptKeyBytes, maxIdBytes } from '../store/index-keys.ts';
import { descending, intersect, intervalsOf } from './bounds.ts';
import type { Interval } from './bounds.ts';
import { excludesMissing, impliesFilter, predicatesOf } from './predicates.ts';
import type { Predicates } from './predicates.ts';

/** How documents are found. */
export type Plan =
  | { readonly stage: 'COLLSCAN'; readonly range: Range; readonly reverse: boolean }
  | { readonly stage: 'IDHACK'; readonly keys: readonly Buffer[] }
  | {
      readonly stage: 'IXSCAN';
      /** Undefined for the `_id` index, which is the order of the documents themselves. */
      readonly index: Index | undefined;
      readonly ranges: readonly Range[];
      readonly reverse: boolean;
      /** Documents come in the order the sort asks for. */
      readonly isSorted: boolean;
      /** Each range by itself is sorted; merging their heads gives the order. */
      readonly isSortedPerRange: boolean;
    }
  | { readonly stage: 'OR'; readonly plans: readonly Plan[] };

type IndexScan = Extract<Plan, { stage: 'IXSCAN' }>;

/** What the planner looks at. */
export interface PlanRequest {
  readonly collection: Collection;
  readonly filter: Filter;
  readonly sort: readonly SortField[];
  /** Index name or key pattern as `{ path: direction }`. */
  readonly hint?: string | readonly { readonly path: string; readonly descending: boolean }[] | undefined;
}

interface Candidate {
  readonly plan: IndexScan | Extract<Plan, { stage: 'IDHACK' }>;
  readonly score: number;
}

interface PlanField {
  readonly path: string;
  readonly names: readonly FieldName[];
  readonly descending: boolean;
}

const idFields: readonly PlanField[] = [{ path: '_id', names: parsePath('_id'), descending: false }];
const maxRanges = 4000;

function concat(prefixes: readonly Buffer[], points: readonly Interval[]): Buffer[] {
  return prefixes.flatMap((prefix) => points.map((interval) => Buffer.concat([prefix, interval.low])));
}

/** Keys beyond this length are stored shortened, so bounds are widened to what is certain. */
function widen(range: Range, prefixLength: number): Range {
  const limit = prefixLength + keptKeyBytes;
  if (range.start.length <= limit && range.end.length <= limit) return range;
  const start = range.start.subarray(0, limit);
  const end = range.end.length <= limit ? range.end : successor(range.end.subarray(0, limit));
  return { start, end };
}

function fieldIntervals(
  field: PlanField,
  predicates: Predicates,
  isMultikey: boolean,
): Interval[] | undefined {
  let result: Interval[] | undefined;
  for (const condition of predicates.get(field.path) ?? []) {
    const intervals = intervalsOf(condition);
    if (intervals === undefined) continue;
    if (result === undefined) result = intervals;
    else if (!isMultikey) result = intersect(result, intervals);
    // Of a field with arrays different elements may meet different conditions: only one of them can bound the scan.
    else if (intervals.every((interval) => interval.isPoint)) result = intervals;
  }
  return result === undefined || !field.descending ? result : descending(result);
}

/** What is known of the entries that a scan reads. */
interface Known {
  readonly fields: readonly PlanField[];
  /** Paths that have one value in all documents of a range. */
  readonly fixed: ReadonlySet<string>;
  /** Paths that have one value in all entries of a range; what documents have there besides does not lie in it. */
  readonly pinned: ReadonlySet<string>;
  /** Whether some document has an array in the field at this place: it lies under each element, in no order of documents. */
  hasArrays(at: number): boolean;
}

/** Whether the sort follows from the index: 1 forwards, -1 backwards, 0 no. */
function sortDirection({ fields, fixed, pinned, hasArrays }: Known, sort: readonly SortField[]): number {
  const isSame = ({ path }: PlanField): boolean => fixed.has(path) || pinned.has(path);
  let direction = 0;
  let at = 0;
  for (const wanted of sort) {
    if (fixed.has(wanted.path)) continue;
    while (at < fields.length && fields[at]!.path !== wanted.path && isSame(fields[at]!)) at++;
    const field = fields[at];
    if (field === undefined || field.path !== wanted.path || hasArrays(at)) return 0;
    at++;
    const here = (wanted.direction === -1) === field.descending ? 1 : -1;
    if (direction !== 0 && direction !== here) return 0;
    direction = here;
  }
  return direction === 0 ? 1 : direction;
}

interface Scanned {
  readonly ranges: Range[];
  readonly equalities: number;
  readonly hasRange: boolean;
  readonly pointPrefixes: number;
  /** Paths bounded by exactly one value, without arrays. */
  readonly fixed: Set<string>;
  /** Paths bounded by exactly one value that is an element of arrays. */
  readonly pinned: Set<string>;
  /** Paths bounded by several values. */
  readonly several: Set<string>;
}

function hasArraysAt(index: Index | undefined, at: number): boolean {
  return index !== undefined && (index.arrays & (1 << at)) !== 0;
}

function scanFields(
  prefix: Buffer,
  fields: readonly PlanField[],
  predicates: Predicates,
  index: Index | undefined,
): Scanned {
  const isMultikey = index?.multikey ?? false;
  let prefixes = [prefix];
  let equalities = 0;
  const fixed = new Set<string>();
  const pinned = new Set<string>();
  const several = new Set<string>();
  const usedRoots = new Set<string>();
  for (const [at, field] of fields.entries()) {
    const root = field.names[0]!.text;
    // Two paths below one array may be met by different elements, so only one of them can bound the scan.
    const intervals =
      isMultikey && usedRoots.has(root) ? undefined : fieldIntervals(field, predicates, isMultikey);
    if (intervals === undefined) break;
    usedRoots.add(root);
    const arePoints =
      intervals.every((interval) => interval.isPoint) && prefixes.length * intervals.length <= maxRanges;
    if (!arePoints) {
      const ranges = prefixes.flatMap((start) =>
        intervals.map((interval) => ({
          start: Buffer.concat([start, interval.low]),
          end: Buffer.concat([start, interval.high]),
        })),
      );
      if (ranges.length > maxRanges) break;
      return { ranges, equalities, hasRange: true, pointPrefixes: prefixes.length, fixed, pinned, several };
    }
    prefixes = concat(prefixes, intervals);
    equalities++;
    if (intervals.length !== 1) several.add(field.path);
    else (hasArraysAt(index, at) ? pinned : fixed).add(field.path);
  }
  const ranges = prefixes.map((start) => ({ start, end: successor(start) }));
  return { ranges, equalities, hasRange: false, pointPrefixes: prefixes.length, fixed, pinned, several };
}

function isUsable(index: Index, predicates: Predicates): boolean {
  if (index.building) return false;
  if (index.partial !== undefined && !impliesFilter(predicates, index.partial.filter)) return false;
  if (!index.sparse) return true;
  return index.fields.some((field) => (predicates.get(field.path) ?? []).some(excludesMissing));
}

function candidateFor(request: PlanRequest, index: Index | undefined, predicates: Predicates): Candidate {
  const fields: readonly PlanField[] = index?.fields ?? idFields;
  const prefix = index === undefined ? request.collection.documentPrefix : index.prefix;
  const scanned = scanFields(prefix, fields, predicates, index);
  const { fixed, pinned, several } = scanned;
  const { sort } = request;
  const canSort = sort.length > 0 && sort[0]!.path !== '$natural' && index?.shortened !== true;
  const known: Known = { fields, fixed, pinned, hasArrays: (at) => hasArraysAt(index, at) };
  const exact = canSort ? sortDirection(known, sort) : 0;
  // Of an index with arrays a document may lie in several ranges: merging what each has first would give it more than once.
  const canMerge = canSort && index?.multikey !== true;
  const perRange = canMerge ? sortDirection({ ...known, fixed: new Set([...fixed, ...several]) }, sort) : 0;
  const isSorted = exact !== 0;
  const isSortedPerRange = !isSorted && perRange !== 0 && scanned.ranges.length <= 200;
  const reverse = (isSorted ? exact : isSortedPerRange ? perRange : 1) === -1;
  const ranges = scanned.ranges.map((range) => widen(range, prefix.length));
  const ordered = ranges.sort((a, b) => a.start.compare(b.start));
  const plan: IndexScan = {
    stage: 'IXSCAN',
    index,
    ranges: reverse ? ordered.reverse() : ordered,
    reverse,
    isSorted,
    isSortedPerRange,
  };
  const isExactUnique = (index === undefined || index.unique) && scanned.equalities === fields.length;
  const score =
    scanned.equalities * 100 +
    (scanned.hasRange ? 40 : 0) +
    (isSorted ? 50 : isSortedPerRange ? 30 : 0) +
    (isExactUnique ? 1000 : 0) +
    (index?.partial !== undefined && scanned.equalities > 0 ? 5 : 0) -
    Math.min(30, Math.floor(scanned.pointPrefixes / 10));
  return { plan, score };
}

function idPoints(request: PlanRequest, predicates: Predicates): Buffer[] | undefined {
  const intervals = fieldIntervals(idFields[0]!, predicates, false);
  if (intervals === undefined || !intervals.every((interval) => interval.isPoint)) return undefined;
  if (intervals.some((interval) => interval.low.length > maxIdBytes)) return undefined;
  return intervals.map((interval) => Buffer.concat([request.collection.documentPrefix, interval.low]));
}

function hinted(request: PlanRequest): Index | 'id' | 'natural' | undefined {
  const { hint, collection } = request;
  if (hint === undefined) return undefined;
  if (hint === '_id_') return 'id';
  if (typeof hint !== 'string') {
    if (hint.length === 1 && hint[0]!.path === '_id') return 'id';
    if (hint.length === 1 && hint[0]!.path === '$natural') return 'natural';
  }
  const found = collection.indexes.find((index) => {
    if (index.building) return false;
    if (typeof hint === 'string') return index.name === hint;
    if (index.fields.length !== hint.length) return false;
    return hint.every(
      (field, at) =>
        index.fields[at]!.path === field.path && index.fields[at]!.descending === field.descending,
    );
  });
  if (found === undefined) {
    throw new CommandError(
      2,
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return found;
}

function collectionScan(request: PlanRequest, reverse: boolean): Plan {
  const start = request.collection.documentPrefix;
  return { stage: 'COLLSCAN', range: { start, end: successor(start) }, reverse };
}

function orPlan(request: PlanRequest): Plan | undefined {
  const { filter } = request;
  const parts = filter.kind === 'and' ? filter.parts : [filter];
  const or = parts.find((part) => part.kind === 'or');
  if (or === undefined || or.kind !== 'or') return undefined;
  const plans: Plan[] = [];
  for (const part of or.parts) {
    const plan = choosePlan({
      ...request,
      filter: { kind: 'and', parts: [part, ...parts.filter((other) => other !== or)] },
      sort: [],
    });
    if (plan.stage === 'COLLSCAN') return undefined;
    plans.push(plan);
  }
  return { stage: 'OR', plans };
}

/** Chooses how to find the documents of a filter in the order of a sort. */
export function choosePlan(request: PlanRequest): Plan {
  const { collection, filter, sort } = request;
  const predicates = predicatesOf(filter);
  const wanted = hinted(request);
  const naturalSort = sort[0]?.path === '$natural';
  if (wanted === 'natural' || naturalSort)
    return collectionScan(request, naturalSort && sort[0]!.direction === -1);
  if (wanted === 'id') return candidateFor(request, undefined, predicates).plan;
  if (wanted !== undefined) {
    if (wanted.partial !== undefined && !impliesFilter(predicates, wanted.partial.filter)) {
      throw new CommandError(
        291,
        'NoQueryExecutionPlans',
        'error processing query: planner returned error :: No query solutions',
      );
    }
    return candidateFor(request, wanted, predicates).plan;
  }
  const keys = idPoints(request, predicates);
  if (keys !== undefined && (sort.length === 0 || keys.length === 1)) return { stage: 'IDHACK', keys };
  if (isMatchAll(filter) && sort.length === 0) return collectionScan(request, false);
  let best: Candidate | undefined;
  for (const index of [undefined, ...collection.indexes]) {
    if (index !== undefined && !isUsable(index, predicates)) continue;
    const candidate = candidateFor(request, index, predicates);
    if (candidate.score > 0 && (best === undefined || candidate.score > best.score)) best = candidate;
  }
  if (best === undefined || best.score <= 50)
    return orPlan(request) ?? best?.plan ?? collectionScan(request, false);
  return best.plan;
}
