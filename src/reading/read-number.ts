/** More digits than any balance has: an account or phone number. */
const longestWhole = 12;

const westernDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

const isGrouped = (whole: string, separator: string): boolean => {
  const [first = '', ...rest] = whole.split(separator);
  return /^[1-9]\d{0,2}$/.test(first) && rest.every((group) => group.length === 3);
};

const decimalOf = (whole: string, fraction: string, decimals: number): string[] => {
  if (!/^\d+$/.test(whole) || fraction.length > decimals) return [];
  return [fraction === '' ? whole : `${whole}.${fraction}`];
};

/** Both separators: the last one is the decimal point, the other must cut thousands: `1.250,340`, `1,250.340`. */
const withBoth = (text: string, decimals: number): string[] => {
  const at = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const group = text[at] === '.' ? ',' : '.';
  const whole = text.slice(0, at);
  if (!isGrouped(whole, group)) return [];
  return decimalOf(whole.replaceAll(group, ''), text.slice(at + 1), decimals);
};

/** One separator: thousands, decimals, or, where both are possible, both readings (`1.250`, domain 2.6). */
const withOne = (text: string, separator: string, decimals: number): string[] => {
  const [whole = '', ...rest] = text.split(separator);
  if (rest.length > 1) return isGrouped(text, separator) ? [text.replaceAll(separator, '')] : [];
  const readings = decimalOf(whole, rest[0] ?? '', decimals);
  return isGrouped(text, separator) ? [`${whole}${rest[0] ?? ''}`, ...readings] : readings;
};

const readPlain = (text: string, decimals: number): string[] => {
  const [hasDot, hasComma] = [text.includes('.'), text.includes(',')];
  if (hasDot && hasComma) return withBoth(text, decimals);
  if (hasDot || hasComma) return withOne(text, hasDot ? '.' : ',', decimals);
  return decimalOf(text, '', decimals);
};

/** No balance starts with an idle zero; phone numbers and codes do. */
const isAmount = (reading: string): boolean =>
  /^(0|[1-9]\d*)(\.\d+)?$/.test(reading) && (reading.split('.')[0] ?? '').length <= longestWhole;

/**
 * Every way a written number can be meant for a unit with so many decimals, as decimal strings: `1250,34` has one, `1.250`
 * grams has two, `12,5` pieces has none. Spaces and apostrophes cut thousands; Arabic digits and separators are accepted.
 */
export const readNumber = (written: string, decimals: number): readonly string[] => {
  const text = westernDigits(written)
    .replace(/[\s'’٬]/g, '\u0001')
    .replace(/،/g, ',')
    .replace(/٫/g, '\u0002');
  const [point = '', ...more] = text.split('\u0002');
  let readings: string[];
  if (more.length > 0) {
    const whole = ['\u0001', '.', ','].find((separator) => isGrouped(point, separator));
    readings =
      more.length === 1 ? decimalOf(point.replaceAll(whole ?? '\u0001', ''), more[0] ?? '', decimals) : [];
  } else readings = withoutArabicPoint(text, decimals);
  return [...new Set(readings)].filter(isAmount);
};

/** Spaces or apostrophes that cut thousands settle what the other separator is. */
const withoutArabicPoint = (text: string, decimals: number): string[] => {
  if (!text.includes('\u0001')) return readPlain(text, decimals);
  const match = /^([^.,]+)(?:[.,](\d+))?$/.exec(text);
  if (!match || !isGrouped(match[1] ?? '', '\u0001')) return [];
  return decimalOf((match[1] ?? '').replaceAll('\u0001', ''), match[2] ?? '', decimals);
};
