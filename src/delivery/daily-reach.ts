import type { SendResult } from './message-sender.ts';
import type { Reached, ReachRepository } from './reach.repository.ts';

const day = 24 * 60 * 60_000;

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
   * somebody waits for leaves in any case, and is counted as well.
   */
  async take(leaving: Leaving, now: Date): Promise<Date | null> {
    const { tenantId, conversationId, id: by, isUnasked } = leaving;
    const limit = this.limitOf(tenantId);
    if (limit === null) return null;
    const ahead = isUnasked === true ? this.untilOf(leaving, now) : null;
    if (ahead !== null) return ahead;
    // At once: what this process sends beside it must see it.
    this.note(leaving, now);
    const since = new Date(now.getTime() - day);
    const isNew = await this.#store.claim(tenantId, { conversationId, by, at: now }, since);
    const isNear = this.#current(tenantId, now).size >= limit * mostUsed;
    if (!isNew || isUnasked !== true || (limit > alwaysCounted && !isNear)) return null;
    const { people, first } = await this.#store.countSince(tenantId, since);
    if (people <= limit) return null;
    await this.#release(leaving);
    return new Date((first ?? now).getTime() + day + 1_000);
  }

  /** What came of it: who was certainly not written to is not counted. */
  async settle(leaving: Leaving, came: SendResult['kind'], at: Date): Promise<void> {
    if (came === 'accepted') this.note(leaving, at);
    else if (came !== 'unknown') await this.#release(leaving);
  }

  async #release({ tenantId, conversationId, id: by }: Leaving): Promise<void> {
    if (this.limitOf(tenantId) === null) return;
    if (await this.#store.release(tenantId, { conversationId, by }))
      this.#reached.get(tenantId)?.delete(conversationId);
  }

  note({ tenantId, conversationId }: To, at: Date): void {
    if (this.limitOf(tenantId) === null) return;
    const known = this.#reached.get(tenantId) ?? new Map<string, number>();
    this.#reached.set(tenantId, known);
    known.set(conversationId, Math.max(known.get(conversationId) ?? 0, at.getTime()));
  }

  /** Whom all processes reached since a day ago. */
  renew(tenantId: string, reached: readonly Reached[]): void {
    for (const { conversationId, at } of reached) this.note({ tenantId, conversationId }, at);
  }

  #current(tenantId: string, now: Date): Map<string, number> {
    const known = this.#reached.get(tenantId) ?? new Map<string, number>();
    const since = now.getTime() - day;
    for (const [conversationId, at] of known) if (at <= since) known.delete(conversationId);
    return known;
  }
}
