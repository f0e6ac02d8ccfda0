import { tick } from '../deadline.ts';
import { BsonWriter } from '../bson/writer.ts';
import { Value, nameAt, valueEnd, wholeDocument } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';

/** A node of a document under change: bytes as they were, or a container whose members may change. */
export type Node = Value | Container;

/** A member as it lies in its document: the element starts at `from`, with type and name before the value. */
class Member extends Value {
  readonly name: string;
  readonly from: number;

  constructor(name: string, from: number, value: { type: number; buf: Buffer; start: number; end: number }) {
    super(value.type, value.buf, value.start, value.end);
    this.name = name;
    this.from = from;
  }
}

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
    const { buf } = value;
    const names: string[] = [];
    const nodes: Node[] = [];
    const last = value.end - 1;
    let at = value.start + 4;
    while (at < last) {
      const from = at;
      const type = buf[at++]!;
      const nameStart = at;
      while (buf[at] !== 0) at++;
      const name = nameAt(buf, nameStart, at++);
      const end = valueEnd(type, buf, at);
      tick();
      names.push(name);
      nodes.push(new Member(name, from, { type, buf, start: at, end }));
      at = end;
    }
    return new Container(value.type, names, nodes);
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

  /**
   * The end of the run of members from `first` on that lie one after the other in one document, as they did when it was
   * opened, names and all; `first` itself when not even that one does. Arrays number their members anew.
   */
  private untouchedRun(first: number): number {
    const { nodes, names } = this;
    let before: Member | undefined;
    let at = first;
    for (; at < nodes.length && !this.isArray; at++) {
      const node = nodes[at];
      if (!(node instanceof Member) || node.name !== names[at]) break;
      if (before !== undefined && (node.buf !== before.buf || node.from !== before.end)) break;
      before = node;
    }
    return at;
  }

  /** Writes it as a document or array without its header. */
  write(writer: BsonWriter): void {
    const mark = writer.open();
    const { nodes, names } = this;
    for (let index = 0; index < nodes.length; index++) {
      const run = this.untouchedRun(index);
      if (run > index) {
        // Members of a run are such: the first says where it starts, the last where it ends.
        const { buf, from } = nodes[index] as Member;
        writer.bytes(buf, from, (nodes[run - 1] as Member).end);
        index = run - 1;
        continue;
      }
      const node = nodes[index]!;
      const name = this.isArray ? String(index) : names[index]!;
      if (node instanceof Value) writer.value(name, node);
      else {
        writer.header(node.type, name);
        node.write(writer);
      }
    }
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
