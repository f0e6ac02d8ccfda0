import type { Clock } from '../../src/shared/clock.ts';

/** A clock that stands still until it is turned. */
export class FakeClock implements Clock {
  #now: number;

  constructor(start: string) {
    this.#now = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** Epoch seconds as text, the way the platform writes times. */
  get seconds(): string {
    return String(Math.floor(this.#now / 1_000));
  }

  turn(milliseconds: number): void {
    this.#now += milliseconds;
  }

  set(instant: string): void {
    this.#now = new Date(instant).getTime();
  }
}
