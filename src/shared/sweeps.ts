type Sweep = () => Promise<number>;

/** The sweeps of one worker that are under way in this process, whoever began them: its own loop, or a call. */
export class Sweeps {
  readonly #running = new Set<Promise<number>>();
  #last: Promise<unknown> = Promise.resolve();

  /** Now, whatever else runs. Answers and rejects as `sweep` does. */
  now(sweep: Sweep): Promise<number> {
    const running = sweep().finally(() => this.#running.delete(running));
    this.#running.add(running);
    return running;
  }

  /** When all that came before it have ended, however they did. */
  inTurn(sweep: Sweep): Promise<number> {
    const before = this.#last;
    const mine = this.now(() => before.then(sweep));
    this.#last = mine.catch(() => 0);
    return mine;
  }

  /** Resolves when none is under way; true if one of them found work, or failed on its way. What came of them is told to their callers alone. */
  async idle(): Promise<boolean> {
    let found = false;
    while (this.#running.size > 0)
      for (const one of await Promise.allSettled(this.#running))
        found ||= one.status === 'rejected' || one.value > 0;
    return found;
  }
}
