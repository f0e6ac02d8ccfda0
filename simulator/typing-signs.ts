import type { Scheduler } from './scheduler.ts';

/** "typing…" lasts until the business writes, or 25 s (platform 6.5). */
const typingMs = 25_000;

export class TypingSigns {
  readonly #cancels = new Map<string, () => void>();
  readonly #scheduler: Scheduler;
  readonly #timeScale: number;
  readonly #changed: (phone: string) => void;

  constructor(scheduler: Scheduler, timeScale: number, changed: (phone: string) => void) {
    this.#scheduler = scheduler;
    this.#timeScale = timeScale;
    this.#changed = changed;
  }

  isTyping(phone: string): boolean {
    return this.#cancels.has(phone);
  }

  show(phone: string): void {
    this.#cancels.get(phone)?.();
    this.#cancels.set(
      phone,
      this.#scheduler.after(typingMs * this.#timeScale, () => {
        this.stop(phone);
      }),
    );
    this.#changed(phone);
  }

  stop(phone: string): void {
    const cancel = this.#cancels.get(phone);
    if (!cancel) return;
    cancel();
    this.#cancels.delete(phone);
    this.#changed(phone);
  }

  close(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
