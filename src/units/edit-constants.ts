import type { OwnUnits } from '../money/own-units.ts';
import { constantKinds, type UnitConstant } from '../money/unit-constants.ts';
import { isUnitCode, unitOf } from '../money/units.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound, PreconditionFailed, ValidationFailed } from '../shared/errors.ts';
import type { ConstantRepository, ConstantsVersion } from './constant.repository.ts';

export interface EditConstantsParts {
  constants: ConstantRepository;
  clock: Clock;
}

/** Whose unit, who writes, and which version they have seen; null: they do not say. */
export interface ConstantsEdit {
  tenantId: string;
  code: string;
  own: OwnUnits;
  by: string;
  seen: number | null;
}

const noSuchUnit = (): NotFound => new NotFound('There is no such unit.');
const changed = (): PreconditionFailed =>
  new PreconditionFailed('The constants were changed since they were read.');

/** Throws `NotFound`. */
export const requireUnit = (code: string, own: OwnUnits): void => {
  if (!isUnitCode(code) && own.find(code) === null) throw noSuchUnit();
};

const isRate = ({ kind }: UnitConstant): boolean => kind === 'buying' || kind === 'selling';

/** What keeps a constant from being one of this unit; null: nothing. */
const misfit = (code: string, one: UnitConstant, own: OwnUnits): [field: string, message: string] | null => {
  const { kind } = unitOf(code, own);
  if (isRate(one)) return one.in === code ? ['in', 'must be another unit than the one the rate is of'] : null;
  if (kind === 'money') return ['kind', 'goes with what is weighed or counted'];
  if (one.kind === 'grams' && kind !== 'pieces') return ['kind', 'goes with what is counted'];
  return one.kind === 'has' && code === 'HAS' ? ['kind', 'says nothing of pure gold itself'] : null;
};

const byDay = (one: UnitConstant, other: UnitConstant): number =>
  constantKinds.indexOf(one.kind) - constantKinds.indexOf(other.kind) ||
  (one.validFrom < other.validFrom ? -1 : 1);

/**
 * Writes all constants of a unit; the same again changes nothing. Throws `NotFound`, `ValidationFailed` naming everything that cannot be,
 * `PreconditionFailed`.
 */
export const saveConstants = async (
  { constants, clock }: EditConstantsParts,
  { tenantId, code, own, by, seen }: ConstantsEdit,
  given: readonly UnitConstant[],
): Promise<ConstantsVersion> => {
  requireUnit(code, own);
  const problems = given.flatMap((one, at) => {
    const found = misfit(code, one, own);
    return found === null ? [] : [{ field: `constants[${at}].${found[0]}`, message: found[1] }];
  });
  if (problems.length > 0) throw new ValidationFailed(problems);
  const before = (await constants.versionsOf(tenantId, code)).at(-1);
  if (seen !== null && seen !== (before?.version ?? 0)) throw changed();
  const sorted = [...given].sort(byDay);
  if (before !== undefined && JSON.stringify(before.constants) === JSON.stringify(sorted)) return before;
  const next = { version: (before?.version ?? 0) + 1, code, constants: sorted, at: clock.now(), by };
  if (!(await constants.save(tenantId, next))) throw changed();
  return next;
};
