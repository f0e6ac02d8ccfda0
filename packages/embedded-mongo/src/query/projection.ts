import { compileProjection } from '../aggregation/project.ts';
import { decodeDocument, decodeValue, encodeDocument } from '../bson/js.ts';
import { Value, elementsOf, valuesOf, wholeDocument } from '../bson/raw.ts';
import type { Element } from '../bson/raw.ts';
import { BsonType, isNumberType } from '../bson/types.ts';
import { BsonWriter } from '../bson/writer.ts';
import { CommandError, badValue, notImplemented } from '../errors.ts';
import type { EvaluationScope } from '../expression/scope.ts';
import { compileCondition } from './match.ts';
import { isTruthy, numberOf } from './numbers.ts';
import { parseFilter } from './parse-filter.ts';
import type { LeafTest } from './walk.ts';

/** Turns a document into what the caller asked to see. `position` is asked for by the positional `$`. */
export type Projection = (document: Buffer, position: () => number | undefined) => Buffer;

/** What happens to a field: kept, dropped, entered, or an array cut down. */
type Node =
  | { readonly kind: 'include' | 'exclude' | 'positional' }
  | { readonly kind: 'slice'; readonly skip: number | undefined; readonly limit: number }
  | { readonly kind: 'elemMatch'; readonly test: LeafTest }
  | { readonly kind: 'nested'; readonly children: Map<string, Node> };

type Nested = Extract<Node, { kind: 'nested' }>;

function parseSlice(value: Value): Node {
  const parts = value.type === BsonType.array ? valuesOf(value).map(numberOf) : [numberOf(value)];
  const [first, second] = parts;
  if (first === undefined || parts.length > 2 || parts.includes(undefined)) {
    throw new CommandError(
      28667,
      'Location28667',
      'Invalid $slice syntax. The given syntax did not match the find() syntax',
    );
  }
  if (parts.length === 1) return { kind: 'slice', skip: undefined, limit: first };
  if (second! <= 0)
    throw new CommandError(
      28724,
      'Location28724',
      'First argument to $slice must be an array, the third positive',
    );
  return { kind: 'slice', skip: first, limit: second! };
}

/** The node of one entry; undefined when it is an expression that has to be computed. */
function nodeOf(element: Element): Node | undefined {
  const { name, value } = element;
  if (name === '$' || name.endsWith('.$')) return { kind: 'positional' };
  if (value.type === BsonType.boolean || isNumberType(value.type))
    return { kind: isTruthy(value) ? 'include' : 'exclude' };
  if (value.type !== BsonType.document) return undefined;
  const [operator] = elementsOf(value);
  if (
    operator?.name === '$slice' &&
    (isNumberType(operator.value.type) || operator.value.type === BsonType.array)
  ) {
    const isFindForm =
      operator.value.type !== BsonType.array ||
      valuesOf(operator.value).every((item) => isNumberType(item.type));
    return isFindForm ? parseSlice(operator.value) : undefined;
  }
  if (operator?.name === '$elemMatch') {
    const wrapped = parseFilter(wrap('v', value), undefined);
    if (wrapped.kind !== 'path') throw badValue('elemMatch: Invalid argument');
    return { kind: 'elemMatch', test: elementTest(wrapped.condition) };
  }
  if (operator?.name === '$meta') throw notImplemented('the projection operator $meta');
  return undefined;
}

function wrap(name: string, value: Value): Value {
  const writer = new BsonWriter();
  const mark = writer.open();
  writer.value(name, value);
  writer.close(mark);
  return wholeDocument(writer.result());
}

/** A test of one element, made from an `$elemMatch` condition on arrays. */
function elementTest(condition: Parameters<typeof compileCondition>[0]): LeafTest {
  const test = compileCondition(condition);
  return (item) => {
    if (item === undefined) return false;
    const writer = new BsonWriter(item.end - item.start + 32);
    const mark = writer.open();
    writer.value('0', item);
    writer.close(mark);
    const bytes = writer.result();
    return test(new Value(BsonType.array, bytes, 0, bytes.length));
  };
}

