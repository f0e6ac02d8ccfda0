import { addLeaf, emptyTree } from '../aggregation/computed-fields.ts';
import type { FieldTree } from '../aggregation/computed-fields.ts';
import { Value, elementsOf, firstName, valuesOf, wholeDocument } from '../bson/raw.ts';
import type { Element } from '../bson/raw.ts';
import { BsonType, isNumberType } from '../bson/types.ts';
import { buildDocument } from '../bson/writer.ts';
import { CommandError, badValue, notImplemented } from '../errors.ts';
import { compileExpression, isOperatorExpression } from '../expression/compile.ts';
import { splitPath } from '../expression/field-path.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { compileCondition } from './match.ts';
import { isTruthy, numberOf } from './numbers.ts';
import { parseFilter } from './parse-filter.ts';
import type { LeafTest } from './walk.ts';

/** What happens to a field: kept, dropped, entered, or an array cut down. */
export type ProjectionNode =
  | { readonly kind: 'include' | 'exclude' | 'positional' }
  | { readonly kind: 'slice'; readonly skip: number | undefined; readonly limit: number }
  | { readonly kind: 'elemMatch'; readonly test: LeafTest }
  | { readonly kind: 'compute' }
  | NestedNode;

/** The fields of an embedded document. */
export interface NestedNode {
  readonly kind: 'nested';
  readonly children: Map<string, ProjectionNode>;
}

/** A parsed projection. */
export interface ParsedProjection {
  readonly root: NestedNode;
  /** The fields to compute after the others were chosen. */
  readonly computed: FieldTree;
  readonly isInclusion: boolean;
}

/** Projections of find know `$slice`, `$elemMatch` and the positional `$`; those of an aggregation do not. */
export type ProjectionPlace = 'find' | 'aggregate';

export function emptyNested(): NestedNode {
  return { kind: 'nested', children: new Map() };
}

function parseSlice(value: Value): ProjectionNode {
  const parts = value.type === BsonType.array ? valuesOf(value).map(numberOf) : [numberOf(value)];
  const [first, second] = parts;
  if (first === undefined || parts.length > 2 || parts.includes(undefined)) {
    throw new CommandError(
      28667,
      'Location28667',
      'Invalid $slice syntax. The given syntax did not match the find() syntax',
    );
  }
  if (parts.length === 1) return { kind: 'slice', skip: undefined, limit: Math.trunc(first) };
  if (second! <= 0)
    throw new CommandError(
      28724,
      'Location28724',
      'First argument to $slice must be an array, the third positive',
    );
  return { kind: 'slice', skip: Math.trunc(first), limit: Math.trunc(second!) };
}

/** A test of one element, made from an `$elemMatch` condition on arrays. */
function elementTest(operator: Value): LeafTest {
  const filter = parseFilter(
    wholeDocument(buildDocument((writer) => writer.value('v', operator))),
    undefined,
  );
  if (filter.kind !== 'path') throw badValue('elemMatch: Invalid argument');
  const test = compileCondition(filter.condition);
  return (item) => {
    if (item === undefined) return false;
    const bytes = buildDocument((writer) => writer.value('0', item));
    return test(new Value(BsonType.array, bytes, 0, bytes.length));
  };
}

/** The node of a find-only operator; undefined for anything else. */
function findOperator(value: Value): ProjectionNode | undefined {
  if (value.type !== BsonType.document) return undefined;
  const [operator, ...others] = elementsOf(value);
  if (operator === undefined || others.length > 0) return undefined;
  if (operator.name === '$slice') return parseSlice(operator.value);
  if (operator.name === '$elemMatch') return { kind: 'elemMatch', test: elementTest(value) };
  return undefined;
}

