import type { Language } from './languages.ts';

/** `29 Ekim 2026 Perşembe` of `2026-10-29`. A day is a day: no zone moves it. */
export const dayText = (day: string, language: Language, weekday = true): string =>
  new Intl.DateTimeFormat(language === 'tr' ? 'tr-TR' : 'en-GB', {
    ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
    ...(weekday ? { weekday: 'long' } : {}),
  }).format(new Date(`${day}T00:00:00Z`));

/** `Kasım 2026` of `2026-11`. */
export const monthText = (month: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'tr' ? 'tr-TR' : 'en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-01T00:00:00Z`));

/** The day it is in a zone, as `2026-11-30`. */
export const dayIn = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );

/** `2026-11` a number of months on, or back. */
export const monthPlus = (month: string, months: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = year * 12 + number - 1 + months;
  return `${String(Math.floor(count / 12))}-${String((count % 12) + 1).padStart(2, '0')}`;
};
