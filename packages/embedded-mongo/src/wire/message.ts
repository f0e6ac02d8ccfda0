import { checkDocument } from '../bson/check.ts';
import { int32At, wholeDocument } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonWriter } from '../bson/writer.ts';

/** Operation codes of the wire protocol that clients still send. */
const opcode = { reply: 1, query: 2004, compressed: 2012, message: 2013 } as const;

/** Largest message, as announced in `hello`. */
export const maxMessageBytes = 48_000_000;

const flagChecksum = 1;
const flagMoreToCome = 2;

/** A command as it came over the wire. */
export interface IncomingCommand {
  readonly requestId: number;
  readonly opcode: number;
  /** The client expects no answer (`w: 0`). */
  readonly isSilent: boolean;
  readonly body: Value;
  /** Document sequences (section kind 1) by name: the documents of an insert and the like. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  /** Database named by the collection of an OP_QUERY. */
  readonly database: string | undefined;
}

/** A message that breaks the protocol: the connection ends. */
export class ProtocolError extends Error {}

function readSequence(message: Buffer, at: number, into: Map<string, Buffer[]>): number {
  const end = at + int32At(message, at);
  const nameEnd = message.indexOf(0, at + 4);
  if (end > message.length || nameEnd < 0 || nameEnd >= end) throw new ProtocolError('bad document sequence');
  const documents: Buffer[] = [];
  let start = nameEnd + 1;
  while (start < end) {
    const next = checkDocument(message, start, end);
    documents.push(message.subarray(start, next));
    start = next;
  }
  into.set(message.toString('utf8', at + 4, nameEnd), documents);
  return end;
}

const noSequences: ReadonlyMap<string, readonly Buffer[]> = new Map();

function parseOpMsg(message: Buffer): IncomingCommand {
  const flags = message.readUInt32LE(16);
  if ((flags & 0xffff & ~(flagChecksum | flagMoreToCome)) !== 0)
    throw new ProtocolError('unknown required flag');
  const end = message.length - ((flags & flagChecksum) !== 0 ? 4 : 0);
  let body: Value | undefined;
  let sequences: Map<string, Buffer[]> | undefined;
  let at = 20;
  while (at < end) {
    const kind = message[at++];
    if (kind === 0) {
      const next = checkDocument(message, at, end);
      body = wholeDocument(message.subarray(at, next));
      at = next;
    } else if (kind === 1) {
      sequences ??= new Map();
      at = readSequence(message, at, sequences);
    } else throw new ProtocolError('unknown section');
  }
  if (body === undefined) throw new ProtocolError('a message without a body');
  return {
    requestId: message.readInt32LE(4),
    opcode: opcode.message,
    isSilent: (flags & flagMoreToCome) !== 0,
    body,
    sequences: sequences ?? noSequences,
    database: undefined,
  };
}

function parseOpQuery(message: Buffer): IncomingCommand {
  const nameEnd = message.indexOf(0, 20);
  const name = message.toString('utf8', 20, nameEnd);
  const start = nameEnd + 9;
  const end = checkDocument(message, start, message.length);
  if (!name.endsWith('.$cmd')) throw new ProtocolError('OP_QUERY is only understood for commands');
  return {
    requestId: message.readInt32LE(4),
    opcode: opcode.query,
    isSilent: false,
    body: wholeDocument(message.subarray(start, end)),
    sequences: noSequences,
    database: name.slice(0, -'.$cmd'.length),
  };
}

/** Parses one whole message. */
export function parseMessage(message: Buffer): IncomingCommand {
  const code = message.readInt32LE(12);
  if (code === opcode.message) return parseOpMsg(message);
  if (code === opcode.query) return parseOpQuery(message);
  throw new ProtocolError(`unsupported operation code ${code}`);
}

/** A reply under construction: the header is filled in when the document is complete. */
export class ReplyMessage {
  readonly writer: BsonWriter;
  private readonly mark: number;
  private readonly bodyStart: number;
  private readonly command: IncomingCommand;

  constructor(command: IncomingCommand) {
    this.command = command;
    this.writer = new BsonWriter(1024);
    this.writer.at = command.opcode === opcode.query ? 36 : 21;
    this.mark = this.writer.open();
    this.bodyStart = this.writer.at;
  }

  /** Throws away what was written, e.g. to report an error instead. */
  restart(): void {
    this.writer.at = this.bodyStart;
  }

  /** The elements written so far, as recorded for retries. */
  elements(): Buffer {
    return this.writer.buf.subarray(this.bodyStart, this.writer.at);
  }

  finish(requestId: number): Buffer {
    const { writer, command } = this;
    writer.close(this.mark);
    const bytes = writer.result();
    bytes.writeInt32LE(bytes.length, 0);
    bytes.writeInt32LE(requestId, 4);
    bytes.writeInt32LE(command.requestId, 8);
    if (command.opcode === opcode.query) {
      bytes.writeInt32LE(opcode.reply, 12);
      bytes.writeInt32LE(8, 16);
      bytes.fill(0, 20, 32);
      bytes.writeInt32LE(1, 32);
    } else {
      bytes.writeInt32LE(opcode.message, 12);
      bytes.fill(0, 16, 21);
    }
    return bytes;
  }
}
