import type { Clock } from '../shared/clock.ts';
import type { Database } from './connect.ts';

const refreshMs = 15_000;
/** An answer says what the time was at some moment of its way: readings that took longer than this are worth little. */
const goodMs = 250;
const firstReadings = 5;

interface Reading {
  localTime: Date;
  /** Middle of the way there and back, by the monotonic clock. */
  at: number;
  tookMs: number;
}

/**
 * The database's clock, followed between readings by this process's monotonic one: a machine with a wrong clock neither
 * fires timers early nor expires requests late, and all processes agree (reliability D.2, ADR 0004).
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
    // On a busy machine an answer may take seconds: the quickest of a few counts, for it knows the time best.
    let best: Reading | null = null;
    for (let tries = 0; tries < firstReadings && (best?.tookMs ?? Infinity) > goodMs; tries += 1) {
      const reading = await this.#read();
      if (reading !== null && (best === null || reading.tookMs < best.tookMs)) best = reading;
    }
    if (best !== null) this.#set(best.localTime.getTime(), best.at);
    this.#timer = setInterval(() => {
      // An unreachable database shows elsewhere; the monotonic clock carries on.
      this.#follow().catch(() => undefined);
    }, refreshMs).unref();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  async #follow(): Promise<void> {
    const reading = await this.#read();
    if (reading === null) return;
    const { localTime, at, tookMs } = reading;
    const expected = this.#databaseAt + (at - this.#monotonicAt);
    // Within what this reading can say, the time is as expected.
    if (tookMs > goodMs && Math.abs(localTime.getTime() - expected) <= tookMs / 2) return;
    // Never backwards while running: a step of an earlier reading stays the floor.
    this.#set(Math.max(localTime.getTime(), expected - 1_000), at);
  }

  #set(databaseAt: number, monotonicAt: number): void {
    this.#databaseAt = databaseAt;
    this.#monotonicAt = monotonicAt;
  }

  async #read(): Promise<Reading | null> {
    const before = performance.now();
    const answer = await this.#database.db?.command({ hello: 1 });
    const after = performance.now();
    const localTime: unknown = answer?.localTime;
    if (!(localTime instanceof Date)) return null;
    return { localTime, at: (before + after) / 2, tookMs: after - before };
  }
}
