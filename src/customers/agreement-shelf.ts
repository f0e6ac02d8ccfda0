import type { Clock } from '../shared/clock.ts';
import type { Agreement } from '../vocabulary/agreement.ts';
import type { AgreementRepository } from './agreement.repository.ts';

/**
 * Agreements for whoever decides, read when they are asked for. Most businesses keep none, and that is remembered for a while, so that their
 * answers cost no read: the first one of another process counts here once `refreshMs` are over.
 */
export class AgreementShelf {
  readonly #agreements: Pick<AgreementRepository, 'ofCustomers' | 'hasAny'>;
  readonly #clock: Clock;
  readonly #refreshMs: number;
  /** Milliseconds since when a tenant is known to keep none. */
  readonly #without = new Map<string, number>();

  constructor(parts: {
    agreements: Pick<AgreementRepository, 'ofCustomers' | 'hasAny'>;
    clock: Clock;
    refreshMs: number;
  }) {
    this.#agreements = parts.agreements;
    this.#clock = parts.clock;
    this.#refreshMs = parts.refreshMs;
  }

  /** Null: the tenant keeps none at all, of nobody. */
  async ofCustomers(tenantId: string, refs: readonly string[]): Promise<readonly Agreement[] | null> {
    const since = this.#without.get(tenantId);
    const age = this.#clock.now().getTime() - (since ?? 0);
    // A clock that was set back remembers nothing.
    if (since !== undefined && age >= 0 && age < this.#refreshMs) return null;
    if (!(await this.#agreements.hasAny(tenantId))) {
      this.#without.set(tenantId, this.#clock.now().getTime());
      return null;
    }
    this.#without.delete(tenantId);
    return this.#agreements.ofCustomers(tenantId, refs);
  }

  /** One of this tenant was written. */
  forget(tenantId: string): void {
    this.#without.delete(tenantId);
  }
}
