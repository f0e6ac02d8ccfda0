const burst = 45;
const refillMs = 6_000;

/** Meta's limit between the business and one person: 45 at once, then one in six seconds (platform 9.5). */
export class PairLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** False when the message is one too many. `now` in milliseconds. */
  take(phone: string, now: number): boolean {
    const bucket = this.#buckets.get(phone) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (now - bucket.at) / refillMs);
    const isAllowed = tokens >= 1;
    this.#buckets.set(phone, { tokens: isAllowed ? tokens - 1 : tokens, at: now });
    return isAllowed;
  }
}
