/**
 * Whose budget is used up, as this process knows it: asked for each message, so it is kept at hand and renewed by whoever
 * watches the budgets (COSTS_INTERVAL_MS).
 */
export class BudgetHolds {
  readonly #until = new Map<string, Date>();

  /** What may wait is held until then; null: nothing is. */
  untilOf(tenantId: string, now: Date): Date | null {
    const until = this.#until.get(tenantId);
    return until === undefined || until <= now ? null : until;
  }

  set(tenantId: string, until: Date | null): void {
    if (until === null) this.#until.delete(tenantId);
    else this.#until.set(tenantId, until);
  }
}
