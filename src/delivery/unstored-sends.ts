import type { OutboxEntry } from './outbox-entry.ts';
import type { OutboxRepository } from './outbox.repository.ts';

interface Unstored {
  entry: OutboxEntry;
  since: number;
  /** Its acceptance is here and brings it into the outbox in a moment. */
  isAnswered: boolean;
  /** It enters the outbox right now, as being sent. */
  adopting: Promise<void> | null;
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
      this.#sends.set(entry.id, {
        entry,
        since: this.#monotonic(),
        isAnswered: false,
        adopting: null,
        ...{ resolve, reject },
      });
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

  /** Its acceptance is about to be stored, or (false) could not be: nobody else stores it meanwhile unless it has to be there now. */
  answered(intentId: string, isAnswered: boolean): void {
    const send = this.#sends.get(intentId);
    if (send !== undefined) send.isAnswered = isAnswered;
  }

  /** Resolves when none of them is just entering the outbox. */
  async entered(intentIds: readonly string[]): Promise<void> {
    await Promise.allSettled(underway(intentIds.flatMap((id) => this.#sends.get(id) ?? [])));
  }

  /** Stores this one now, as being sent. */
  async store(intentId: string): Promise<void> {
    const send = this.#sends.get(intentId);
    if (send !== undefined) await this.#adopt([send]);
  }

  /** Stores those whose answer lets itself be waited for. */
  async storeOlderThan(milliseconds: number): Promise<void> {
    const before = this.#monotonic() - milliseconds;
    await this.#adopt(
      [...this.#sends.values()].filter(({ since, isAnswered }) => since <= before && !isAnswered),
    );
  }

  /** Stores those of these conversations: something else of them enters the outbox, and has its turn behind them. */
  async storeOf(conversationIds: ReadonlySet<string>): Promise<void> {
    await this.#adopt(
      [...this.#sends.values()].filter(({ entry }) => conversationIds.has(entry.conversationId)),
    );
  }

  async #adopt(sends: readonly Unstored[]): Promise<void> {
    const rest = sends.filter(({ adopting }) => adopting === null);
    if (rest.length > 0) {
      const mine = this.#store(rest);
      for (const send of rest) send.adopting = mine;
    }
    try {
      await Promise.all(underway(sends));
    } finally {
      for (const send of rest) send.adopting = null;
    }
  }

  async #store(sends: readonly Unstored[]): Promise<void> {
    await this.#outbox.adopt(sends.map(({ entry }) => entry));
    for (const { entry } of sends) this.stored(entry.id);
  }
}

const underway = (sends: readonly Unstored[]): Promise<void>[] =>
  sends.flatMap(({ adopting }) => adopting ?? []);
