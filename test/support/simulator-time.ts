import type { Clock } from '../../src/shared/clock.ts';
import type { Scheduler } from '../../simulator/scheduler.ts';

/** A clock and its timers, moved by hand. */
export class SteppedTime implements Clock, Scheduler {
  #now: number;
  #tasks: { at: number; order: number; run: () => void }[] = [];
  #order = 0;

  constructor(start = '2026-11-23T09:00:00.000Z') {
    this.#now = Date.parse(start);
  }

  now(): Date {
    return new Date(this.#now);
  }

  after(delayMs: number, run: () => void): () => void {
    this.#order += 1;
    const task = { at: this.#now + Math.max(0, delayMs), order: this.#order, run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  /** How far away each wait is, in milliseconds. */
  waits(): number[] {
    return this.#tasks.map(({ at }) => at - this.#now);
  }

  /** Waits for a condition while whatever is due now runs; the clock stands still. */
  until(isMet: () => boolean, what?: string): Promise<void> {
    return until(() => {
      this.advance(0);
      return isMet();
    }, what);
  }

  /** Runs everything due within the time, in order, at its own moment. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#tasks
        .filter((task) => task.at <= end)
        .sort((a, b) => a.at - b.at || a.order - b.order)[0];
      if (!due) break;
      this.#tasks = this.#tasks.filter((task) => task !== due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = end;
  }
}

/** Waits for a condition by giving the event loop its turns; fails after five seconds of the real clock. */
export const until = async (isMet: () => boolean, what = 'the condition'): Promise<void> => {
  const end = performance.now() + 5_000;
  while (!isMet()) {
    if (performance.now() > end) throw new Error(`${what} did not come true`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};
