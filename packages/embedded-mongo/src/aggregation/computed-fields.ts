import { getField, wholeDocument } from '../bson/raw.ts';
import { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import type { Expression } from '../expression/scope.ts';
import { Container, openDocument } from '../update/tree.ts';
import type { Node } from '../update/tree.ts';

/** Fields to compute, by name and level; a leaf has the expression. */
export interface FieldTree {
  readonly children: Map<string, FieldTree>;
  evaluate: Expression | undefined;
}

export function emptyTree(): FieldTree {
  return { children: new Map(), evaluate: undefined };
}

function conflict(path: string): CommandError {
  return new CommandError(
    40176,
    'Location40176',
    `specification contains two conflicting paths. Cannot specify both '${path}' and another that overlaps it`,
  );
}

/** Adds a leaf at a path whose names have been checked. */
export function addLeaf(tree: FieldTree, parts: readonly string[], evaluate: Expression): void {
  let node = tree;
  for (const part of parts) {
    if (node.evaluate !== undefined) throw conflict(parts.join('.'));
    let child = node.children.get(part);
    if (child === undefined) {
      child = emptyTree();
      node.children.set(part, child);
    }
    node = child;
  }
  if (node.evaluate !== undefined || node.children.size > 0) throw conflict(parts.join('.'));
  node.evaluate = evaluate;
}

function changed(node: Node | undefined, tree: FieldTree, root: Value): Node {
  const type = node?.type;
  if (node === undefined || (type !== BsonType.document && type !== BsonType.array)) {
    // Whatever stands there is replaced by a document of the computed fields.
    const made = Container.empty(BsonType.document);
    apply(made, tree, root);
    return made;
  }
  const container = node instanceof Value ? Container.of(node) : node;
  if (container.isArray)
    container.nodes.forEach((item, at) => (container.nodes[at] = changed(item, tree, root)));
  else apply(container, tree, root);
  return container;
}

function apply(target: Container, tree: FieldTree, root: Value): void {
  for (const [name, child] of tree.children) {
    const index = target.find(name);
    if (child.evaluate === undefined) target.set(name, changed(target.nodes[index], child, root));
    else {
      const value = child.evaluate(root);
      if (value !== undefined) target.set(name, value);
      else if (index >= 0) target.remove(index);
    }
  }
}

/**
 * Computes the fields of a tree from `root` and puts them into `document`: an existing field keeps its place, a missing
 * result removes it, arrays on the way are entered.
 */
export function applyFields(document: Buffer, tree: FieldTree, root: Buffer): Buffer {
  const target = openDocument(document);
  apply(target, tree, wholeDocument(root));
  return target.toBytes(document.length + 256);
}

/** Sets a value at a dotted path; what is no document on the way is replaced by one. `undefined` removes the field. */
export function setAtPath(document: Container, parts: readonly string[], value: Value | undefined): void {
  let target = document;
  for (const part of parts.slice(0, -1)) {
    const index = target.find(part);
    const inner = index < 0 ? undefined : target.containerAt(index);
    const next = inner === undefined || inner.isArray ? Container.empty(BsonType.document) : inner;
    if (next !== inner) target.set(part, next);
    target = next;
  }
  const name = parts.at(-1)!;
  const index = target.find(name);
  if (value !== undefined) target.set(name, value);
  else if (index >= 0) target.remove(index);
}

/** The value at a dotted path that leads through documents only. */
export function valueAtPath(document: Value, parts: readonly string[]): Value | undefined {
  let value: Value | undefined = document;
  for (const part of parts) {
    if (value?.type !== BsonType.document) return undefined;
    value = getField(value, part);
  }
  return value;
}
