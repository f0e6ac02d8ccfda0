import type { OwnUnits, Unit, UnitKind } from './own-units.ts';

/** Every unit of domain 2.5 (ADR 0038), in the order balances are usually listed. Rates and coin weights are not here: they have dates. */
export const unitCodes = [
  'HAS',
  'XAU_G_22K',
  'XAU_G_21K',
  'XAU_G_18K',
  'XAU_G_14K',
  'XAG_G',
  'TRY',
  'USD',
  'EUR',
  'GBP',
  'CHF',
  'AED',
  'SAR',
  'PCS_CEYREK',
  'PCS_YARIM',
  'PCS_TAM',
  'PCS_ATA',
  'PCS_GREMSE',
  'PCS_BESLI',
  'PCS_RESAT',
] as const;
export type UnitCode = (typeof unitCodes)[number];

const kindOf = (code: string): UnitKind => {
  if (code.startsWith('PCS_')) return 'pieces';
  return code === 'HAS' || /^XA[UG]_/.test(code) ? 'weight' : 'money';
};

const unit = (code: string, decimalsStored: number, decimalsShown: number): Unit => ({
  code,
  kind: kindOf(code),
  decimalsStored,
  decimalsShown,
});

const registry: { readonly [code in UnitCode]: Unit } = {
  HAS: unit('HAS', 4, 3),
  XAU_G_22K: unit('XAU_G_22K', 3, 3),
  XAU_G_21K: unit('XAU_G_21K', 3, 3),
  XAU_G_18K: unit('XAU_G_18K', 3, 3),
  XAU_G_14K: unit('XAU_G_14K', 3, 3),
  XAG_G: unit('XAG_G', 3, 2),
  TRY: unit('TRY', 2, 2),
  USD: unit('USD', 2, 2),
  EUR: unit('EUR', 2, 2),
  GBP: unit('GBP', 2, 2),
  CHF: unit('CHF', 2, 2),
  AED: unit('AED', 2, 2),
  SAR: unit('SAR', 2, 2),
  PCS_CEYREK: unit('PCS_CEYREK', 0, 0),
  PCS_YARIM: unit('PCS_YARIM', 0, 0),
  PCS_TAM: unit('PCS_TAM', 0, 0),
  PCS_ATA: unit('PCS_ATA', 0, 0),
  PCS_GREMSE: unit('PCS_GREMSE', 0, 0),
  PCS_BESLI: unit('PCS_BESLI', 0, 0),
  PCS_RESAT: unit('PCS_RESAT', 0, 0),
};

export const isUnitCode = (code: string): code is UnitCode => Object.hasOwn(registry, code);

/**
 * A unit by its code, shipped or of the tenant whose `own` are given. One that is neither is treated like a currency, so that a text can
 * still be made.
 */
export const unitOf = (code: string, own: OwnUnits): Unit =>
  isUnitCode(code) ? registry[code] : (own.find(code) ?? unit(code, 2, 2));

const listed: readonly string[] = unitCodes;
const placeOf = (code: string): number => (isUnitCode(code) ? listed.indexOf(code) : listed.length);

/** The order balances are listed in: the shipped units as they stand above, then a tenant's own by their codes. */
export const compareUnits = (a: string, b: string): number =>
  placeOf(a) - placeOf(b) || (a === b ? 0 : a < b ? -1 : 1);
