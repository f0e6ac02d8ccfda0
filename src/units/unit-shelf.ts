import { noOwnUnits, ownUnitsOf, type OwnUnits } from '../money/own-units.ts';
import type { Clock } from '../shared/clock.ts';
import { unitCodePattern } from '../vocabulary/data-fields.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import type { UnitRepository } from './unit.repository.ts';

interface Shelf {
  own: OwnUnits;
  /** Milliseconds: asked again when this is over. */
  until: number;
}

/** The same units, and which codes were asked for in vain. */
const noting = (own: OwnUnits): { own: OwnUnits; missed: ReadonlySet<string> } => {
  const missed = new Set<string>();
  const find: OwnUnits['find'] = (code) => {
    const found = own.find(code);
    if (found === null && unitCodePattern.test(code)) missed.add(code);
    return found;
  };
  return { own: { all: own.all, find }, missed };
};

const attempt = <T>(work: () => T): { value: T } | { error: unknown } => {
  try {
    return { value: work() };
  } catch (error) {
    return { error };
  }
};

/**
 * Units of tenants at hand. What another process changed counts here once `refreshMs` are over, what this one changed at once, and a unit
 * nobody here has heard of is looked for before it is taken for none. A unit's decimals never change and it never goes, so what
 * is at hand may have an old name, and nothing worse.
 */
export class UnitShelf implements OwnUnitsLookup {
  readonly #units: Pick<UnitRepository, 'list'>;
  readonly #clock: Clock;
  readonly #refreshMs: number;
  readonly #shelves = new Map<string, Shelf>();
  readonly #reading = new Map<string, Promise<OwnUnits>>();

  constructor(parts: { units: Pick<UnitRepository, 'list'>; clock: Clock; refreshMs: number }) {
    this.#units = parts.units;
    this.#clock = parts.clock;
    this.#refreshMs = parts.refreshMs;
  }

  async of(tenantId: string): Promise<OwnUnits> {
    const known = this.#shelves.get(tenantId);
    const now = this.#clock.now().getTime();
    // A clock that was set back does not keep an old shelf.
    if (known !== undefined && now < known.until && now >= known.until - this.#refreshMs) return known.own;
    // Hundreds ask in the moment in which it is not fresh any more: one of them reads.
    return this.#reading.get(tenantId) ?? this.#read(tenantId);
  }

  fresh(tenantId: string): Promise<OwnUnits> {
    return this.#read(tenantId);
  }

  async reading<T>(tenantId: string, work: (own: OwnUnits) => T): Promise<T> {
    const { own, missed } = noting(await this.of(tenantId));
    const done = attempt(() => work(own));
    if (missed.size > 0) {
      const fresh = await this.fresh(tenantId);
      if ([...missed].some((code) => fresh.find(code) !== null)) return work(fresh);
    }
    if ('error' in done) throw done.error;
    return done.value;
  }

  /** A unit of this tenant was made or changed. */
  forget(tenantId: string): void {
    this.#shelves.delete(tenantId);
    // What is being read may be from before.
    this.#reading.delete(tenantId);
  }

  #read(tenantId: string): Promise<OwnUnits> {
    const until = this.#clock.now().getTime() + this.#refreshMs;
    const reading: Promise<OwnUnits> = this.#units
      .list(tenantId)
      .then((records) => {
        const own = records.length === 0 ? noOwnUnits : ownUnitsOf(records.map(({ unit }) => unit));
        if (this.#reading.get(tenantId) === reading) this.#shelves.set(tenantId, { own, until });
        return own;
      })
      .finally(() => {
        if (this.#reading.get(tenantId) === reading) this.#reading.delete(tenantId);
      });
    this.#reading.set(tenantId, reading);
    return reading;
  }
}
