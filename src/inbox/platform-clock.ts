import type { Logger } from '../shared/logger.ts';

const windowMs = 10 * 60_000;
/** As many of the last times are looked at, at least. */
const kept = 500;
/** The platform's times have whole seconds, and its clocks and ours may differ by a few. */
const aheadLimitMs = 60_000;
/** Nothing of a whole window was young: either everything came late, or our clock is ahead. */
const behindLimitMs = 10 * 60_000;
const enough = 5;
const logEveryMs = 60_000;

/**
 * Compares this machine's clock with the times the platform writes into what it sends. What is sent cannot be from the
 * future: then our clock is slow. That everything is old says the same of a fast one, or that there was an outage.
 */
export class PlatformClock {
  readonly #logger: Logger;
  #seen: { at: number; aheadMs: number }[] = [];
  #loggedAt = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  note(platformTime: Date, now: Date): void {
    const at = now.getTime();
    this.#seen.push({ at, aheadMs: platformTime.getTime() - at });
    // Now and then, and not for each message: what is too old does not count until then either.
    if (this.#seen.length > 2 * kept)
      this.#seen = this.#seen.filter((one) => Math.abs(at - one.at) <= windowMs).slice(-kept);
    if (this.agrees(now) || Math.abs(at - this.#loggedAt) < logEveryMs) return;
    this.#loggedAt = at;
    this.#logger.error(
      { aheadMs: this.aheadMs(now) },
      'the clock of this machine disagrees with the platform',
    );
  }

  /** By how much the platform's clock is ahead of ours, as far as it can be told; negative: ours is. */
  aheadMs(now: Date): number {
    const instant = now.getTime();
    let most = Number.NEGATIVE_INFINITY;
    let count = 0;
    // Asked for each message: nothing is made of those that count.
    for (const one of this.#seen) {
      if (Math.abs(instant - one.at) > windowMs) continue;
      count += 1;
      if (one.aheadMs > most) most = one.aheadMs;
    }
    if (most > 0) return most;
    return count >= enough && most < -behindLimitMs ? most : 0;
  }

  agrees(now: Date): boolean {
    const ahead = this.aheadMs(now);
    return ahead <= aheadLimitMs && ahead >= -behindLimitMs;
  }
}
