import { Unavailable } from './errors.ts';

/**
 * Writes that arrive together travel together, without a waiting timer: while one batch is being written, newcomers
 * gather; when it is durable, they go as the next batch. An idle writer writes at once (latency), a busy one writes
 * large batches (throughput).
 */
export class GroupedWriter<Item, Result> {
  readonly #write: (items: Item[]) => Promise<Result[]>;
  readonly #maxBatch: number;
  readonly #maxWaiting: number;
  readonly #maxConcurrent: number;
  readonly #gather: { milliseconds: number; enough: number } | null;
  #timer: NodeJS.Timeout | null = null;
  #waiting: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[] = [];
  #running = 0;
  #scheduled = false;

  /**
   * `write` answers one result per item, in order. `maxWaiting` bounds memory: above it `add` rejects with `WriterFull`.
   * `gather`: nobody is in a hurry, so an idle writer waits that long for others, or until `enough` are there.
   */
  constructor(options: {
    write: (items: Item[]) => Promise<Result[]>;
    maxBatch: number;
    maxWaiting?: number;
    maxConcurrent?: number;
    gather?: { milliseconds: number; enough: number };
  }) {
    this.#write = options.write;
    this.#maxBatch = options.maxBatch;
    this.#maxWaiting = options.maxWaiting ?? Number.POSITIVE_INFINITY;
    this.#maxConcurrent = options.maxConcurrent ?? 1;
    this.#gather = options.gather ?? null;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  add(item: Item): Promise<Result> {
    if (this.#waiting.length >= this.#maxWaiting) return Promise.reject(new WriterFull());
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#isGathering()) return;
      if (this.#scheduled) return;
      this.#scheduled = true;
      // After the I/O of this turn: whatever the same turn of the event loop received is in one batch.
      setImmediate(() => {
        this.#scheduled = false;
        this.#pump();
      });
    });
  }

  /** Writes what waits without gathering any longer. */
  flush(): void {
    if (this.#timer !== null) this.#pump();
  }

  #isGathering(): boolean {
    if (this.#gather === null || this.#waiting.length >= this.#gather.enough) return false;
    this.#timer ??= setTimeout(() => this.flush(), this.#gather.milliseconds);
    return true;
  }

  #pump(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#running < this.#maxConcurrent && this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#maxBatch);
      this.#running += 1;
      void this.#flush(batch);
    }
  }

  async #flush(
    batch: { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }[],
  ): Promise<void> {
    try {
      const results = await this.#write(batch.map((entry) => entry.item));
      batch.forEach((entry, index) => entry.resolve(results[index] as Result));
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    } finally {
      this.#running -= 1;
      this.#pump();
    }
  }
}

/** The writer has more waiting than it may hold: callers are answered 503 and come again. */
export class WriterFull extends Unavailable {
  constructor() {
    super('too many writes are waiting');
  }
}
