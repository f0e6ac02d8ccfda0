import type { BucketRepository } from './bucket.repository.ts';
import { ordinaryShare, type SendLane } from './send-lane.ts';

/** Tokens this process holds; unused ones lapse, so that a dead process starves nobody. */
const leaseLifeMs = 500;

/** A message waits in its place this long for the number's rate; longer pauses give the place back. */
const longestTurnMs = 2_000;

/**
 * Hands out the right to send on a number, fetching tokens in small leases to keep the shared document cool. What is ordinary
 * needs one of its own bucket as well, which gets four fifths of the pace: the rest is there for answers at any time.
 */
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
  async take(key: string, lane: SendLane = 'kept'): Promise<number> {
    for (;;) {
      const lease = this.#leases.get(placeOf(key, lane));
      if (lease !== undefined && lease.tokens > 0 && lease.until > this.#monotonic()) {
        lease.tokens -= 1;
        return 0;
      }
      const waitMs = await this.#fetch(key, lane);
      if (waitMs > 0) return waitMs;
    }
  }

  /**
   * Waits here for the number's turn until `beginBy` (monotonic, milliseconds) or until `isOver`; 0: go ahead. The rest of
   * a longer wait is answered.
   */
  async waitForTurn(
    { key, lane }: { key: string; lane: SendLane },
    beginBy: number,
    isOver: () => boolean,
  ): Promise<number> {
    for (;;) {
      const waitMs = await this.take(key, lane);
      if (waitMs === 0) return 0;
      if (isOver() || waitMs > longestTurnMs || this.#monotonic() + waitMs > beginBy) return waitMs;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  async pause(key: string, forMs: number): Promise<void> {
    for (const lane of ['kept', 'ordinary'] as const) this.#leases.delete(placeOf(key, lane));
    await this.#buckets.pause(key, forMs);
  }

  #fetch(key: string, lane: SendLane): Promise<number> {
    const place = placeOf(key, lane);
    const running = this.#fetching.get(place);
    if (running !== undefined) return running;
    const fetching = this.#granted(key, lane)
      .then(({ granted, waitMs }) => {
        if (granted > 0) this.#leases.set(place, { tokens: granted, until: this.#monotonic() + leaseLifeMs });
        return granted > 0 ? 0 : Math.max(1, waitMs);
      })
      .finally(() => this.#fetching.delete(place));
    this.#fetching.set(place, fetching);
    return fetching;
  }

  async #granted(key: string, lane: SendLane): ReturnType<BucketRepository['take']> {
    const want = Math.max(1, Math.min(Math.ceil(this.#ratePerSecond / 8), 100));
    if (lane === 'kept') return this.#buckets.take(key, want, this.#ratePerSecond);
    const rate = this.#ratePerSecond * ordinaryShare;
    const own = await this.#buckets.take(placeOf(key, lane), want, rate);
    return own.granted === 0 ? own : this.#buckets.take(key, own.granted, this.#ratePerSecond);
  }
}

/** Where the tokens of a lane are kept. */
const placeOf = (key: string, lane: SendLane): string => (lane === 'kept' ? key : `${key}:${lane}`);
