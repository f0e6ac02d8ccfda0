import type { UnitConstant } from '../money/unit-constants.ts';

/** The constants of one unit as they were written at a version. */
export interface ConstantsVersion {
  /** 1, 2, 3 …; also the revision a writer has to have seen. */
  version: number;
  /** Of the unit, shipped or of the tenant. */
  code: string;
  constants: readonly UnitConstant[];
  at: Date;
  /** Who wrote it. */
  by: string;
}

/** Constants of tenants, by unit (ADR 0064). Of each the newest 200 versions are kept; letters hold what they were printed by. */
export interface ConstantRepository {
  /** Of each unit that has or had some, as they are now, in the order of the codes. */
  list(tenantId: string): Promise<ConstantsVersion[]>;
  /** The versions of one unit's that are kept, the newest last; empty: it never had any. */
  versionsOf(tenantId: string, code: string): Promise<ConstantsVersion[]>;
  /** Writes the first version, or the next one. False: that version is there already, and nothing changed. */
  save(tenantId: string, version: ConstantsVersion): Promise<boolean>;
}
