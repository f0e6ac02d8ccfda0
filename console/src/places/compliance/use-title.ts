import { useTranslation } from 'react-i18next';
import type { Task } from './queries.ts';

/** What a task is about, in words; a reason that has none stands as it is. */
export const useTitleOf = (): ((task: Pick<Task, 'reason'>) => string) => {
  const { t } = useTranslation('compliance');
  return ({ reason }) => t(`reasons.${reason.replaceAll('.', '-')}`, { defaultValue: reason });
};
