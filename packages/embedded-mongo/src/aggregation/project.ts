import type { JsDocument } from '../bson/js.ts';
import { Double, Int32, Long } from 'bson';
import { CommandError } from '../errors.ts';
import { makeEvaluator } from '../expression/evaluator.ts';
import { prepareExpression } from '../expression/prepare.ts';
import type { EvaluationScope } from '../expression/scope.ts';

/** A node of a projection: keep, drop, compute, or go deeper. */
type Node =
  | { readonly kind: 'include' }
  | { readonly kind: 'exclude' }
  | { readonly kind: 'compute'; readonly expression: unknown }
  | { readonly kind: 'nested'; readonly children: Map<string, Node> };

type Nested = Extract<Node, { kind: 'nested' }>;

function isPlain(value: unknown): value is JsDocument {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Whether a projection value means keep (true), drop (false) or is an expression (undefined). */
function asFlag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  if (value instanceof Long || value instanceof Int32 || value instanceof Double)
    return Number(value.toString()) !== 0;
  return undefined;
}

function place(root: Nested, path: string, node: Node): void {
  const parts = path.split('.');
  let at = root;
  parts.forEach((part, index) => {
    if (part === '')
      throw new CommandError(15998, 'Location15998', 'FieldPath field names may not be empty strings.');
    if (part.startsWith('$'))
      throw new CommandError(16410, 'Location16410', `FieldPath field names may not start with '$'.`);
    const existing = at.children.get(part);
    const isLast = index === parts.length - 1;
    if (existing !== undefined && (isLast || existing.kind !== 'nested')) {
      throw new CommandError(31250, 'Location31250', `Path collision at ${path}`);
    }
    if (isLast) at.children.set(part, node);
    else {
      const next: Nested = existing?.kind === 'nested' ? existing : { kind: 'nested', children: new Map() };
      at.children.set(part, next);
      at = next;
    }
  });
}

interface Parsed {
  readonly root: Nested;
  includes: number;
  excludes: number;
  computes: number;
}

function parseInto(parsed: Parsed, prefix: string, specification: JsDocument, scope: EvaluationScope): void {
  for (const [name, value] of Object.entries(specification)) {
    const path = prefix === '' ? name : `${prefix}.${name}`;
    const flag = asFlag(value);
    if (flag !== undefined) {
      if (path !== '_id') parsed[flag ? 'includes' : 'excludes']++;
      place(parsed.root, path, { kind: flag ? 'include' : 'exclude' });
    } else if (isPlain(value) && Object.keys(value)[0]?.startsWith('$') !== true) {
      if (Object.keys(value).length === 0) {
        throw new CommandError(
          51270,
          'Location51270',
          'An empty sub-projection is not a valid value. Found empty object at path',
        );
      }
      parseInto(parsed, path, value, scope);
    } else {
      parsed.computes++;
      place(parsed.root, path, { kind: 'compute', expression: prepareExpression(value, { scope }) });
    }
  }
}

function drop(node: Nested, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => drop(node, item));
  if (!isPlain(value)) return value;
  const kept: JsDocument = {};
  for (const name of Object.keys(value)) {
    const child = node.children.get(name);
    if (child === undefined || child.kind === 'include') kept[name] = value[name];
    else if (child.kind === 'nested') kept[name] = drop(child, value[name]);
  }
  return kept;
}

function keep(node: Nested, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => isPlain(item) || Array.isArray(item))
      .map((item: unknown) => keep(node, item));
  }
  if (!isPlain(value)) return undefined;
  const kept: JsDocument = {};
  for (const name of Object.keys(value)) {
    const child = node.children.get(name);
    if (child?.kind === 'include') kept[name] = value[name];
    else if (child?.kind === 'nested') {
      const inner = keep(child, value[name]);
      if (inner !== undefined) kept[name] = inner;
    }
  }
  return kept;
}

function compute(node: Nested, target: unknown, evaluate: (expression: unknown) => unknown): unknown {
  if (Array.isArray(target)) return target.map((item: unknown) => compute(node, item, evaluate));
  const result: JsDocument = isPlain(target) ? target : {};
  for (const [name, child] of node.children) {
    if (child.kind === 'compute') {
      const value = evaluate(child.expression);
      if (value === undefined) delete result[name];
      else result[name] = value;
    } else if (child.kind === 'nested' && hasComputed(child))
      result[name] = compute(child, result[name], evaluate);
  }
  return result;
}

function hasComputed(node: Node): boolean {
  if (node.kind === 'compute') return true;
  return node.kind === 'nested' && [...node.children.values()].some(hasComputed);
}

/** Compiles a projection of inclusions, exclusions and computed fields. */
export function compileProjection(
  specification: JsDocument,
  scope: EvaluationScope,
): (document: JsDocument) => JsDocument {
  const parsed: Parsed = {
    root: { kind: 'nested', children: new Map() },
    includes: 0,
    excludes: 0,
    computes: 0,
  };
  if (Object.keys(specification).length === 0) {
    throw new CommandError(
      51272,
      'Location51272',
      'Invalid $project :: caused by :: projection specification must have at least one field',
    );
  }
  parseInto(parsed, '', specification, scope);
  const { root } = parsed;
  const id = root.children.get('_id');
  const isExclusion =
    parsed.includes === 0 && parsed.computes === 0 && (parsed.excludes > 0 || id?.kind === 'exclude');
  if (!isExclusion && parsed.excludes > 0) {
    throw new CommandError(31254, 'Location31254', 'Cannot do exclusion in inclusion projection');
  }
  if (isExclusion) return (document) => drop(root, document) as JsDocument;
  if (id === undefined) root.children.set('_id', { kind: 'include' });
  const evaluate = makeEvaluator(scope);
  const computed = hasComputed(root);
  return (document) => {
    const kept = keep(root, document) as JsDocument;
    return computed
      ? (compute(root, kept, (expression) => evaluate(document, expression)) as JsDocument)
      : kept;
  };
}
