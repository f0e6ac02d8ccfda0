import { wordsOf, type PageLanguage } from './words.ts';

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

export const labelsOf = (types: readonly string[]): readonly string[] =>
  types.map((type) => known[type]?.label ?? type);

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

/** Decimal units, as phones show them. */
export const formatBytes = (bytes: number, language: PageLanguage): string => {
  const words = wordsOf(language);
  if (bytes < 1000) return words('size.bytes', { size: bytes });
  if (bytes < 1_000_000) return words('size.kilobytes', { size: Math.round(bytes / 1000) });
  return words('size.megabytes', { size: Math.round(bytes / 100_000) / 10 });
};
