import { randomFillSync } from 'node:crypto';

export const ivBytes = 12;

/**
 * Random IVs, drawn from the system many at a time: asking for twelve bytes costs as much as asking for thousands. Every
 * IV is handed out once, as a copy. Node never forks a running program: child processes and worker threads load this
 * file anew and have a pool of their own, so no two of them hold the same bytes.
 */
export class IvPool {
  // Not from Node's shared slab: nobody else may hold a view of these bytes.
  readonly #block: Buffer;
  readonly #fill: (block: Buffer) => void;
  #next: number;

  constructor(ivsPerBlock = 1024, fill: (block: Buffer) => void = randomFillSync) {
    this.#block = Buffer.allocUnsafeSlow(ivsPerBlock * ivBytes);
    this.#fill = fill;
    this.#next = this.#block.length;
  }

  /** Writes an unused IV into `target` at `offset`. */
  take(target: Buffer, offset: number): void {
    if (this.#next === this.#block.length) {
      this.#fill(this.#block); // throws when the system has no randomness: then nothing is handed out
      this.#next = 0;
    }
    const start = this.#next;
    this.#next += ivBytes;
    this.#block.copy(target, offset, start, start + ivBytes);
  }
}