function place(root: Nested, path: string, node: Node): void {
  const parts = (node.kind === 'positional' ? path.replace(/\.?\$$/, '') : path).split('.');
  let at = root;
  parts.forEach((part, index) => {
    if (part === '' || part.startsWith('$'))
      throw badValue(`FieldPath field names may not be empty or start with '$': ${path}`);
    const existing = at.children.get(part);
    if (index === parts.length - 1) {
      if (existing !== undefined) throw new CommandError(31250, 'Location31250', `Path collision at ${path}`);
      at.children.set(part, node);
      return;
    }
    if (existing !== undefined && existing.kind !== 'nested')
      throw new CommandError(31249, 'Location31249', `Path collision at ${path}`);
    const next: Nested = existing ?? { kind: 'nested', children: new Map() };
    at.children.set(part, next);
    at = next;
  });
}

interface Mode {
  readonly includes: boolean;
  readonly position: () => number | undefined;
}

function writeSliced(
  writer: BsonWriter,
  name: string,
  value: Value,
  node: Extract<Node, { kind: 'slice' }>,
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

function writeField(writer: BsonWriter, element: Element, node: Node | undefined, mode: Mode): void {
  const { name, value } = element;
  if (node === undefined) {
    if (!mode.includes) writer.value(name, value);
    return;
  }
  switch (node.kind) {
    case 'include':
      return void writer.value(name, value);
    case 'exclude':
      return;
    case 'slice':
      return writeSliced(writer, name, value, node);
    case 'elemMatch': {
      const match = value.type === BsonType.array ? valuesOf(value).find(node.test) : undefined;
      return match === undefined ? undefined : writeArray(writer, name, [match]);
    }
    case 'positional': {
      if (value.type !== BsonType.array) return void writer.value(name, value);
      const at = mode.position();
      const item = at === undefined ? undefined : valuesOf(value)[at];
      if (item === undefined)
        throw new CommandError(
          51246,
          'Location51246',
          "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
        );
      return writeArray(writer, name, [item]);
    }
    default:
      return writeNested(writer, element, node, mode);
  }
}

function writeNested(writer: BsonWriter, element: Element, node: Nested, mode: Mode): void {
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

function writeFields(writer: BsonWriter, document: Value, node: Nested, mode: Mode): void {
  for (const element of elementsOf(document))
    writeField(writer, element, node.children.get(element.name), mode);
}

function countKinds(
  elements: readonly Element[],
  nodes: readonly (Node | undefined)[],
): { includes: number; excludes: number } {
  let includes = 0;
  let excludes = 0;
  nodes.forEach((node, index) => {
    const isId = elements[index]!.name === '_id';
    if (node?.kind === 'include' && !isId) includes++;
    if (node?.kind === 'positional' || node?.kind === 'elemMatch') includes++;
    if (node?.kind === 'exclude' && !isId) excludes++;
  });
  return { includes, excludes };
}

/** Compiles the projection of a find or findAndModify; undefined when everything is shown. */
export function compileFindProjection(
  specification: Value | undefined,
  scope: EvaluationScope,
): Projection | undefined {
  const elements = specification === undefined ? [] : elementsOf(specification);
  if (elements.length === 0 || specification === undefined) return undefined;
  const nodes = elements.map(nodeOf);
  if (nodes.includes(undefined)) {
    if (nodes.some((node) => node !== undefined && node.kind !== 'include' && node.kind !== 'exclude')) {
      throw notImplemented(
        'a projection that mixes expressions with $slice, $elemMatch or the positional operator',
      );
    }
    const compute = compileProjection(decodeValue(specification) as Record<string, unknown>, scope);
    return (document) => encodeDocument(compute(decodeDocument(document)), wholeDocument(document));
  }
  const { includes, excludes } = countKinds(elements, nodes);
  if (includes > 0 && excludes > 0) {
    const culprit = elements.find(
      (element, index) => nodes[index]?.kind === 'exclude' && element.name !== '_id',
    );
    throw new CommandError(
      31254,
      'Location31254',
      `Cannot do exclusion on field ${culprit?.name ?? ''} in inclusion projection`,
    );
  }
  const root: Nested = { kind: 'nested', children: new Map() };
  elements.forEach((element, index) => place(root, element.name, nodes[index]!));
  const id = root.children.get('_id');
  const onlyId = elements.length === 1 && id?.kind === 'include';
  const isInclusion = includes > 0 || onlyId || (excludes === 0 && id?.kind === 'include');
  if (isInclusion && id === undefined) root.children.set('_id', { kind: 'include' });
  return (document, position) => {
    const writer = new BsonWriter(document.length + 16);
    const mark = writer.open();
    writeFields(writer, wholeDocument(document), root, { includes: isInclusion, position });
    writer.close(mark);
    return writer.result();
  };
}
