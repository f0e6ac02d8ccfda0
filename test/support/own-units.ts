import { noOwnUnits, ownUnitsOf, type OwnUnit, type OwnUnits } from '../../src/money/own-units.ts';
import type { OwnUnitsLookup } from '../../src/vocabulary/own-units-lookup.ts';

/** Units that are always at hand. */
export const lookupOf = (own: OwnUnits = noOwnUnits): OwnUnitsLookup => ({
  of: async () => own,
  fresh: async () => own,
  reading: async (_tenantId, work) => work(own),
});

/** A gram of platinum. */
export const platinum: OwnUnit = {
  ...{ code: 'PLT_G', kind: 'weight', decimalsStored: 3, decimalsShown: 2, carat: null, isRetired: false },
  names: {
    tr: { name: 'platin (gram)', short: 'Platin', suffix: 'g platin' },
    en: { name: 'platinum (gram)', short: 'Platinum', suffix: 'g platinum' },
    ar: { name: 'بلاتين (غرام)', short: 'بلاتين', suffix: 'غ بلاتين' },
  },
  words: { tr: ['platin'], en: ['platinum'], ar: ['بلاتين'] },
};

/** Gold of eight carat, in gross grams. */
export const eightCarat: OwnUnit = {
  ...{ code: 'XAU_G_8K', kind: 'weight', decimalsStored: 3, decimalsShown: 3, carat: 8, isRetired: false },
  names: {
    tr: { name: '8 ayar altın (brüt gram)', short: '8 ayar altın', suffix: 'g 8 ayar' },
    en: { name: '8 carat gold (gross gram)', short: '8 carat gold', suffix: 'g 8 carat' },
    ar: { name: 'ذهب عيار 8 (غرام)', short: 'ذهب عيار 8', suffix: 'غ عيار 8' },
  },
  words: { tr: [], en: [], ar: [] },
};

/** The dinar of Kuwait, whose third decimal is fils. */
export const dinar: OwnUnit = {
  ...{ code: 'KWD', kind: 'money', decimalsStored: 3, decimalsShown: 3, carat: null, isRetired: false },
  names: {
    tr: { name: 'Kuveyt dinarı', short: 'KWD (dinar)', suffix: 'KWD' },
    en: { name: 'Kuwaiti dinar', short: 'KWD (dinar)', suffix: 'KWD' },
    ar: { name: 'دينار كويتي', short: 'دينار كويتي', suffix: 'دينار كويتي' },
  },
  words: { tr: ['dinar', 'kuveyt dinarı'], en: ['dinar', 'kuwaiti dinar'], ar: ['دينار', 'دينار كويتي'] },
};

/** A coin. */
export const hamit: OwnUnit = {
  ...{
    code: 'PCS_HAMIT',
    kind: 'pieces',
    decimalsStored: 0,
    decimalsShown: 0,
    carat: null,
    isRetired: false,
  },
  names: {
    tr: { name: 'Hamit altını (adet)', short: 'Hamit altını', suffix: 'Hamit' },
    en: { name: 'Hamit gold coin (piece)', short: 'Hamit coin', suffix: 'Hamit' },
    ar: { name: 'ليرة حميدية (قطعة)', short: 'ليرة حميدية', suffix: 'حميدية' },
  },
  words: { tr: ['hamit', 'hamidiye'], en: ['hamid'], ar: ['حميديه'] },
};

export const fourOwn: OwnUnits = ownUnitsOf([platinum, eightCarat, dinar, hamit]);
