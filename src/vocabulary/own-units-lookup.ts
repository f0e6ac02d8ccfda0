import type { OwnUnits } from '../money/own-units.ts';

/** The units of a tenant at hand, beside the shipped ones (ADR 0055). */
export interface OwnUnitsLookup {
  /** As this process knows them: at most half a minute old. */
  of(tenantId: string): Promise<OwnUnits>;
  /** Read now: for what is done seldom. */
  fresh(tenantId: string): Promise<OwnUnits>;
  /**
   * Does something with the units at hand, and once more where it asked for one that only a fresh look finds: another process made it.
   * `work` is called once or twice, and asks for units before it waits for anything.
   */
  reading<T>(tenantId: string, work: (own: OwnUnits) => T): Promise<T>;
}
