import { Background } from './background.ts';
import { report } from './report.ts';
import { encodeKey } from './bson/key.ts';
import { BsonType } from './bson/types.ts';
import { makeValue } from './bson/writer.ts';
import type { Engine } from './commands/context.ts';
import { removeOldRecords } from './commands/retry.ts';
import type { GroupWriter } from './commands/group-writer.ts';
import { Scan } from './planner/scan.ts';
import type { Found } from './planner/scan.ts';
import type { Collection, Index } from './store/catalog.ts';
import { deleteDocument } from './store/documents.ts';
import { findField } from './bson/raw.ts';
import { typeRank } from './bson/types.ts';

/** Documents one sweep takes from an index at a time, so that other writers get their turn. */
const batch = 500;

/** The work that comes with time: TTL indexes, idle cursors, old retry records, reader slots of dead processes. */
export class Maintenance {
  private readonly engine: Engine;
  private readonly writer: GroupWriter;
  private readonly everyMillis: number;
  private readonly background: Background;
  private timer: NodeJS.Timeout | undefined;
  private sweeps = 0;

  constructor(engine: Engine, writer: GroupWriter, everyMillis: number) {
    this.engine = engine;
    this.writer = writer;
    this.everyMillis = everyMillis;
    this.background = new Background(engine, writer);
  }

  start(): void {
    this.timer = setInterval(() => {
      try {
        this.sweep();
      } catch (error) {
        // Damage that a sweep meets is met by whoever asks for the data, too; the other collections go on being served.
        report(`looking for expired documents failed: ${String(error)}`);
      }
    }, this.everyMillis);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private sweep(): void {
    this.engine.cursors.closeIdle();
    if (this.sweeps++ % 10 === 0) {
      this.engine.environment.clearDeadReaders();
      this.submit(() => void removeOldRecords(this.engine.environment, Date.now()));
    }
    this.engine.environment.refresh();
    this.engine.catalog.refresh();
    this.background.start();
    for (const collection of this.engine.catalog.all()) {
      for (const index of collection.indexes) {
        if (
          !index.building &&
          index.expireAfterSeconds !== undefined &&
          this.expired(collection, index, 1).length > 0
        )
          this.expire(collection, index);
      }
    }
  }

  private submit(run: () => void): void {
    // A failed sweep changes nothing and is tried again with the next one.
    const fail = (error: unknown): void => report(`removing expired entries failed: ${String(error)}`);
    this.writer.submit({ isAlone: false, run, fail, done: () => undefined });
  }

  private expire(collection: Collection, index: Index): void {
    this.submit(() => {
      const current = this.engine.catalog.find(collection.database, collection.name);
      const same = current?.indexes.find((other) => other.id === index.id);
      if (current === undefined || same === undefined) return;
      const found = this.expired(current, same, batch);
      for (const { id, document } of found) deleteDocument(this.engine, current, id, document);
      if (found.length === batch) setImmediate(() => this.expire(collection, index));
    });
  }

  /** Documents whose date (of an array the smallest) lies longer back than the index allows. */
  private expired(collection: Collection, index: Index, limit: number): Found[] {
    const [field] = index.fields;
    if (field === undefined || index.expireAfterSeconds === undefined) return [];
    const latest = Date.now() - index.expireAfterSeconds * 1000;
    const prefix = index.prefix;
    const low = Buffer.from([typeRank(BsonType.date)]);
    const high = encodeKey(makeValue((writer) => writer.date('', latest)));
    const bounds = field.descending ? [invert(high), Buffer.from([(low[0]! ^ 0xff) + 1])] : [low, high];
    const range = { start: Buffer.concat([prefix, bounds[0]!]), end: Buffer.concat([prefix, bounds[1]!]) };
    const scan = new Scan({
      environment: this.engine.environment,
      collection,
      plan: {
        stage: 'IXSCAN',
        index,
        ranges: [range],
        reverse: false,
        isSorted: false,
        isSortedPerRange: false,
      },
      matches: (buf, start) => findField(buf, start, field.names[0]!) !== undefined,
    });
    const found: Found[] = [];
    for (let next = scan.next(); next !== undefined && found.length < limit; next = scan.next())
      found.push(next);
    return found;
  }
}

function invert(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}
