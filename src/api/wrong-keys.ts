import { CallRate, type CallLimit } from '../http/call-rate.ts';
import { RateLimited } from '../http/http-errors.ts';
import type { Logger } from '../shared/logger.ts';
import { RecentlySeen } from '../shared/recently-seen.ts';

/** Nobody mistypes a key that often; a service with an old one is slowed until somebody gives it the new one. */
const defaultLimit: CallLimit = { calls: 10, windowMs: 5 * 60_000 };
const keysRemembered = 1_000;

/** What may be seen of a key: the id, which is no secret, or how long it is. */
const shownOf = (token: string): string => {
  const id = /^wk_([A-Za-z0-9]{1,64})_/.exec(token)?.[1];
  return id === undefined ? `of-${token.length}-characters` : `wk_${id}_...`;
};

/**
 * Slows whoever tries keys, by address (a network of IPv6 counts as one): after ten wrong ones within five minutes no further one
 * is looked up until that time is over. Keys that were right lately go on, so that nobody behind the same address is kept out.
 * In memory of one process, and bounded: it is for the log and the load, since 256 random bits are not guessed.
 */
export class WrongKeys {
  readonly #rate: CallRate;
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #right = new RecentlySeen(keysRemembered);

  constructor(logger: Pick<Logger, 'warn'>, limit: CallLimit = defaultLimit) {
    this.#logger = logger;
    this.#rate = new CallRate(limit);
  }

  /** Throws `RateLimited`. `source` is asked for only when somebody was wrong before. */
  look(hash: string, source: () => string, now: number): void {
    if (this.#rate.isEmpty || this.#right.has(hash)) return;
    const waitMs = this.#rate.waitMs(source(), now);
    if (waitMs > 0) throw new RateLimited('Too many wrong keys.', waitMs);
  }

  noteRight(hash: string): void {
    this.#right.add(hash);
  }

  /** A key that is unknown, wrong, expired or revoked. Each is a line in the log: the limit bounds them as well. */
  noteWrong(hash: string, token: string, { source, now }: { source: string; now: number }): void {
    this.#right.delete(hash);
    this.#rate.take(source, now);
    const isSlowed = this.#rate.waitMs(source, now) > 0;
    const fields = { address: source, keyShown: shownOf(token), slowed: isSlowed };
    this.#logger.warn(fields, isSlowed ? 'wrong API key, the address is slowed' : 'wrong API key');
  }
}
