import { tick } from '../deadline.ts';
import { BsonWriter } from '../bson/writer.ts';
import { elementsOf, wholeDocument } from '../bson/raw.ts';
import { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';

/** A node of a document under change: bytes as they were, or a container whose members may change. */
export type Node = Value | Container;

/**
 * A document or array that an update descends into. Only containers on the way to a changed field are taken apart; all
 * other values keep their bytes.
 */
export class Container {
  readonly type: number;
  readonly names: string[];
  readonly nodes: Node[];

  constructor(type: number, names: string[], nodes: Node[]) {
    this.type = type;
    this.names = names;
    this.nodes = nodes;
  }

  static of(value: Value): Container {
    const elements = elementsOf(value);
    return new Container(
      value.type,
      elements.map((element) => element.name),
      elements.map((element) => element.value),
    );
  }

  static empty(type: number): Container {
    return new Container(type, [], []);
  }

  get isArray(): boolean {
    return this.type === BsonType.array;
  }

  /** Position of a member, or -1. For arrays the name is the position. */
  find(name: string): number {
    tick();
    if (!this.isArray) return this.names.indexOf(name);
    const index = /^(0|[1-9]\d*)$/.test(name) ? Number(name) : -1;
    return index < this.nodes.length ? index : -1;
  }

  /** The member at a position as a container, taken apart on first use; undefined when it is a plain value. */
  containerAt(index: number): Container | undefined {
    const node = this.nodes[index];
    if (node instanceof Container) return node;
    if (node === undefined || (node.type !== BsonType.document && node.type !== BsonType.array))
      return undefined;
    const opened = Container.of(node);
    this.nodes[index] = opened;
    return opened;
  }

  set(name: string, node: Node): void {
    const index = this.find(name);
    if (index >= 0) this.nodes[index] = node;
    else this.append(name, node);
  }

  append(name: string, node: Node): void {
    this.names.push(name);
    this.nodes.push(node);
  }

  remove(index: number): void {
    this.names.splice(index, 1);
    this.nodes.splice(index, 1);
  }

  /** Gives an array other members, one by one: a large array has more of them than one call takes as arguments. */
  refill(nodes: readonly Node[]): void {
    this.nodes.length = 0;
    for (const node of nodes) this.nodes.push(node);
  }

  private write(writer: BsonWriter): void {
    const mark = writer.open();
    this.nodes.forEach((node, index) => {
      const name = this.isArray ? String(index) : this.names[index]!;
      if (node instanceof Value) writer.value(name, node);
      else {
        writer.header(node.type, name);
        node.write(writer);
      }
    });
    writer.close(mark);
  }

  toBytes(size = 512): Buffer {
    const writer = new BsonWriter(size);
    this.write(writer);
    return writer.result();
  }
}

/** A node as a value: containers are written out. */
export function nodeValue(node: Node): Value {
  if (node instanceof Value) return node;
  const bytes = node.toBytes();
  return new Value(node.type, bytes, 0, bytes.length);
}

/** Opens a whole document for changing. */
export function openDocument(bytes: Buffer): Container {
  return Container.of(wholeDocument(bytes));
}
