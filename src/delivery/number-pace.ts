import type { BucketRepository } from './bucket.repository.ts';

/** Tokens this process holds; unused ones lapse, so that a dead process starves nobody. */
const leaseLifeMs = 500;

/** A message waits in its place this long for the number's rate; longer pauses give the place back. */
const longestTurnMs = 2_000;

/** Hands out the right to send on a number, fetching tokens in small leases to keep the shared document cool. */
export class NumberPace {
  readonly #buckets: BucketRepository;
  readonly #ratePerSecond: number;
  readonly #monotonic: () => number;
  readonly #leases = new Map<string, { tokens: number; until: number }>();
  readonly #fetching = new Map<string, Promise<number>>();

  constructor(buckets: BucketRepository, ratePerSecond: number, monotonic: () => number) {
    this.#buckets = buckets;
    this.#ratePerSecond = ratePerSecond;
    this.#monotonic = monotonic;
  }

  /** 0: go ahead, a token was used. Otherwise how long to wait before asking again, milliseconds. */
  async take(key: string): Promise<number> {
    for (;;) {
      const lease = this.#leases.get(key);
      if (lease !== undefined && lease.tokens > 0 && lease.until > this.#monotonic()) {
        lease.tokens -= 1;
        return 0;
      }
      const waitMs = await this.#fetch(key);
      if (waitMs > 0) return waitMs;
    }
  }

  /**
   * Waits here for the number's turn until `beginBy` (monotonic, milliseconds) or until `isOver`; 0: go ahead. The rest of
   * a longer wait is answered.
   */
  async waitForTurn(key: string, beginBy: number, isOver: () => boolean): Promise<number> {
    for (;;) {
      const waitMs = await this.take(key);
      if (waitMs === 0) return 0;
      if (isOver() || waitMs > longestTurnMs || this.#monotonic() + waitMs > beginBy) return waitMs;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  async pause(key: string, forMs: number): Promise<void> {
    this.#leases.delete(key);
    await this.#buckets.pause(key, forMs);
  }

  #fetch(key: string): Promise<number> {
    const running = this.#fetching.get(key);
    if (running !== undefined) return running;
    const want = Math.max(1, Math.min(Math.ceil(this.#ratePerSecond / 8), 100));
    const fetching = this.#buckets
      .take(key, want, this.#ratePerSecond)
      .then(({ granted, waitMs }) => {
        if (granted > 0) this.#leases.set(key, { tokens: granted, until: this.#monotonic() + leaseLifeMs });
        return granted > 0 ? 0 : Math.max(1, waitMs);
      })
      .finally(() => this.#fetching.delete(key));
    this.#fetching.set(key, fetching);
    return fetching;
  }
}
