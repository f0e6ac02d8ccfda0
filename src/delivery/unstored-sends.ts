import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxRepository } from './outbox.repository.ts';

interface Unstored {
  entry: OutboxEntry;
  since: number;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Intents that are being sent and not in the outbox yet: the step that committed them says so (ADR 0024). Most enter it with
 * the platform's answer, in one write; where the answer is late or no acceptance, they enter it as being sent.
 */
export class UnstoredSends {
  readonly #sends = new Map<string, Unstored>();
  readonly #outbox: Pick<OutboxRepository, 'adopt'>;
  readonly #monotonic: () => number;

  constructor(outbox: Pick<OutboxRepository, 'adopt'>, monotonic: () => number) {
    this.#outbox = outbox;
    this.#monotonic = monotonic;
  }

  /** Resolves when the outbox has it; rejects when it could not be stored, and then the committed step is what there is. */
  add(entry: OutboxEntry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sends.set(entry.id, { entry, since: this.#monotonic(), resolve, reject });
    });
  }

  has(intentId: string): boolean {
    return this.#sends.has(intentId);
  }

  stored(intentId: string): void {
    this.#sends.get(intentId)?.resolve();
    this.#sends.delete(intentId);
  }

  lost(intentId: string, error: unknown): void {
    this.#sends.get(intentId)?.reject(error);
    this.#sends.delete(intentId);
  }

  /** Stores this one now, as being sent. */
  async store(intentId: string): Promise<void> {
    const send = this.#sends.get(intentId);
    if (send !== undefined) await this.#adopt([send]);
  }

  /** Stores those whose answer lets itself be waited for. */
  async storeOlderThan(milliseconds: number): Promise<void> {
    const before = this.#monotonic() - milliseconds;
    await this.#adopt([...this.#sends.values()].filter(({ since }) => since <= before));
  }

  /** Stores those of these conversations: something else of them enters the outbox, and has its turn behind them. */
  async storeOf(conversationIds: ReadonlySet<string>): Promise<void> {
    await this.#adopt(
      [...this.#sends.values()].filter(({ entry }) => conversationIds.has(entry.conversationId)),
    );
  }

  async #adopt(sends: readonly Unstored[]): Promise<void> {
    if (sends.length === 0) return;
    await this.#outbox.adopt(sends.map(({ entry }) => entry));
    for (const { entry } of sends) this.stored(entry.id);
  }
}
