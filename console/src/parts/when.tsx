import { TZDate } from '@date-fns/tz';
import { Text, Tooltip } from '@mantine/core';
import { differenceInCalendarDays, format } from 'date-fns';
import { enGB, tr } from 'date-fns/locale';
import { useSyncExternalStore } from 'react';
import type { Language } from './languages.ts';
import { useMe } from './me.ts';
import { useLanguage } from './use-language.ts';

const locales = { tr, en: enGB } as const;

interface Told {
  language: Language;
  /** IANA name, of the tenant. */
  timeZone: string;
}

/** `24 Kas 2026 14:05` in the tenant's zone; of an ISO instant. */
const formatInstant = (at: string, { language, timeZone }: Told): string =>
  format(new TZDate(at, timeZone), 'd MMM yyyy HH:mm', { locale: locales[language] });

/** `14:05` of today, `24 Kas 14:05` of this year, else with the year. */
const formatShort = (at: string, now: Date, { language, timeZone }: Told): string => {
  const [then, today] = [new TZDate(at, timeZone), new TZDate(now, timeZone)];
  const locale = locales[language];
  if (differenceInCalendarDays(then, today) === 0) return format(then, 'HH:mm', { locale });
  return format(then, then.getFullYear() === today.getFullYear() ? 'd MMM HH:mm' : 'd MMM yyyy', { locale });
};

/** The minute it is; whoever reads it is drawn again each minute. */
const minute = {
  subscribe: (changed: () => void) => {
    const timer = setInterval(changed, 20_000);
    return () => clearInterval(timer);
  },
  read: () => Math.floor(Date.now() / 60_000),
};

/** Now, to the minute. */
export const useNow = (): Date =>
  new Date((useSyncExternalStore(minute.subscribe, minute.read) + 1) * 60_000 - 1);

/** How instants are told to whoever is signed in. */
const useTold = (): Told => ({ language: useLanguage(), timeZone: useMe().tenant.timeZone });

/** An instant: short, the whole of it on hover. */
export const When = ({ at, full = false }: { at: string; full?: boolean }) => {
  const told = useTold();
  const now = useNow();
  const whole = formatInstant(at, told);
  const element = (
    <Text component="time" dateTime={at} inherit className="tabular" span>
      {full ? whole : formatShort(at, now, told)}
    </Text>
  );
  return full ? element : <Tooltip label={whole}>{element}</Tooltip>;
};
