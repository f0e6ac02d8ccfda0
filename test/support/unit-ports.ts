import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { UnitShelf } from '../../src/units/unit-shelf.ts';
import type { ConstantRepository } from '../../src/units/constant.repository.ts';
import type { UnitRepository } from '../../src/units/unit.repository.ts';
import type { Held } from './held.ts';

const storeOf = (held: Held): UnitRepository => {
  const ofUnit = (tenantId: string, code: string) =>
    held.units.filter((one) => one.tenantId === tenantId && one.unit.code === code);
  return {
    list: async (tenantId) =>
      held.units.filter(
        (one) => one.tenantId === tenantId && ofUnit(tenantId, one.unit.code).at(-1)?.version === one.version,
      ),
    versionsOf: async (tenantId, code) => ofUnit(tenantId, code),
    save: async (tenantId, version) => {
      const before = ofUnit(tenantId, version.unit.code).at(-1)?.version ?? 0;
      if (before !== version.version - 1) return false;
      held.units.push({ ...version, tenantId });
      return true;
    },
  };
};

const constantsOf = (held: Held): ConstantRepository => {
  const versionsOf: ConstantRepository['versionsOf'] = async (tenantId, code) =>
    held.constants.filter((one) => one.tenantId === tenantId && one.code === code);
  return {
    versionsOf,
    list: async (tenantId) => held.constants.filter((one) => one.tenantId === tenantId),
    save: async (tenantId, version) => {
      const before = (await versionsOf(tenantId, version.code)).at(-1)?.version ?? 0;
      if (before !== version.version - 1) return false;
      held.constants.push({ ...version, tenantId });
      return true;
    },
  };
};

export const unitPorts = (held: Held, clock: Clock): Pick<ApiPorts, 'units' | 'unitStore' | 'constants'> => {
  const unitStore = storeOf(held);
  const constants = constantsOf(held);
  return { unitStore, constants, units: new UnitShelf({ units: unitStore, clock, refreshMs: 30_000 }) };
};
