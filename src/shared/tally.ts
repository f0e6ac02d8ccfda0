/** What happens now and then and is worth an alarm; each is a counter of `/metrics`. */
export type Counted =
  | 'inbox_quarantined'
  | 'inbox_unrouted'
  | 'inbox_deduplicated'
  | 'callbacks_delivered'
  | 'callbacks_failed'
  | 'callbacks_held'
  /** Events that a draft in the shadow looked at, those of them it has to do with, those it could not, and the time it took. */
  | 'shadow_seen'
  | 'shadow_recorded'
  | 'shadow_failed'
  | 'shadow_microseconds';

/** Counts of this process since it started; nothing is read from the database for them. */
export class Tally {
  readonly #counts = new Map<Counted, number>();

  add(what: Counted, count = 1): void {
    if (count > 0) this.#counts.set(what, this.of(what) + count);
  }

  of(what: Counted): number {
    return this.#counts.get(what) ?? 0;
  }
}
