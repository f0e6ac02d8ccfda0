import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { PriceList } from './price-list.ts';

/** A list with the tenant's days, `YYYY-MM-DD`, by which its prices are in force. */
export interface DatedPrices {
  list: PriceList;
  dateOf(at: Date): string;
}

interface Parts {
  pricesOf(tenantId: TenantId): Promise<DatedPrices>;
  clock: Clock;
  /** It could not be read: what was known before stands. */
  onFailure(error: unknown): void;
}

/** What is older is read again, behind whoever asked. */
const freshMs = 60_000;

/**
 * Price lists as this process knows them, for estimates on the way of messages: nobody waits for them. Null: not read yet. A list that
 * was put a moment ago counts within a minute.
 */
export class PricesAtHand {
  readonly #parts: Parts;
  readonly #known = new Map<string, { askedAt: number; prices: DatedPrices | null }>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  of(tenantId: string): DatedPrices | null {
    const now = this.#parts.clock.now().getTime();
    const known = this.#known.get(tenantId);
    if (known === undefined || Math.abs(now - known.askedAt) >= freshMs) {
      this.#known.set(tenantId, { askedAt: now, prices: known?.prices ?? null });
      void this.#read(tenantId, now);
    }
    return known?.prices ?? null;
  }

  async #read(tenantId: string, askedAt: number): Promise<void> {
    try {
      // Ids of tenants that messages name are ours.
      const prices = await this.#parts.pricesOf(tenantId as TenantId);
      this.#known.set(tenantId, { askedAt, prices });
    } catch (error) {
      this.#parts.onFailure(error);
    }
  }
}
