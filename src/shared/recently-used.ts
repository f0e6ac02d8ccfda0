/**
 * Values that are cheap to make again and cheaper to keep: those asked for of late, at most twice `limit` of them. When
 * `limit` new ones have come in, all that was not asked for since the time before is forgotten; so a hit costs one look-up
 * and no reordering.
 */
export class RecentlyUsed<V extends NonNullable<unknown>> {
  readonly #limit: number;
  #young = new Map<string, V>();
  #old = new Map<string, V>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#young.size + this.#old.size;
  }

  has(key: string): boolean {
    return this.#young.has(key) || this.#old.has(key);
  }

  get(key: string, make: () => V): V {
    const known = this.#young.get(key);
    if (known !== undefined) return known;
    const value = this.#old.get(key) ?? make();
    if (this.#young.size === this.#limit) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
    return value;
  }
}
