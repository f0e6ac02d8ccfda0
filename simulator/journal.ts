import type { Logger } from '../src/shared/logger.ts';
import type { Scheduler } from './scheduler.ts';
import type { SimulatorStore } from './simulator-options.ts';

type Entry = { kind: string; id: string; body: unknown; isRemoval: boolean };

const writeDelayMs = 25;
const retryDelayMs = 1_000;

/**
 * Writes documents behind the work, in batches: many changes of one document within a moment are one write, and a
 * document that came and went is none. `settled()` waits until everything noted so far is stored; what the product was
 * told (an accepted message) waits for it, a tick does not. Notes of webhooks are written before the messages they tell
 * of, so that a crash between the two repeats a webhook (as Meta may) and never loses one.
 */
export class Journal {
  readonly #store: SimulatorStore;
  readonly #scheduler: Scheduler;
  readonly #logger: Logger;
  readonly #stored = new Set<string>();
  #waiting = new Map<string, Entry>();
  #cancelTimer: (() => void) | null = null;
  #writing: Promise<void> | null = null;
  #closed = false;

  constructor(store: SimulatorStore, scheduler: Scheduler, logger: Logger) {
    this.#store = store;
    this.#scheduler = scheduler;
    this.#logger = logger;
  }

  async load(): Promise<{ kind: string; id: string; body: unknown }[]> {
    const documents = await this.#store.load();
    for (const { kind, id } of documents) this.#stored.add(`${kind}/${id}`);
    return documents;
  }

  put(kind: string, id: string, body: unknown): void {
    this.#note({ kind, id, body, isRemoval: false });
  }

  remove(kind: string, id: string): void {
    this.#note({ kind, id, body: null, isRemoval: true });
  }

  /** Resolves when everything noted before the call is stored; rejects when the store refuses. */
  async settled(): Promise<void> {
    // What was noted before the call is in the write under way or in the next one, so two rounds are enough.
    for (let round = 0; round < 2 && (this.#writing || this.#waiting.size > 0); round += 1) {
      this.#writing ??= this.#write();
      await this.#writing;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelTimer?.();
    await this.settled();
  }

  #note(entry: Entry): void {
    const key = `${entry.kind}/${entry.id}`;
    if (entry.isRemoval && !this.#stored.has(key) && !this.#writing) this.#waiting.delete(key);
    else this.#waiting.set(key, entry);
    if (this.#waiting.size > 0) this.#writeIn(writeDelayMs);
  }

  #writeIn(delayMs: number): void {
    if (this.#closed || this.#cancelTimer) return;
    this.#cancelTimer = this.#scheduler.after(delayMs, () => {
      this.#cancelTimer = null;
      this.settled().catch((error: unknown) => {
        this.#logger.warn({ err: error }, 'simulator state was not stored; trying again');
        this.#writeIn(retryDelayMs);
      });
    });
  }

  async #write(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = new Map();
    const puts = [...batch.values()].filter((entry) => !entry.isRemoval);
    const webhooks = puts.filter((entry) => entry.kind === 'webhook');
    const others = puts.filter((entry) => entry.kind !== 'webhook');
    const removals = [...batch.values()].filter((entry) => entry.isRemoval);
    try {
      for (const part of [webhooks, others, removals])
        await Promise.all(part.map((entry) => this.#apply(entry)));
    } catch (error) {
      for (const [key, entry] of batch) if (!this.#waiting.has(key)) this.#waiting.set(key, entry);
      throw error;
    } finally {
      this.#writing = null;
    }
  }

  async #apply(entry: Entry): Promise<void> {
    const key = `${entry.kind}/${entry.id}`;
    if (entry.isRemoval) {
      await this.#store.remove(entry.kind, entry.id);
      this.#stored.delete(key);
    } else {
      await this.#store.put(entry.kind, entry.id, entry.body);
      this.#stored.add(key);
    }
  }
}
