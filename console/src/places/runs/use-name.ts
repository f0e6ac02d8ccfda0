import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../parts/use-language.ts';
import { dayInWords } from './day-text.tsx';
import type { RunSummary } from './queries.ts';

/** What a run is called; one that nobody named has its date. */
export const useNameOf = (): ((run: Pick<RunSummary, 'name' | 'periodEnd'>) => string) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  return ({ name, periodEnd }) =>
    name === periodEnd ? t('nameByDay', { day: dayInWords(periodEnd, language) }) : name;
};
