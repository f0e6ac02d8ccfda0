import { tz } from '@date-fns/tz';
import { format, isValid, parseISO } from 'date-fns';
import type { TextLanguage } from './common-texts.ts';

const dateForms: { readonly [language in TextLanguage]: string } = {
  tr: 'dd.MM.yyyy',
  // The month as a word: 08/12 would be read two ways.
  en: 'd MMM yyyy',
  ar: 'dd/MM/yyyy',
};

const timeForms: { readonly [language in TextLanguage]: string } = {
  tr: 'dd.MM.yyyy HH:mm',
  en: 'd MMM yyyy, HH:mm',
  ar: 'dd/MM/yyyy HH:mm',
};

const localDatePattern = /^\d{4}-\d{2}-\d{2}$/;
const isLocalDate = (text: string): boolean => localDatePattern.test(text) && isValid(parseISO(text));

/** Texts repeat the same few instants; making one costs more than the rest of a prompt. Bounded, emptied when full. */
const cache = new Map<string, string>();
const remember = (key: string, make: () => string): string => {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= 2000) cache.clear();
  const made = make();
  cache.set(key, made);
  return made;
};

/**
 * No form has seconds, and since 1972 no zone is apart by any: without them most instants of a minute are one. Earlier ones and
 * what is written otherwise stay as they are.
 */
const secondsPattern =
  /^(2\d{3}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d):[0-5]\d(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const inZone = (instant: string, form: string, timeZone: string): string => {
  const minute = instant.replace(secondsPattern, '$1$2');
  const text = remember(`${minute}|${form}|${timeZone}`, () => {
    const date = parseISO(minute);
    return isValid(date) ? format(date, form, { in: tz(timeZone) }) : '';
  });
  return text === '' ? instant : text;
};

/** A local date `YYYY-MM-DD`: `31.10.2026`. It has no zone, so none is applied; anything else comes back as it is. */
export const formatLocalDate = (date: string, language: TextLanguage): string =>
  remember(`${date}|${language}`, () =>
    isLocalDate(date) ? format(parseISO(date), dateForms[language]) : date,
  );

/** An instant as date and time in the zone: `22.11.2026 14:05`; anything else comes back as it is. */
export const formatInstant = (instant: string, language: TextLanguage, timeZone: string): string =>
  inZone(instant, timeForms[language], timeZone);

/** The date an instant falls on in the zone: `22.11.2026`. */
export const formatInstantDate = (instant: string, language: TextLanguage, timeZone: string): string =>
  inZone(instant, dateForms[language], timeZone);

/** `YYYY-MM-DD` of an instant in the zone. */
export const localDateOf = (instant: string, timeZone: string): string =>
  inZone(instant, 'yyyy-MM-dd', timeZone);

/**
 * A deadline: only the date when it is the end of a day there or when the business system named a date (`namedDate`) and
 * the deadline falls on it; otherwise with the time.
 */
export const formatDeadline = (
  instant: string,
  language: TextLanguage,
  timeZone: string,
  namedDate?: string,
): string => {
  const isNamedDay = namedDate !== undefined && localDateOf(instant, timeZone) === namedDate;
  return isNamedDay || inZone(instant, 'HH:mm', timeZone) === '23:59'
    ? formatInstantDate(instant, language, timeZone)
    : formatInstant(instant, language, timeZone);
};
