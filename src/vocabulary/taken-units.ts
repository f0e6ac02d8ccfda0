import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { isUnitCode, unitCodes, unitOf } from '../money/units.ts';

let taken: OwnUnits = noOwnUnits;

/**
 * Reads something with schemas that take the units of a tenant beside the shipped ones. Schemas are constants and know no tenant, so
 * what they take is set around one read, which must not wait for anything: whoever forgets it takes the shipped units alone.
 */
export const takingUnits = <T>(own: OwnUnits, read: () => T): T => {
  const before = taken;
  taken = own;
  try {
    return read();
  } finally {
    taken = before;
  }
};

export const takenUnits = (): OwnUnits => taken;

export const isTakenUnit = (code: string): boolean => isUnitCode(code) || taken.find(code) !== null;

/** Codes that are taken now, in the order units are listed. */
export const takenUnitCodes = (): readonly string[] => [...unitCodes, ...taken.all.map(({ code }) => code)];

/** The same of money alone. */
export const takenCurrencyCodes = (): readonly string[] =>
  takenUnitCodes().filter((code) => unitOf(code, taken).kind === 'money');

/** Without those nothing new is taken in. */
export const inUse = (own: OwnUnits): OwnUnits => ({
  all: own.all.filter(({ isRetired }) => !isRetired),
  find(code) {
    const found = own.find(code);
    return found?.isRetired === true ? null : found;
  },
});
