import { isLanguage, type Language } from './languages.ts';

const key = 'mutabik.language';

/** What the person chose last, else what the browser prefers, else Turkish. */
export const firstLanguage = (): Language => {
  const kept = localStorage.getItem(key);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((one) => one.slice(0, 2)).find(isLanguage) ?? 'tr';
};

export const keepLanguage = (language: Language): void => localStorage.setItem(key, language);
