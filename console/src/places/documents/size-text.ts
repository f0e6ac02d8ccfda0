import type { Language } from '../../parts/languages.ts';

/** `84 KB`, `2,1 MB` of bytes, in the language of the page. */
export const sizeText = (bytes: number, language: Language): string => {
  const isLarge = bytes >= 1_000_000;
  const figure = new Intl.NumberFormat(language, { maximumFractionDigits: isLarge ? 1 : 0 });
  return `${figure.format(isLarge ? bytes / 1_000_000 : Math.max(1, bytes / 1_000))} ${isLarge ? 'MB' : 'KB'}`;
};
