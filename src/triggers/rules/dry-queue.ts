interface Waiting {
  at: Date;
  rank: number;
  seq: number;
  go(now: Date): Promise<void>;
}

/** What happens at instants that are not waited for: one after the other, in their order. */
export class DryQueue {
  readonly #waiting: Waiting[] = [];
  #seq = 0;

  /** Of one instant that of the lower rank comes first, of one rank what was put in first. */
  put(at: Date, rank: number, go: (now: Date) => Promise<void>): void {
    this.#seq += 1;
    this.#waiting.push({ at, rank, seq: this.#seq, go });
  }

  async run(): Promise<void> {
    for (let next = this.#next(); next !== undefined; next = this.#next()) await next.go(next.at);
  }

  #next(): Waiting | undefined {
    const [first, ...others] = this.#waiting;
    if (first === undefined) return undefined;
    const next = others.reduce((best, one) => (isBefore(one, best) ? one : best), first);
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    return next;
  }
}

const isBefore = (one: Waiting, other: Waiting): boolean =>
  one.at.getTime() - other.at.getTime() < 0 ||
  (one.at.getTime() === other.at.getTime() &&
    (one.rank < other.rank || (one.rank === other.rank && one.seq < other.seq)));
