import type { PageLanguage } from './words.ts';

const known: Readonly<Record<string, { label: string; extensions: readonly string[] }>> = {
  'application/pdf': { label: 'PDF', extensions: ['pdf'] },
  'image/jpeg': { label: 'JPEG', extensions: ['jpg', 'jpeg'] },
  'image/png': { label: 'PNG', extensions: ['png'] },
  'image/webp': { label: 'WebP', extensions: ['webp'] },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    label: 'Excel (XLSX)',
    extensions: ['xlsx'],
  },
  'text/csv': { label: 'CSV', extensions: ['csv'] },
};

export const labelsOf = (types: readonly string[]): string =>
  types.map((type) => known[type]?.label ?? type).join(', ');

/** For the file chooser: types and endings, because devices know one or the other. */
export const acceptOf = (types: readonly string[]): string =>
  types.flatMap((type) => [type, ...(known[type]?.extensions ?? []).map((end) => `.${end}`)]).join(',');

/** Types a camera makes. */
export const photoTypes = (types: readonly string[]): readonly string[] =>
  types.filter((type) => type.startsWith('image/'));

/** By what the device says; the server looks at the content. */
export const looksAccepted = (file: File, types: readonly string[]): boolean => {
  const end = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? '';
  return types.some((type) => type === file.type || (known[type]?.extensions ?? []).includes(end));
};

/** Latin digits in every language, as in the messages. */
const locales: Readonly<Record<PageLanguage, string>> = { tr: 'tr-TR', en: 'en-GB', ar: 'ar-u-nu-latn' };

export const formatNumber = (value: number, language: PageLanguage): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: 1 }).format(value);

export const formatPercent = (share: number, language: PageLanguage): string =>
  new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** Decimal units, as phones show them. */
export const formatBytes = (bytes: number, language: PageLanguage): string => {
  if (bytes < 1000) return `${formatNumber(bytes, language)} B`;
  if (bytes < 1_000_000) return `${formatNumber(Math.round(bytes / 1000), language)} KB`;
  return `${formatNumber(bytes / 1_000_000, language)} MB`;
};
