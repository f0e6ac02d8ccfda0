/** So many calls in so long a time. */
export interface CallLimit {
  calls: number;
  windowMs: number;
}

const maxKeys = 20_000;

/**
 * Counts calls per key in windows that begin with the first call. In memory of one process: it keeps one sender from taking
 * everything, and is no protection for anything else.
 */
export class CallRate {
  readonly #limit: CallLimit;
  readonly #windows = new Map<string, { calls: number; until: number }>();

  constructor(limit: CallLimit) {
    this.#limit = limit;
  }

  /** Counts a call. 0: it may go on; otherwise milliseconds until the next one may. */
  take(key: string, now: number): number {
    const window = this.#windows.get(key);
    if (window === undefined || window.until <= now) {
      this.#makeRoom(now);
      this.#windows.set(key, { calls: 1, until: now + this.#limit.windowMs });
      return 0;
    }
    window.calls += 1;
    return window.calls > this.#limit.calls ? window.until - now : 0;
  }

  /** Milliseconds until the next call of the key may go on, without counting one. */
  waitMs(key: string, now: number): number {
    const window = this.#windows.get(key);
    return window === undefined || window.until <= now || window.calls < this.#limit.calls
      ? 0
      : window.until - now;
  }

  /** Nothing was counted at all. */
  get isEmpty(): boolean {
    return this.#windows.size === 0;
  }

  /** Windows that are over go first, then the oldest: the map is ordered by insertion. */
  #makeRoom(now: number): void {
    if (this.#windows.size < maxKeys) return;
    for (const [key, { until }] of this.#windows) if (until <= now) this.#windows.delete(key);
    for (const key of this.#windows.keys()) {
      if (this.#windows.size < maxKeys) return;
      this.#windows.delete(key);
    }
  }
}
