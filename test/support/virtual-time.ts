interface Planned {
  at: number;
  order: number;
  run: () => void;
}

const realImmediate = setImmediate;
const kept = { setTimeout, clearTimeout, setImmediate, clearImmediate };

/**
 * Time that passes only when something is planned in it: minutes of many processes in seconds, the same every time. While it
 * is installed, timers of the code under test are planned here as well.
 */
export class VirtualTime {
  #now: number;
  #order = 0;
  readonly #heap: Planned[] = [];

  constructor(start: string) {
    this.#now = Date.parse(start);
  }

  /** Epoch milliseconds. */
  get now(): number {
    return this.#now;
  }

  wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.plan(milliseconds, resolve));
  }

  plan(milliseconds: number, run: () => void): Planned {
    this.#order += 1;
    const planned = { at: this.#now + Math.max(0, milliseconds), order: this.#order, run };
    this.#push(planned);
    return planned;
  }

  /** Lets everything happen that is planned until then. */
  async passTo(instant: number): Promise<void> {
    for (;;) {
      await this.#react();
      const next = this.#heap[0];
      if (next === undefined || next.at > instant) break;
      this.#pop();
      this.#now = next.at;
      next.run();
    }
    this.#now = instant;
  }

  install(): void {
    // Only what was planned here is ever given to it.
    const cancel = (planned: Planned | undefined): void => {
      if (planned !== undefined) planned.run = () => undefined;
    };
    const handle = (planned: Planned) => Object.assign(planned, { unref: () => planned, ref: () => planned });
    Object.assign(globalThis, {
      setTimeout: (run: (...input: unknown[]) => void, milliseconds = 0, ...input: unknown[]) =>
        handle(this.plan(milliseconds, () => run(...input))),
      setImmediate: (run: (...input: unknown[]) => void, ...input: unknown[]) =>
        handle(this.plan(0, () => run(...input))),
      clearTimeout: cancel,
      clearImmediate: cancel,
    });
  }

  restore(): void {
    Object.assign(globalThis, kept);
  }

  /** Everything that needs no time: all promises that are kept by now are heard of. */
  #react(): Promise<void> {
    return new Promise((resolve) => realImmediate(resolve));
  }

  #push(planned: Planned): void {
    const heap = this.#heap;
    let index = heap.push(planned) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (isBefore(heap[parent] as Planned, planned)) break;
      heap[index] = heap[parent] as Planned;
      index = parent;
    }
    heap[index] = planned;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const [left, right] = [2 * index + 1, 2 * index + 2];
      if (left >= heap.length) break;
      const isRight = right < heap.length && isBefore(heap[right] as Planned, heap[left] as Planned);
      const child = isRight ? right : left;
      if (isBefore(last, heap[child] as Planned)) break;
      heap[index] = heap[child] as Planned;
      index = child;
    }
    heap[index] = last;
  }
}

const isBefore = (one: Planned, other: Planned): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order);