/** Puts a node at its place; two at one place, or one inside another, are refused. */
export function placeNode(root: NestedNode, path: string, node: ProjectionNode): void {
  const parts = splitPath(path);
  let at = root;
  parts.forEach((part, index) => {
    const existing = at.children.get(part);
    if (index === parts.length - 1) {
      if (existing !== undefined) throw new CommandError(31250, 'Location31250', `Path collision at ${path}`);
      at.children.set(part, node);
      return;
    }
    if (existing !== undefined && existing.kind !== 'nested')
      throw new CommandError(31249, 'Location31249', `Path collision at ${path} remaining portion ${part}`);
    const next = existing ?? emptyNested();
    at.children.set(part, next);
    at = next;
  });
}

/** Collects the entries of a projection. */
class Parser {
  readonly root = emptyNested();
  readonly computed = emptyTree();
  /** Undefined until an entry beside `_id` decides it. */
  isInclusion: boolean | undefined;
  private readonly scope: EvaluationScope;
  private readonly place: ProjectionPlace;

  constructor(scope: EvaluationScope, place: ProjectionPlace) {
    this.scope = scope;
    this.place = place;
  }

  parse(prefix: string, element: Element): void {
    const { value } = element;
    const path = prefix === '' ? element.name : `${prefix}.${element.name}`;
    if (path === '$' || path.endsWith('.$')) return this.positional(path);
    if (value.type === BsonType.boolean || isNumberType(value.type)) return this.flag(path, isTruthy(value));
    const operator = this.place === 'find' ? findOperator(value) : undefined;
    if (operator !== undefined) {
      if (operator.kind === 'elemMatch') this.include(path);
      return placeNode(this.root, path, operator);
    }
    if (value.type === BsonType.document && firstName(value) === '$meta')
      throw notImplemented('the projection operator $meta');
    if (value.type !== BsonType.document || isOperatorExpression(value)) return this.compute(path, value);
    const inner = elementsOf(value);
    if (inner.length === 0) {
      throw new CommandError(
        51270,
        'Location51270',
        `An empty sub-projection is not a valid value. Found empty object at path ${path}`,
      );
    }
    for (const each of inner) this.parse(path, each);
  }

  private include(path: string): void {
    if (this.isInclusion === false) {
      throw new CommandError(
        31253,
        'Location31253',
        `Cannot do inclusion on field ${path} in exclusion projection`,
      );
    }
    this.isInclusion = true;
  }

  private flag(path: string, isIncluded: boolean): void {
    if (path !== '_id') {
      if (isIncluded) this.include(path);
      else if (this.isInclusion === true) {
        throw new CommandError(
          31254,
          'Location31254',
          `Cannot do exclusion on field ${path} in inclusion projection`,
        );
      } else this.isInclusion = false;
    }
    placeNode(this.root, path, { kind: isIncluded ? 'include' : 'exclude' });
  }

  private positional(path: string): void {
    if (this.place === 'aggregate') {
      throw new CommandError(
        31324,
        'Location31324',
        'Cannot use positional projection in aggregation projection',
      );
    }
    this.include(path);
    placeNode(this.root, path.replace(/\.?\$$/, ''), { kind: 'positional' });
  }

  private compute(path: string, value: Value): void {
    if (this.isInclusion === false) {
      throw new CommandError(
        31252,
        'Location31252',
        'Cannot use expression other than $meta in exclusion projection',
      );
    }
    this.isInclusion = true;
    placeNode(this.root, path, { kind: 'compute' });
    addLeaf(this.computed, splitPath(path), compileExpression(value, this.scope));
  }
}

/** Parses a projection. `{ _id: 1 }` alone shows only `_id`, `{ _id: 0 }` alone everything else. */
export function parseProjection(
  specification: Value,
  scope: EvaluationScope,
  place: ProjectionPlace,
): ParsedProjection {
  const parser = new Parser(scope, place);
  for (const element of elementsOf(specification)) parser.parse('', element);
  const { root, computed } = parser;
  const id = root.children.get('_id');
  const isInclusion = parser.isInclusion ?? id?.kind === 'include';
  if (isInclusion && id === undefined) root.children.set('_id', { kind: 'include' });
  return { root, computed, isInclusion };
}
