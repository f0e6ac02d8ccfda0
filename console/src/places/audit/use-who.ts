import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { staffQuery } from './queries.ts';

/** `staff:stf_1` → the name of that person; an API key or the system in words. */
export const useWho = (): {
  nameOf: (by: string) => string;
  people: readonly { id: string; name: string }[];
} => {
  const { t } = useTranslation('audit');
  const { data } = useQuery({ ...staffQuery, enabled: useMay('staff:read') });
  const people = (data?.data ?? []).map(({ id, name }) => ({ id: `staff:${id}`, name }));
  const nameOf = (by: string): string => {
    const [kind = '', id = ''] = by.split(/:(.*)/s);
    return people.find((one) => one.id === by)?.name ?? t(`by.${kind}`, { id, defaultValue: by });
  };
  return { nameOf, people };
};
