import { GroupedWriter } from '../shared/grouped-writer.ts';

/** How many events are worked side by side: their look-ups and writes travel together. */
const maxSideBySide = 128;
const maxBatches = 2;

type Outcome = { error: unknown } | null;

/**
 * What is about one customer, one after the other, in the order it came; what is about different ones, side by side in
 * batches, so that each look-up and each write is one command for a whole batch. A batch that is stuck leaves room for
 * another one.
 */
export class EventTurns {
  /** By event: what is worked or waits for its turn here. */
  readonly #running = new Map<string, Promise<void>>();
  /** By customer: what is worked last. */
  readonly #last = new Map<string, Promise<void>>();
  readonly #batches = new GroupedWriter<() => Promise<void>, Outcome>({
    maxBatch: maxSideBySide,
    maxConcurrent: maxBatches,
    write: (works) =>
      Promise.all(
        works.map((work) =>
          work().then(
            () => null,
            (error: unknown) => ({ error }),
          ),
        ),
      ),
  });

  get size(): number {
    return this.#running.size;
  }

  has(event: string): boolean {
    return this.#running.has(event);
  }

  /** Rejects when `work` does. An event that is here already is not worked a second time: its promise is answered. */
  add(event: string, about: string, work: () => Promise<void>): Promise<void> {
    const running = this.#running.get(event);
    if (running !== undefined) return running;
    const mine = this.#inTurn(about, work).finally(() => this.#running.delete(event));
    this.#running.set(event, mine);
    return mine;
  }

  /** Resolves when nothing is left here, what was added meanwhile included; true if something was. */
  async idle(): Promise<boolean> {
    const waits = this.#running.size > 0;
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values());
    return waits;
  }

  async #inTurn(about: string, work: () => Promise<void>): Promise<void> {
    const before = this.#last.get(about) ?? Promise.resolve();
    const mine = before.then(() => this.#batches.add(work));
    // `add` of an unbounded writer answers for each work; whoever comes next does not care how this one went.
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    this.#last.set(about, settled);
    const outcome = await mine;
    if (this.#last.get(about) === settled) this.#last.delete(about);
    if (outcome !== null) throw outcome.error;
  }
}
