import type { OwnUnit } from '../money/own-units.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound, PreconditionFailed, ValidationFailed } from '../shared/errors.ts';
import { isUnitCode } from '../money/units.ts';
import { checkUnit, shippedProblem } from './check-unit.ts';
import type { UnitRepository, UnitVersion } from './unit.repository.ts';

export interface EditUnitParts {
  units: UnitRepository;
  /** What this process knows of the tenant is of before. */
  forget(tenantId: string): void;
  clock: Clock;
}

/** Whose unit, who writes it, and which version they have seen; null: they do not say. */
export interface UnitEdit {
  tenantId: string;
  by: string;
  seen: number | null;
}

const changed = (): PreconditionFailed => new PreconditionFailed('The unit was changed since it was read.');

const shapeOf = ({ names, words, isRetired, ...fixed }: OwnUnit): string =>
  JSON.stringify([
    fixed.kind,
    isRetired,
    ...(['tr', 'en', 'ar'] as const).map((language) => {
      const { name, short, suffix } = names[language];
      return [name, short, suffix, words[language]];
    }),
  ]);

const write = async (
  { units, forget, clock }: EditUnitParts,
  { tenantId, by }: UnitEdit,
  unit: OwnUnit,
  before: UnitVersion | undefined,
): Promise<UnitVersion> => {
  const next: UnitVersion = { version: (before?.version ?? 0) + 1, unit, at: clock.now(), by };
  const isWritten = await units.save(tenantId, next);
  forget(tenantId);
  if (!isWritten) throw changed();
  return next;
};

/** Makes a unit, or its next version; the same again changes nothing. Throws `ValidationFailed` naming everything that cannot be, `PreconditionFailed`. */
export const saveUnit = async (parts: EditUnitParts, edit: UnitEdit, unit: OwnUnit): Promise<UnitVersion> => {
  const all = await parts.units.list(edit.tenantId);
  const before = all.find((one) => one.unit.code === unit.code);
  if (edit.seen !== null && edit.seen !== (before?.version ?? 0)) throw changed();
  const problems = checkUnit(
    unit,
    before?.unit ?? null,
    all.map((one) => one.unit),
  );
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
  return before !== undefined && shapeOf(before.unit) === shapeOf(unit)
    ? before
    : write(parts, edit, unit, before);
};

/** Nothing new is taken in the unit from now on. What is stored stays, and so does the unit. Throws `ValidationFailed` for a shipped one, `NotFound`, `PreconditionFailed`. */
export const retireUnit = async (
  parts: EditUnitParts,
  edit: UnitEdit,
  code: string,
): Promise<UnitVersion> => {
  if (isUnitCode(code)) throw new ValidationFailed([shippedProblem]);
  const before = (await parts.units.list(edit.tenantId)).find((one) => one.unit.code === code);
  if (before === undefined) throw new NotFound('There is no such unit.');
  if (edit.seen !== null && edit.seen !== before.version) throw changed();
  return before.unit.isRetired ? before : write(parts, edit, { ...before.unit, isRetired: true }, before);
};
