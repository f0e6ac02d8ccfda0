import { useQuery } from '@tanstack/react-query';
import { format, parseISO } from 'date-fns';
import { enGB, tr } from 'date-fns/locale';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '../../parts/amount.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { readDuration } from './durations.ts';
import { typesQuery, unitsQuery, type Value } from './queries.ts';

const locales = { tr, en: enGB } as const;

/** Names with dots are paths to the texts. */
const flat = (name: string): string => name.replaceAll(/[.:]/g, '_');

const isAmount = (value: unknown): value is { unit: string; quantity: string } =>
  typeof value === 'object' && value !== null && 'quantity' in value;

export interface Words {
  /** What is not known by a text has its own name. */
  of: (kind: string, name: string, otherwise?: string) => string;
  type: (type: string) => string;
  field: (field: string) => string;
  /** A unit by its name, `Has altın`. */
  unit: (unit: string) => string;
  /** One of the words a field may have. */
  choice: (choice: string) => string;
  amount: (amount: { unit: string; quantity: string }) => string;
  value: (value: Value | undefined) => string;
  duration: (written: string) => string;
  day: (day: string) => string;
  list: (all: readonly string[]) => string;
}

/** Names of the API in the words of the person who reads them. */
export const useWords = (): Words => {
  const { t, i18n } = useTranslation(['rules', 'units']);
  const language = useLanguage();
  const { data: types = [] } = useQuery(typesQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const of = (kind: string, name: string, otherwise = name): string => {
    const key = `${kind}.${flat(name)}`;
    return i18n.exists(`rules:${key}`) ? t(`rules:${key}`) : otherwise;
  };
  const ownUnit = (unit: string) => units.find(({ code }) => code === unit)?.names[language];
  const unit = (code: string): string =>
    i18n.exists(`units:name.${code}`) ? t(`units:name.${code}`) : (ownUnit(code)?.name ?? code);
  const suffix = (code: string): string =>
    i18n.exists(`units:suffix.${code}`) ? t(`units:suffix.${code}`) : (ownUnit(code)?.suffix ?? code);
  const choice = (one: string): string => of('choices', one, unit(one));
  const day = (written: string): string =>
    /^\d{4}-\d\d-\d\d$/.test(written)
      ? format(parseISO(written), 'd MMMM yyyy', { locale: locales[language] })
      : written;
  const amount = (one: { unit: string; quantity: string }): string =>
    `${formatQuantity(one.quantity, one.unit, language)} ${suffix(one.unit)}`;
  const value = (said: Value | undefined): string => {
    if (said === undefined) return '';
    if (typeof said === 'boolean') return t(said ? 'rules:yes' : 'rules:no');
    if (typeof said === 'number') return String(said);
    if (typeof said === 'string') return day(choice(said));
    if (!Array.isArray(said)) return amount(said);
    return said.map((one) => (isAmount(one) ? amount(one) : choice(one))).join(t('rules:told.or'));
  };
  return {
    ...{ of, unit, choice, amount, value, day },
    type: (name) => of('types', name, types.find(({ type }) => type === name)?.own?.name),
    field: (name) => of('fields', name),
    duration: (written) => {
      const read = readDuration(written);
      return read === null ? written : t(`rules:durations.${read.unit}`, { count: read.count });
    },
    list: (all) => new Intl.ListFormat(language, { type: 'conjunction' }).format(all),
  };
};
