const day = 24 * 60 * 60_000;

/** Somebody a template was sent to. */
export interface Reached {
  conversationId: string;
  at: Date;
}

/**
 * How many people a portfolio may write to outside their windows within 24 hours (platform 9.4): each person counts once. Kept
 * at hand for each message; what other processes sent is read now and then (`renew`). Null as limit: none is known, and nothing is held.
 */
export class DailyReach {
  readonly #limit: number | null;
  /** Tenant → conversation → when the last template went there. */
  readonly #reached = new Map<string, Map<string, number>>();

  constructor(limit: number | null) {
    this.#limit = limit;
  }

  get isLimited(): boolean {
    return this.#limit !== null;
  }

  /** When there is room for one more person; null: now, or they are counted already. */
  untilOf(
    { tenantId, conversationId }: { tenantId: string; conversationId: string },
    now: Date,
  ): Date | null {
    if (this.#limit === null) return null;
    const known = this.#current(tenantId, now);
    if (known.has(conversationId) || known.size < this.#limit) return null;
    // Those above the limit were sent by processes that did not know of each other.
    const inTime = [...known.values()].sort((a, b) => a - b);
    const leaves = inTime[known.size - this.#limit] ?? now.getTime();
    return new Date(leaves + day + 1_000);
  }

  note({ tenantId, conversationId }: { tenantId: string; conversationId: string }, at: Date): void {
    if (this.#limit === null) return;
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
