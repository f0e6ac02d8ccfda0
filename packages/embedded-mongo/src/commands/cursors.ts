import { randomBytes } from 'node:crypto';
import type { BsonWriter } from '../bson/writer.ts';
import { CommandError } from '../errors.ts';
import type { DocumentStream } from '../query/stream.ts';

interface OpenCursor {
  readonly namespace: string;
  readonly stream: DocumentStream;
  /** Throws when the documents cannot be read on. */
  readonly guard: (() => void) | undefined;
  readonly idleMillis: number;
  /** A document that did not fit into the last batch. */
  held: Buffer | undefined;
  lastUsed: number;
}

/** Bytes of documents in one reply, as in MongoDB. */
const maxBatchBytes = 16 * 1024 * 1024;
const firstBatchDocuments = 101;
/** How long a session lives, and with it a cursor that asked for no time limit. */
const sessionMillis = 30 * 60_000;

/** The cursors of one server. One that rests longer than the idle time is closed. */
export class Cursors {
  private readonly open = new Map<bigint, OpenCursor>();
  private readonly idleMillis: number;

  constructor(idleMillis = 10 * 60_000) {
    this.idleMillis = idleMillis;
  }

  get size(): number {
    return this.open.size;
  }

  private newId(): bigint {
    return (randomBytes(8).readBigUInt64LE() >> 1n) | 1n;
  }

  /** Writes as many documents as the batch may hold; returns whether the stream has ended. */
  private writeBatch(cursor: OpenCursor, writer: BsonWriter, field: string, limit: number): boolean {
    const list = writer.openArray(field);
    let bytes = 0;
    let ended = false;
    for (let count = 0; count < limit; count++) {
      const document = cursor.held ?? cursor.stream.next();
      cursor.held = undefined;
      if (document === undefined) {
        ended = true;
        break;
      }
      if (count > 0 && bytes + document.length > maxBatchBytes) {
        cursor.held = document;
        break;
      }
      bytes += document.length;
      writer.document(String(count), document);
    }
    writer.close(list);
    return ended;
  }

  /** Answers a find or aggregate: the first batch, and a cursor when more remains. */
  start(
    writer: BsonWriter,
    input: {
      namespace: string;
      stream: DocumentStream;
      guard?: (() => void) | undefined;
      batchSize: number | undefined;
      singleBatch: boolean;
      /** Lives as long as a session, not only for the idle time. */
      isLasting?: boolean;
    },
  ): void {
    const cursor: OpenCursor = {
      namespace: input.namespace,
      stream: input.stream,
      guard: input.guard,
      idleMillis: input.isLasting === true ? Math.max(sessionMillis, this.idleMillis) : this.idleMillis,
      held: undefined,
      lastUsed: Date.now(),
    };
    const mark = writer.openDocument('cursor');
    let ended = this.writeBatch(cursor, writer, 'firstBatch', input.batchSize ?? firstBatchDocuments);
    if (!ended && !input.singleBatch && input.batchSize !== 0) ended = this.isAtEnd(cursor);
    const keep = !ended && !input.singleBatch;
    const id = keep ? this.newId() : 0n;
    if (keep) this.open.set(id, cursor);
    writer.long('id', id).string('ns', input.namespace);
    writer.close(mark);
  }

  /** Looks one document ahead, so that a client is not sent back for an empty batch. */
  private isAtEnd(cursor: OpenCursor): boolean {
    cursor.held ??= cursor.stream.next();
    return cursor.held === undefined;
  }

  /** Answers a getMore. */
  more(writer: BsonWriter, input: { id: bigint; namespace: string; batchSize: number | undefined }): void {
    const cursor = this.open.get(input.id);
    if (cursor === undefined) throw new CommandError(43, 'CursorNotFound', `cursor id ${input.id} not found`);
    if (cursor.namespace !== input.namespace) {
      throw new CommandError(
        13,
        'Unauthorized',
        `Requested getMore on namespace '${input.namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    const mark = writer.openDocument('cursor');
    const ended = this.readOn(input.id, cursor, () => {
      const limit = input.batchSize ?? Infinity;
      return this.writeBatch(cursor, writer, 'nextBatch', limit) || this.isAtEnd(cursor);
    });
    cursor.lastUsed = Date.now();
    if (ended) this.open.delete(input.id);
    writer.long('id', ended ? 0n : input.id).string('ns', input.namespace);
    writer.close(mark);
  }

  /** Reads from a cursor that has rested. One that fails is closed: it could not go on where it stopped. */
  private readOn(id: bigint, cursor: OpenCursor, read: () => boolean): boolean {
    try {
      cursor.guard?.();
      return read();
    } catch (error) {
      this.open.delete(id);
      throw error;
    }
  }

  /** Closes a cursor; false when it is not open. */
  kill(id: bigint): boolean {
    return this.open.delete(id);
  }

  /** Closes the cursors nobody used for the idle time. */
  closeIdle(now = Date.now()): void {
    for (const [id, cursor] of this.open) if (now - cursor.lastUsed > cursor.idleMillis) this.open.delete(id);
  }
}
