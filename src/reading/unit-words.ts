import { unitOf, type UnitCode } from '../money/units.ts';
import type { Language } from '../vocabulary/language.ts';
import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { ownWordsOf } from './own-words.ts';
import { isForeignUnit } from './figure-words.ts';
import { phraseList } from './phrase-list.ts';
import { arabicBare, turkishEnding } from './word-endings.ts';

/** Words people use for units, folded. Turkish ones take case endings (`altında`, `dolarda`, `TL'si`). */
const stems: { readonly [unit: string]: readonly string[] } = {
  HAS: phraseList(
    'has | altin | gram | gr | g | gm | gold | grams | gramme | grammes | ذهب | غرام | غرامات | جرام | جرامات | جم | غ | غراما | خالص',
  ),
  XAU_G_22K: ['22ayar', '22k', 'bilezik', 'bilezikler'],
  XAU_G_21K: ['21ayar', '21k'],
  XAU_G_18K: ['18ayar', '18k'],
  XAU_G_14K: ['14ayar', '14k'],
  XAG_G: ['gumus', 'silver', 'فضه'],
  TRY: ['tl', 'try', 'lira', '₺', 'liras', 'turk lirasi', 'ليره', 'ليرات', '₤'],
  USD: ['dolar', 'usd', '$', 'dollar', 'dollars', 'us$', 'دولار', 'دولارات', 'دولارا'],
  EUR: ['euro', 'eur', 'avro', 'euros', '€', 'يورو', 'اورو'],
  GBP: ['sterlin', 'gbp', '£', 'sterling', 'pound', 'pounds', 'استرليني'],
  CHF: ['frank', 'chf', 'franc', 'francs', 'فرنك', 'فرنكات'],
  AED: ['dirhem', 'aed', 'dirham', 'dirhams', 'درهم', 'دراهم', 'درهما'],
  SAR: ['riyal', 'sar', 'riyals', 'ريال', 'ريالات', 'ريالا'],
  PCS_CEYREK: ['ceyrek', 'ceyrekler', 'quarter', 'quarters', 'ربع', 'ارباع'],
  PCS_YARIM: ['yarim', 'yarimlar', 'half', 'halves', 'نصف', 'انصاف'],
  PCS_TAM: ['tam', 'birlik'],
  PCS_ATA: ['ata', 'cumhuriyet', 'اتا'],
  PCS_GREMSE: ['gremse', 'ikibucukluk', 'غرمسه'],
  PCS_BESLI: ['besli', 'beslik', 'besibiryerde', 'بشلي'],
  PCS_RESAT: ['resat', 'رشاد'],
};

const exact = new Map<string, string>();
for (const [unit, words] of Object.entries(stems)) for (const word of words) exact.set(word, unit);

/** Stems long enough that an ending cannot make another word of them (`has` + `ta` would be `hasta`, ill). */
const inflectable = [...exact].filter(
  ([stem]) => stem.length >= 4 || ['tl', 'usd', 'eur', 'try'].includes(stem),
);
const hasForms: ReadonlySet<string> = new Set(['hasda', 'hasta', 'hasin', 'hastaki', 'hasdaki', 'hasi']);

const turkishUnit = (word: string): string | null => {
  for (const [stem, unit] of inflectable)
    if (word.startsWith(stem) && turkishEnding.test(word.slice(stem.length))) return unit;
  return hasForms.has(word) ? 'HAS' : null;
};

const arabicUnit = (word: string): string | null => exact.get(arabicBare(word)) ?? null;

/** The unit a single folded word names, or null: the tenant's own by that very word, then the shipped ones, then with endings. */
export const unitOfWord = (word: string, own: OwnUnits = noOwnUnits): string | null => {
  const words = ownWordsOf(own);
  const unit = words.exact(word) ?? exact.get(word);
  if (unit !== undefined) return unit;
  return words.inflected(word) ?? (/\p{Script=Arabic}/u.test(word) ? arabicUnit(word) : turkishUnit(word));
};

/** What is read as a shipped unit, folded; Latin words stand in Turkish and English alike. */
export const shippedWordsOf = (unit: UnitCode, language: Language): readonly string[] =>
  (stems[unit] ?? []).filter((word) => /\p{Script=Arabic}/u.test(word) === (language === 'ar'));

/** A measure or currency no account of the tenant is kept in. */
export const isForeignWord = (word: string, own: OwnUnits): boolean =>
  isForeignUnit(word) && unitOfWord(word, own) === null;

/** Is it weighed or money, rather than counted in coins? «yarım gram» is half of one, «yarım» is a coin. */
export const isMeasured = (word: string, own: OwnUnits): boolean => {
  const unit = unitOfWord(word, own);
  return unit !== null && unitOf(unit, own).kind !== 'pieces';
};
