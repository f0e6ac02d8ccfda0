import type { SendResult } from './message-sender.ts';
import type { ReachRepository } from './reach.repository.ts';

const day = 24 * 60 * 60_000;
const hour = 60 * 60_000;
/** Clocks of processes are closer than this, and nothing is written later after it happened. */
const overlapMs = 5 * 60_000;

interface To {
  tenantId: string;
  conversationId: string;
}

/** A message that is about to leave as a template. */
interface Leaving extends To {
  id: string;
  isUnasked?: true;
}

/** Up to here everybody is counted in the database, since few more are too many; above, when most of it is used. */
const alwaysCounted = 2_000;
const mostUsed = 0.8;

/**
 * How many people a portfolio may write to outside their windows within 24 hours (platform 9.4): each person counts once. Kept
 * at hand for each message; what other processes sent is read now and then (`renew`), and each counts a person before the message
 * leaves (`take`), so that two which send at one moment are not above it. `own`: a bound of the installation below that of the
 * platform; null: none. Where neither is known nothing is held.
 */
export class DailyReach {
  readonly #own: number | null;
  readonly #store: Pick<ReachRepository, 'claim' | 'release' | 'countSince'>;
  /** What the platform last said, by tenant; null: as many as there are. */
  readonly #said = new Map<string, number | null>();
  /** Tenant → conversation → when the last template went there. */
  readonly #reached = new Map<string, Map<string, number>>();
  /** Messages that counted their person here and that nothing has come of yet. */
  readonly #counting = new Set<string>();
  /** Until when, and when as a whole, what other processes sent was read, by tenant. */
  readonly #read = new Map<string, { until: number; whole: number }>();

  constructor(own: number | null, store: Pick<ReachRepository, 'claim' | 'release' | 'countSince'>) {
    this.#own = own;
    this.#store = store;
  }

  /** Null: none is known. */
  limitOf(tenantId: string): number | null {
    const said = this.#said.get(tenantId) ?? null;
    if (said === null || this.#own === null) return said ?? this.#own;
    return Math.min(said, this.#own);
  }

  /** What the platform says the portfolio may; null: it sets no limit, or said nothing yet. */
  say(tenantId: string, people: number | null): void {
    this.#said.set(tenantId, people);
  }

  /** When there is room for one more person; null: now, or they are counted already. */
  untilOf({ tenantId, conversationId }: To, now: Date): Date | null {
    const limit = this.limitOf(tenantId);
    if (limit === null) return null;
    const known = this.#current(tenantId, now);
    if (known.has(conversationId) || known.size < limit) return null;
    // Those above the limit were sent by processes that did not know of each other.
    const inTime = [...known.values()].sort((a, b) => a - b);
    const leaves = inTime[known.size - limit] ?? now.getTime();
    return new Date(leaves + day + 1_000);
  }

  /**
   * Counts the person, last before the message leaves; an instant: there is no room before, and they are not counted. What
   * somebody waits for leaves in any case, and is counted as well. Rejects where it cannot be counted, and then it is not.
   */
  async take(leaving: Leaving, now: Date): Promise<Date | null> {
    const { tenantId, conversationId, id: by, isUnasked } = leaving;
    const limit = this.limitOf(tenantId);
    if (limit === null) return null;
    const ahead = isUnasked === true ? this.untilOf(leaving, now) : null;
    if (ahead !== null) return ahead;
    const before = this.#reached.get(tenantId)?.get(conversationId);
    // At once: what this process sends beside it must see it.
    this.note(leaving, now);
    const since = new Date(now.getTime() - day);
    this.#counting.add(by);
    try {
      const isNew = await this.#store.claim(tenantId, { conversationId, by, at: now }, since);
      // Counted for an earlier message, or an earlier try of this one: whatever comes of it they stay so.
      if (!isNew) this.#counting.delete(by);
      const isNear = this.#current(tenantId, now).size >= limit * mostUsed;
      if (!isNew || isUnasked !== true || (limit > alwaysCounted && !isNear)) return null;
      const { people, first } = await this.#store.countSince(tenantId, since);
      if (people <= limit) return null;
      await this.#release(leaving);
      return await this.#afterContest(leaving, { first: first ?? now, limit, now });
    } catch (error) {
      if (before === undefined) this.#reached.get(tenantId)?.delete(conversationId);
      // Where this fails as well they are counted for a day, though nobody wrote to them.
      await this.#release(leaving).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Several took the last place at one moment, and none of them got it: whoever gave it back last sees that it is free, and tries again
   * in a moment, each in its own.
   */
  async #afterContest(
    { tenantId, id }: Leaving,
    { first, limit, now }: { first: Date; limit: number; now: Date },
  ): Promise<Date> {
    const { people } = await this.#store.countSince(tenantId, new Date(now.getTime() - day));
    return new Date(people < limit ? now.getTime() + 1_000 + spreadOf(id) : first.getTime() + day + 1_000);
  }

  /** What came of it: who was certainly not written to is not counted. */
  async settle(leaving: Leaving, came: SendResult['kind'], at: Date): Promise<void> {
    if (came === 'accepted') this.note(leaving, at);
    if (came === 'accepted' || came === 'unknown') this.#counting.delete(leaving.id);
    else await this.#release(leaving);
  }

  /** Only whom this message counted. */
  async #release({ tenantId, conversationId, id: by }: Leaving): Promise<void> {
    if (!this.#counting.delete(by)) return;
    if (await this.#store.release(tenantId, { conversationId, by }))
      this.#reached.get(tenantId)?.delete(conversationId);
  }

  note({ tenantId, conversationId }: To, at: Date): void {
    if (this.limitOf(tenantId) === null) return;
    const known = this.#reached.get(tenantId) ?? new Map<string, number>();
    this.#reached.set(tenantId, known);
    known.set(conversationId, Math.max(known.get(conversationId) ?? 0, at.getTime()));
  }

  /**
   * Whom all processes reached since a day ago, by what `reachedSince` reads: the first time and once an hour as a whole, which forgets
   * those whom another process had counted and did not write to; between those only what is new.
   */
  async renew(tenantId: string, now: Date, reachedSince: ReachRepository['reachedSince']): Promise<void> {
    if (this.limitOf(tenantId) === null) {
      // Nothing is noted here: whenever a limit is said, everything is read.
      this.#read.delete(tenantId);
      return;
    }
    const at = now.getTime();
    const last = this.#read.get(tenantId);
    const isWhole = last === undefined || at >= last.whole + hour || at < last.until;
    const since = isWhole ? at - day : last.until - overlapMs;
    const reached = await reachedSince(tenantId, new Date(Math.max(since, at - day)));
    if (isWhole) {
      const known = this.#current(tenantId, now);
      // What leaves here in this moment may not be stored yet.
      for (const [conversationId, when] of known) if (when < at - overlapMs) known.delete(conversationId);
    }
    for (const { conversationId, at: when } of reached) this.note({ tenantId, conversationId }, when);
    this.#read.set(tenantId, { until: at, whole: isWhole ? at : last.whole });
  }

  #current(tenantId: string, now: Date): Map<string, number> {
    const known = this.#reached.get(tenantId) ?? new Map<string, number>();
    const since = now.getTime() - day;
    for (const [conversationId, at] of known) if (at <= since) known.delete(conversationId);
    return known;
  }
}

/** Up to four seconds, the same for one message. */
const spreadOf = (id: string): number =>
  [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 4_000, 7);
