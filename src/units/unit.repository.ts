import type { OwnUnit } from '../money/own-units.ts';

/** A unit of a tenant as it was written at a version. */
export interface UnitVersion {
  /** 1, 2, 3 …; also the revision a writer has to have seen. */
  version: number;
  unit: OwnUnit;
  at: Date;
  /** Who wrote it. */
  by: string;
}

/** Units that tenants made. None is ever taken away, and neither is a version of one. */
export interface UnitRepository {
  /** Each as it is now, in the order of their codes, retired ones too. */
  list(tenantId: string): Promise<UnitVersion[]>;
  /** Every version of one unit, the newest last; empty: there is none. */
  versionsOf(tenantId: string, code: string): Promise<UnitVersion[]>;
  /** Writes the first version of a unit, or the next one. False: that version is there already, and nothing changed. */
  save(tenantId: string, version: UnitVersion): Promise<boolean>;
}
