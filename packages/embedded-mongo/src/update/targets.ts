import { equalValues } from '../bson/compare.ts';
import type { LeafTest } from '../query/walk.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError, badValue } from '../errors.ts';
import { Container, nodeValue } from './tree.ts';
import { nullValue } from '../bson/writer.ts';
import type { Value } from '../bson/raw.ts';

/** What the resolution of a path needs beside the document. */
export interface TargetContext {
  /** Tests of `arrayFilters` by identifier. */
  readonly arrayFilters: ReadonlyMap<string, LeafTest>;
  /** Position that the filter matched, for `$`; undefined when it matched none. */
  readonly position: number | undefined;
}

/** Called for every place a path leads to: the container, and the name of the member in it. */
export type TargetVisitor = (parent: Container, name: string) => void;

function notViable(name: string, inside: string): CommandError {
  return new CommandError(28, 'PathNotViable', `Cannot create field '${name}' in element {${inside}}`);
}

/** Largest gap that setting an array element beyond the end may fill with nulls, as in MongoDB. */
const maxPadding = 1_500_000;

/** Fills an array with nulls up to a position. */
export function padArray(array: Container, index: number): void {
  if (index - array.nodes.length > maxPadding) {
    throw new CommandError(2, 'BadValue', `can't backfill more than ${maxPadding} elements`);
  }
  while (array.nodes.length < index) array.append('', nullValue);
}

function isPositional(part: string): boolean {
  return part === '$' || part.startsWith('$[');
}

function positionsFor(part: string, array: Container, context: TargetContext): number[] {
  if (part === '$') {
    if (context.position === undefined) {
      throw badValue('The positional operator did not find the match needed from the query.');
    }
    return [context.position];
  }
  const all = array.nodes.map((_, index) => index);
  const identifier = part.slice(2, -1);
  if (identifier === '') return all;
  const test = context.arrayFilters.get(identifier);
  if (test === undefined) throw badValue(`No array filter found for identifier '${identifier}'`);
  return all.filter((index) => test(nodeValue(array.nodes[index]!)));
}

/**
 * Visits the places an update path leads to, with `$`, `$[]` and `$[identifier]` resolved. With `create` missing documents on
 * the way are made, otherwise a missing one ends the walk.
 */
export function visitTargets(
  parent: Container,
  parts: readonly string[],
  create: boolean,
  context: TargetContext,
  visit: TargetVisitor,
  at = 0,
): void {
  const part = parts[at]!;
  if (isPositional(part)) {
    if (!parent.isArray) {
      throw badValue(`Cannot apply array updates to non-array element ${parts[at - 1] ?? ''}`);
    }
    for (const index of positionsFor(part, parent, context)) {
      visitTargets(
        parent,
        [...parts.slice(0, at), String(index), ...parts.slice(at + 1)],
        create,
        context,
        visit,
        at,
      );
    }
    return;
  }
  if (parent.isArray && !/^(0|[1-9]\d*)$/.test(part)) {
    if (create) throw notViable(part, `${parts[at - 1] ?? ''}: [...]`);
    return;
  }
  if (at === parts.length - 1) return visit(parent, part);
  const next = step(parent, parts, at, create);
  if (next !== undefined) visitTargets(next, parts, create, context, visit, at + 1);
}

function step(
  parent: Container,
  parts: readonly string[],
  at: number,
  create: boolean,
): Container | undefined {
  const part = parts[at]!;
  const index = parent.find(part);
  if (index >= 0) {
    const found = parent.containerAt(index);
    if (found === undefined && create) throw notViable(parts[at + 1]!, `${part}: ...`);
    return found;
  }
  if (!create) return undefined;
  if (isPositional(parts[at + 1]!)) {
    throw badValue(
      `The path '${parts.slice(0, at + 1).join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  const made = Container.empty(BsonType.document);
  if (parent.isArray) padArray(parent, Number(part));
  parent.append(part, made);
  return made;
}

/** Sets a member, filling an array up to the position when needed. */
export function setMember(parent: Container, name: string, node: Value | Container): void {
  if (parent.isArray) padArray(parent, Number(name));
  parent.set(name, node);
}

/** Whether a list of values holds one equal to `value`. */
export function includesValue(values: readonly Value[], value: Value): boolean {
  return values.some((item) => equalValues(item, value));
}
