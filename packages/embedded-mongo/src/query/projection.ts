import { applyFields } from '../aggregation/computed-fields.ts';
import { firstName, elementsOf, valuesOf, wholeDocument } from '../bson/raw.ts';
import type { Element, Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { BsonWriter } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { emptyNested, parseProjection, placeNode } from './projection-nodes.ts';
import type { NestedNode, ProjectionNode, ProjectionPlace } from './projection-nodes.ts';

/** Turns a document into what the caller asked to see. `position` is asked for by the positional `$`. */
export type Projection = (document: Buffer, position: () => number | undefined) => Buffer;

interface Mode {
  readonly includes: boolean;
  readonly position: () => number | undefined;
}

function writeSliced(
  writer: BsonWriter,
  { name, value }: Element,
  node: Extract<ProjectionNode, { kind: 'slice' }>,
): void {
  if (value.type !== BsonType.array) return void writer.value(name, value);
  const items = valuesOf(value);
  let from: number;
  if (node.skip === undefined) from = node.limit < 0 ? Math.max(0, items.length + node.limit) : 0;
  else from = node.skip < 0 ? Math.max(0, items.length + node.skip) : node.skip;
  const kept = items.slice(from, node.skip === undefined && node.limit < 0 ? undefined : from + node.limit);
  writeArray(writer, name, kept);
}

function writeArray(writer: BsonWriter, name: string, items: readonly Value[]): void {
  const mark = writer.openArray(name);
  items.forEach((item, index) => writer.value(String(index), item));
  writer.close(mark);
}

function writePositional(writer: BsonWriter, { name, value }: Element, mode: Mode): void {
  if (value.type !== BsonType.array) return void writer.value(name, value);
  const at = mode.position();
  const item = at === undefined ? undefined : valuesOf(value)[at];
  if (item === undefined) {
    throw new CommandError(
      51246,
      'Location51246',
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    );
  }
  writeArray(writer, name, [item]);
}

function writeField(
  writer: BsonWriter,
  element: Element,
  node: ProjectionNode | undefined,
  mode: Mode,
): void {
  const { name, value } = element;
  if (node === undefined) {
    if (!mode.includes) writer.value(name, value);
    return;
  }
  switch (node.kind) {
    case 'include':
      return void writer.value(name, value);
    case 'exclude':
    case 'compute':
      return;
    case 'slice':
      return writeSliced(writer, element, node);
    case 'elemMatch': {
      const match = value.type === BsonType.array ? valuesOf(value).find(node.test) : undefined;
      return match === undefined ? undefined : writeArray(writer, name, [match]);
    }
    case 'positional':
      return writePositional(writer, element, mode);
    default:
      return writeNested(writer, element, node, mode);
  }
}

function writeNested(writer: BsonWriter, element: Element, node: NestedNode, mode: Mode): void {
  const { name, value } = element;
  if (value.type === BsonType.document) {
    const mark = writer.openDocument(name);
    writeFields(writer, value, node, mode);
    writer.close(mark);
  } else if (value.type === BsonType.array) {
    const mark = writer.openArray(name);
    let index = 0;
    for (const item of valuesOf(value)) {
      const isContainer = item.type === BsonType.document || item.type === BsonType.array;
      if (isContainer) writeNested(writer, { name: String(index++), value: item }, node, mode);
      else if (!mode.includes) writer.value(String(index++), item);
    }
    writer.close(mark);
  } else if (!mode.includes) writer.value(name, value);
}

function writeFields(writer: BsonWriter, document: Value, node: NestedNode, mode: Mode): void {
  for (const element of elementsOf(document))
    writeField(writer, element, node.children.get(element.name), mode);
}

function chosen(document: Buffer, root: NestedNode, mode: Mode): Buffer {
  const writer = new BsonWriter(document.length + 16);
  const mark = writer.open();
  writeFields(writer, wholeDocument(document), root, mode);
  writer.close(mark);
  return writer.result();
}

/** Compiles a projection: chosen fields in the order of the document, then the computed ones. */
export function compileProjection(
  specification: Value,
  scope: EvaluationScope,
  place: ProjectionPlace,
): Projection {
  const { root, computed, isInclusion } = parseProjection(specification, scope, place);
  const isComputed = computed.children.size > 0;
  return (document, position) => {
    const kept = chosen(document, root, { includes: isInclusion, position });
    return isComputed ? applyFields(kept, computed, document) : kept;
  };
}

/** Compiles the projection of a find or findAndModify; undefined when everything is shown. */
export function compileFindProjection(
  specification: Value | undefined,
  scope: EvaluationScope,
): Projection | undefined {
  if (specification === undefined || firstName(specification) === undefined) return undefined;
  return compileProjection(specification, scope, 'find');
}

/** Compiles the removal of the fields at some paths. */
export function compileExclusion(paths: readonly string[]): (document: Buffer) => Buffer {
  const root = emptyNested();
  for (const path of paths) placeNode(root, path, { kind: 'exclude' });
  const mode: Mode = { includes: false, position: () => undefined };
  return (document) => chosen(document, root, mode);
}
