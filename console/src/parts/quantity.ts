import type { Language } from './languages.ts';

const forms: Readonly<Record<Language, { whole: RegExp; group: string; point: string }>> = {
  tr: { whole: /^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$/, group: '.', point: ',' },
  en: { whole: /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/, group: ',', point: '.' },
};

/** What a person typed, in the form of the language, as a decimal string; null: it is none. Never rounded, never guessed. */
export const readQuantity = (typed: string, language: Language): string | null => {
  const text = typed.replaceAll(/\s/g, '');
  const { whole, group, point } = forms[language];
  if (!whole.test(text)) return null;
  const [digits = '', fraction] = text.replaceAll(group, '').split(point);
  const leading = digits.replace(/^0+(?=\d)/, '');
  return fraction === undefined ? leading : `${leading}.${fraction}`;
};

/** A decimal string as people of the language type it: `0.132` is `0,132` in Turkish. Every digit stays. */
export const typedOf = (decimal: string, language: Language): string =>
  language === 'tr' ? decimal.replace('.', ',') : decimal;

/** A price as a decimal string, so many times. Exact. */
export const times = (price: string, count: number): string => {
  const [whole = '0', fraction = ''] = price.split('.');
  const all = (BigInt(whole + fraction) * BigInt(count)).toString().padStart(fraction.length + 1, '0');
  return fraction === ''
    ? all
    : `${all.slice(0, -fraction.length)}.${all.slice(-fraction.length)}`.replace(/\.?0+$/, '');
};
