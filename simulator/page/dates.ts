import type { PageLanguage, Words } from './words.ts';

const locale = (language: PageLanguage): string => (language === 'tr' ? 'tr-TR' : 'en-GB');

/** `14:05` */
export const timeOf = (at: number, language: PageLanguage): string =>
  new Intl.DateTimeFormat(locale(language), { hour: '2-digit', minute: '2-digit' }).format(at);

const daysBetween = (earlier: number, later: number): number => {
  const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(later) - midnight(earlier)) / 86_400_000);
};

/** Day divider of a chat: today, yesterday, a weekday within a week, then the date. */
export const dayOf = (at: number, now: number, language: PageLanguage, words: Words): string => {
  const days = daysBetween(at, now);
  if (days <= 0) return words.today;
  if (days === 1) return words.yesterday;
  const format: Intl.DateTimeFormatOptions =
    days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' };
  return new Intl.DateTimeFormat(locale(language), format).format(at);
};

/** Right end of a row in the list: the time today, else the day. */
export const shortDateOf = (at: number, now: number, language: PageLanguage, words: Words): string => {
  const days = daysBetween(at, now);
  if (days <= 0) return timeOf(at, language);
  if (days < 7) return dayOf(at, now, language, words);
  return new Intl.DateTimeFormat(locale(language), {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(at);
};

/** `1,2 MB` */
export const sizeOf = (bytes: number, language: PageLanguage): string => {
  const units = ['B', 'KB', 'MB'] as const;
  const step = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  const value = new Intl.NumberFormat(locale(language), { maximumFractionDigits: step === 2 ? 1 : 0 }).format(
    bytes / 1024 ** step,
  );
  return `${value} ${units[step]}`;
};
