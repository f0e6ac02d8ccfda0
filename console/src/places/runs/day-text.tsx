import { format, parseISO } from 'date-fns';
import { enGB, tr } from 'date-fns/locale';
import type { Language } from '../../parts/languages.ts';
import { useLanguage } from '../../parts/use-language.ts';

const locales = { tr, en: enGB } as const;

/** `31 Ekim 2026` of `2026-10-31`: a day of the books, which has no zone. */
export const dayInWords = (day: string, language: Language): string =>
  format(parseISO(day), 'd MMMM yyyy', { locale: locales[language] });

export const DayText = ({ day }: { day: string }) => (
  <time dateTime={day}>{dayInWords(day, useLanguage())}</time>
);
