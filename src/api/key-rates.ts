import { RateLimited } from '../http/http-errors.ts';
import type { Clock } from '../shared/clock.ts';
import type { ApiKeyRecord } from './api-key.ts';
import type { CallBucketRepository, CallPace } from './call-bucket.repository.ts';

/** What was taken of the bucket and is not called with by then is gone: another process may need it. */
const leaseMs = 500;
/** The most that is taken in one go: what comes back in a quarter of a second. */
const leasesPerMinute = 240;
/** What a key saves up while it rests: ten seconds of its pace. */
const burstsPerMinute = 6;

export const paceOf = (callsPerMinute: number): CallPace => ({
  perMinute: callsPerMinute,
  burst: Math.max(1, Math.ceil(callsPerMinute / burstsPerMinute)),
});

/** What this process holds of one key's bucket. */
interface Holding {
  perMinute: number;
  left: number;
  /** Milliseconds since 1970; as below. */
  until: number;
  /** The bucket is empty until then: nobody asks it for nothing. */
  emptyUntil: number;
  /** Doubles while it is used up in its time: whoever calls rarely takes one at a time. */
  lease: number;
  asking: Promise<void> | null;
  waiting: number;
}

/**
 * How often each key calls, over all processes (ADR 0039): calls are taken from a bucket in the database a few at a time, so that a busy
 * key costs a write for some dozen calls and one over its pace costs none.
 */
export class KeyRates {
  readonly #buckets: CallBucketRepository;
  readonly #clock: Clock;
  readonly #callsPerMinute: number;
  readonly #holdings = new Map<string, Holding>();

  /** `callsPerMinute`: of keys that have no pace of their own. */
  constructor(parts: { buckets: CallBucketRepository; clock: Clock; callsPerMinute: number }) {
    this.#buckets = parts.buckets;
    this.#clock = parts.clock;
    this.#callsPerMinute = parts.callsPerMinute;
  }

  /** Counts a call of a key that was proved. Throws `RateLimited`. */
  async take(key: Pick<ApiKeyRecord, 'id' | 'callsPerMinute'>): Promise<void> {
    const holding = this.#holdingOf(key.id, key.callsPerMinute ?? this.#callsPerMinute);
    holding.waiting += 1;
    try {
      while (!this.#takeHeld(holding)) {
        holding.asking ??= this.#ask(key.id, holding);
        await holding.asking;
      }
    } finally {
      holding.waiting -= 1;
    }
  }

  #holdingOf(keyId: string, perMinute: number): Holding {
    const known = this.#holdings.get(keyId);
    // A pace that was changed counts from the next call on.
    if (known?.perMinute === perMinute) return known;
    const fresh = { perMinute, left: 0, until: 0, emptyUntil: 0, lease: 1, asking: null, waiting: 0 };
    this.#holdings.set(keyId, fresh);
    return fresh;
  }

  /** False: the bucket has to be asked. */
  #takeHeld(holding: Holding): boolean {
    const now = this.#clock.now().getTime();
    if (now < holding.emptyUntil) {
      const message = `The key may make ${holding.perMinute} calls a minute.`;
      throw new RateLimited(message, holding.emptyUntil - now);
    }
    if (holding.left === 0 || now >= holding.until) return false;
    holding.left -= 1;
    return true;
  }

  async #ask(keyId: string, holding: Holding): Promise<void> {
    try {
      const isUsedUp = holding.left === 0 && this.#clock.now().getTime() < holding.until;
      const most = Math.max(1, Math.ceil(holding.perMinute / leasesPerMinute));
      holding.lease = isUsedUp ? Math.min(most, holding.lease * 2) : 1;
      const want = Math.max(holding.lease, Math.min(most, holding.waiting));
      const { granted, waitMs } = await this.#buckets.take(keyId, want, paceOf(holding.perMinute));
      const now = this.#clock.now().getTime();
      holding.left = granted;
      holding.until = now + leaseMs;
      if (granted === 0) holding.emptyUntil = now + Math.max(1, waitMs);
    } finally {
      holding.asking = null;
    }
  }
}
