/** Sends that succeeded make room for repeated ones: one for ten. Besides, some a second, so that a fault is noticed to be over. */
const perSuccess = 0.1;
const perSecond = 5;
/** What may be saved up: after a long quiet time no flood of repeated sends. */
const saved = 20;

/**
 * How many repeated sends a number may make: a fault of the platform is not answered with ever more calls (reliability C). What
 * finds no room waits, and loses neither its place nor an attempt. Instants are milliseconds that only grow.
 */
export class RetryBudget {
  #room = saved;
  #at: number | null = null;
  /** Told to wait since room was found last: each comes after the one before it. */
  #turnedAway = 0;

  /** 0: go ahead. Otherwise how long to wait before asking again, milliseconds. */
  take(now: number): number {
    this.#refill(now);
    if (this.#room >= 1) {
      this.#room -= 1;
      this.#turnedAway = Math.max(0, this.#turnedAway - 1);
      return 0;
    }
    this.#turnedAway += 1;
    return Math.ceil(((this.#turnedAway - this.#room) / perSecond) * 1_000);
  }

  succeeded(now: number): void {
    this.#refill(now);
    this.#room = Math.min(saved, this.#room + perSuccess);
  }

  #refill(now: number): void {
    const seconds = this.#at === null ? 0 : Math.max(0, now - this.#at) / 1_000;
    this.#at = now;
    this.#room = Math.min(saved, this.#room + seconds * perSecond);
  }
}

/** One for each number. */
export class RetryBudgets {
  readonly #budgets = new Map<string, RetryBudget>();

  of(channelId: string): RetryBudget {
    const known = this.#budgets.get(channelId);
    if (known !== undefined) return known;
    const made = new RetryBudget();
    this.#budgets.set(channelId, made);
    return made;
  }
}
