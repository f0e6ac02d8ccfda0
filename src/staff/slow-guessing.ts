import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Slowdown, SlowdownRepository } from './slowdown.repository.ts';

interface Pace {
  /** Tries that cost nothing: people mistype. */
  free: number;
  /** The wait after the next one, doubled with each. */
  baseMs: number;
  capMs: number;
  /** Since the last failure. */
  forgetMs: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * An account is slowed less than an address: nobody locks somebody else out for good (a minute at most), and nobody gets more than some
 * 1,400 tries a day at an account however many addresses they have.
 */
const paces: Readonly<Record<'pair' | 'address' | 'account', Pace>> = {
  pair: { free: 5, baseMs: 2_000, capMs: 15 * minute, forgetMs: hour },
  address: { free: 20, baseMs: 2_000, capMs: 15 * minute, forgetMs: hour },
  account: { free: 20, baseMs: 5_000, capMs: minute, forgetMs: 6 * hour },
};
/** Whoever was right from an address is known there for so long. */
const knownMs = 30 * day;
const triesToWrite = 8;

type Kind = keyof typeof paces;

/** One try: at what, and from where. `what` tells passwords, codes, passkeys alone and answers of the firm's provider apart. */
export interface Guess {
  tenantId: TenantId;
  what: 'password' | 'code' | 'passkey' | 'oidc';
  /** The account's address or id, as it was told, whether there is one or not; of an answer of the provider, the question. */
  account: string;
  /** Where the try comes from. */
  address: string;
}

const delayOf = ({ free, baseMs, capMs }: Pace, failures: number): number =>
  failures <= free ? 0 : Math.min(capMs, baseMs * 2 ** Math.min(failures - free - 1, 30));

/**
 * Slows whoever guesses, by account, by address and by both together, over restarts and processes. A try counts before it is looked at,
 * so that many at once are not free; being right takes it back.
 */
export class SlowGuessing {
  readonly #slowdowns: SlowdownRepository;
  readonly #keyOf: (tenantId: TenantId, text: string) => string;
  readonly #clock: Clock;

  constructor(parts: {
    slowdowns: SlowdownRepository;
    keyOf: (tenantId: TenantId, text: string) => string;
    clock: Clock;
  }) {
    this.#slowdowns = parts.slowdowns;
    this.#keyOf = parts.keyOf;
    this.#clock = parts.clock;
  }

  /** Counts a try. 0: it may be made; otherwise milliseconds until one may, and nothing was counted. */
  async admit(guess: Guess): Promise<number> {
    const keys = this.#keysOf(guess);
    const now = this.#clock.now();
    const known = await this.#read(guess, keys);
    const isKnown = (known.get(keys.pair)?.knownUntil ?? now) > now;
    const kinds: Kind[] = isKnown ? ['pair', 'address'] : ['pair', 'address', 'account'];
    const waits = kinds.map((kind) => (known.get(keys[kind])?.until.getTime() ?? 0) - now.getTime());
    const wait = Math.max(0, ...waits);
    if (wait > 0) return wait;
    for (const kind of kinds) {
      const more = await this.#count(guess, keys[kind], kind);
      if (more > 0) return more;
    }
    return 0;
  }

  /** The try was right. */
  async wasRight(guess: Guess): Promise<void> {
    const keys = this.#keysOf(guess);
    const now = this.#clock.now();
    await this.#change(guess, keys.pair, () => ({
      failures: 0,
      until: now,
      knownUntil: new Date(now.getTime() + knownMs),
      expiresAt: new Date(now.getTime() + knownMs),
    }));
    const takenBack = ({ failures }: Slowdown) => ({ failures: Math.max(0, failures - 1) });
    await this.#change(guess, keys.address, takenBack);
    await this.#change(guess, keys.account, (one) => ({ ...takenBack(one), until: now }));
  }

  #keysOf({ tenantId, what, account, address }: Guess): Record<Kind, string> {
    const key = (...parts: string[]): string =>
      this.#keyOf(tenantId, JSON.stringify(['guess', what, ...parts]));
    return {
      pair: key('pair', account, address),
      address: key('address', address),
      account: key('account', account),
    };
  }

  async #read({ tenantId }: Guess, keys: Record<Kind, string>): Promise<Map<string, Slowdown>> {
    const found = await this.#slowdowns.find(tenantId, Object.values(keys));
    return new Map(found.map((one) => [one.key, one]));
  }

  /** Milliseconds to wait where somebody else was wrong in between; 0: counted. */
  async #count({ tenantId }: Guess, key: string, kind: Kind): Promise<number> {
    const pace = paces[kind];
    for (let tries = 0; tries < triesToWrite; tries += 1) {
      const [seen = null] = await this.#slowdowns.find(tenantId, [key]);
      const at = this.#clock.now();
      const isForgotten = seen === null || at.getTime() - seen.at.getTime() > pace.forgetMs;
      const wait = isForgotten ? 0 : seen.until.getTime() - at.getTime();
      if (wait > 0) return wait;
      const failures = (isForgotten ? 0 : seen.failures) + 1;
      const until = new Date(at.getTime() + delayOf(pace, failures));
      const knownUntil = seen?.knownUntil ?? null;
      const keep = Math.max(at.getTime() + pace.forgetMs, knownUntil?.getTime() ?? 0);
      const next = { tenantId, key, failures, until, at, knownUntil, expiresAt: new Date(keep), rev: 0 };
      if (await this.#slowdowns.save(next, seen)) return 0;
    }
    // So many at once are no person.
    return pace.baseMs;
  }

  async #change(
    { tenantId }: Guess,
    key: string,
    changesOf: (seen: Slowdown) => Partial<Slowdown>,
  ): Promise<void> {
    for (let tries = 0; tries < triesToWrite; tries += 1) {
      const [seen] = await this.#slowdowns.find(tenantId, [key]);
      if (seen === undefined || (await this.#slowdowns.save({ ...seen, ...changesOf(seen) }, seen))) return;
    }
  }
}
