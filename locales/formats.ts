/** A format of a text's placeholder, `{{size, number}}`: the value as the language writes it. What it cannot format comes back as it is. */
export type TextFormat = (value: unknown, language: string | undefined) => unknown;

/** Western digits for Arabic (domain 2.6): `ar-SY` and `ar-EG` would print other digits. */
const localeOf = (language = 'tr'): string => (language === 'ar' ? 'ar-u-nu-latn' : language);

/** Few: one for each language and number of digits. Making one costs more than formatting a hundred numbers. */
const made = new Map<string, Intl.NumberFormat>();
const numberFormat = (language: string | undefined, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${language ?? ''}|${options.style ?? ''}|${String(options.minimumFractionDigits ?? '')}`;
  const known = made.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(localeOf(language), options);
  made.set(key, format);
  return format;
};

const decimalPattern = /^(-?)(\d{1,24}(?:\.(\d{1,20}))?)$/;

/**
 * A decimal string with all its digits, none added or rounded away: `1250.340` is `1.250,340` in Turkish. `Intl` reads
 * the string itself, so no float is in between. The sign is ours: Arabic would get an invisible mark with it.
 */
const decimal: TextFormat = (value, language) => {
  const [, minus, absolute, fraction = ''] =
    typeof value === 'string' ? (decimalPattern.exec(value) ?? []) : [];
  if (absolute === undefined) return value;
  const digits = { minimumFractionDigits: fraction.length, maximumFractionDigits: fraction.length };
  // The types of `format` do not list strings before ES2023.Intl; a decimal string is read exactly.
  return `${minus ?? ''}${numberFormat(language, digits).format(absolute as Intl.StringNumericLiteral)}`;
};

const number: TextFormat = (value, language) =>
  typeof value === 'number' ? numberFormat(language, {}).format(value) : value;

/** Of a share, 0 to 1: `%45` in Turkish. */
const percent: TextFormat = (value, language) =>
  typeof value === 'number'
    ? numberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value)
    : value;

/** `PDF, JPEG`. `Intl.ListFormat` has no list of this kind: Turkish would get no comma, Arabic an «and» before each. */
const list: TextFormat = (value, language) =>
  Array.isArray(value) ? value.join(language === 'ar' ? '، ' : ', ') : value;

/** What stands side by side and is never added together: `1.250,340 g has (B) · 264.750,00 TL (A)` (domain 2.5). */
const parts: TextFormat = (value) => (Array.isArray(value) ? value.join(' · ') : value);

/** Known to every text; `number` and `list` take the place of i18next's own, which print other digits in Arabic. */
export const formats: Readonly<Record<string, TextFormat>> = { number, percent, decimal, list, parts };
