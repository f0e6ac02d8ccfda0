import type { Clock } from '../shared/clock.ts';
import type { Database } from './connect.ts';

const refreshMs = 15_000;

/**
 * The database's clock, followed between readings by this process's monotonic one: a machine with a wrong clock neither
 * fires timers early nor expires requests late, and all processes agree (reliability-security D.2, ADR 0004).
 */
export class DatabaseClock implements Clock {
  readonly #database: Database;
  #databaseAt = Date.now();
  #monotonicAt = performance.now();
  #timer: NodeJS.Timeout | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  now(): Date {
    return new Date(this.#databaseAt + (performance.now() - this.#monotonicAt));
  }

  /** Difference to this process's own clock, milliseconds; above 2 s the process is not ready. */
  get offsetMs(): number {
    return this.now().getTime() - Date.now();
  }

  async start(): Promise<void> {
    await this.#read();
    this.#timer = setInterval(() => {
      // An unreachable database shows elsewhere; the monotonic clock carries on.
      this.#read().catch(() => undefined);
    }, refreshMs).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  async #read(): Promise<void> {
    const before = performance.now();
    const answer = await this.#database.db?.command({ hello: 1 });
    const after = performance.now();
    const localTime: unknown = answer?.localTime;
    if (!(localTime instanceof Date)) return;
    const middle = (before + after) / 2;
    // Never backwards while running: a step of an earlier reading stays the floor.
    const expected = this.#databaseAt + (middle - this.#monotonicAt);
    const isFirst = this.#timer === null;
    this.#databaseAt = isFirst ? localTime.getTime() : Math.max(localTime.getTime(), expected - 1_000);
    this.#monotonicAt = middle;
  }
}
