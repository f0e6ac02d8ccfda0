import type { Logger } from '../shared/logger.ts';

/** Runs a sweep again and again, one at a time, sooner while it finds work. Stops when told, after the running one. */
export class Loop {
  readonly #name: string;
  readonly #sweep: () => Promise<number>;
  readonly #idleMs: number;
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #isAsked = false;
  #stopped = false;

  constructor(parts: { name: string; sweep: () => Promise<number>; idleMs: number; logger: Logger }) {
    this.#name = parts.name;
    this.#sweep = parts.sweep;
    this.#idleMs = parts.idleMs;
    this.#logger = parts.logger;
  }

  start(): void {
    this.#schedule(0);
  }

  /** Runs the sweep now; once more where it is running, since it may have looked before there was anything to see. */
  wake(): void {
    if (this.#running !== null) this.#isAsked = true;
    else if (!this.#stopped) this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(afterMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#running = this.#run();
    }, afterMs);
  }

  async #run(): Promise<void> {
    let found = 0;
    this.#isAsked = false;
    try {
      found = await this.#sweep();
    } catch (error) {
      this.#logger.error({ err: error, worker: this.#name }, 'sweep failed');
    }
    // At one moment with the decision when to look again: a wake before it is heard here, one after it sets the timer anew.
    this.#running = null;
    // Jitter keeps several processes from asking at the same moment.
    const isSoon = found > 0 || this.#isAsked;
    const waitMs = isSoon ? Math.min(50, this.#idleMs) : this.#idleMs * (0.75 + Math.random() / 2);
    if (!this.#stopped) this.#schedule(waitMs);
  }
}
