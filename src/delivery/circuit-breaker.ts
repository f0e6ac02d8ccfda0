/** Half of at least 20 calls within 30 s without an answer: stop for 15 s, then one probe (reliability C). */
export class CircuitBreaker {
  readonly #settings: { windowMs: number; minimumCalls: number; openMs: number };
  #calls: { at: number; failed: boolean }[] = [];
  #openUntil = 0;
  #probing = false;

  constructor(settings = { windowMs: 30_000, minimumCalls: 20, openMs: 15_000 }) {
    this.#settings = settings;
  }

  /** Milliseconds until a call may be made; 0: now. The first call after an open time is the probe. */
  waitMs(now: number): number {
    if (now < this.#openUntil) return this.#openUntil - now;
    if (this.#openUntil > 0 && this.#probing) return 250;
    if (this.#openUntil > 0) this.#probing = true;
    return 0;
  }

  /** `failed`: no definite answer, or a server error. A refusal is an answer. */
  note(now: number, failed: boolean): void {
    if (this.#openUntil > 0 && this.#probing) {
      this.#probing = false;
      this.#openUntil = failed ? now + this.#settings.openMs : 0;
      this.#calls = [];
      return;
    }
    this.#calls.push({ at: now, failed });
    const from = now - this.#settings.windowMs;
    // Looked through once a second at most: this is asked for each message.
    if (this.#calls.length > 2_000 || (this.#calls[0]?.at ?? now) < from - 1_000) {
      this.#calls = this.#calls.filter(({ at }) => at >= from).slice(-1_000);
    }
    if (!failed || this.#calls.length < this.#settings.minimumCalls) return;
    const failures = this.#calls.filter((call) => call.failed && call.at >= from).length;
    if (failures * 2 >= this.#calls.length) this.#openUntil = now + this.#settings.openMs;
  }

  get isOpen(): boolean {
    return this.#openUntil > 0;
  }
}

/** One for each number: a fault of one does not stop the others. */
export class CircuitBreakers {
  readonly #breakers = new Map<string, CircuitBreaker>();
  readonly #settings: { windowMs: number; minimumCalls: number; openMs: number };

  constructor(settings: { windowMs: number; minimumCalls: number; openMs: number }) {
    this.#settings = settings;
  }

  /** How many let nothing through, or a probe alone. */
  get open(): number {
    return [...this.#breakers.values()].filter(({ isOpen }) => isOpen).length;
  }

  of(channelId: string): CircuitBreaker {
    const known = this.#breakers.get(channelId);
    if (known !== undefined) return known;
    const made = new CircuitBreaker(this.#settings);
    this.#breakers.set(channelId, made);
    return made;
  }
}
