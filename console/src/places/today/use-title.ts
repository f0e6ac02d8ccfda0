import { useTranslation } from 'react-i18next';
import type { Item } from './groups.ts';

/** What an item is about, in words; a reason that is not known yet stands as it is. */
export const useTitleOf = (): ((item: Item) => string) => {
  const { t } = useTranslation('today');
  return (item) =>
    item.kind === 'request'
      ? t(`dueKinds.${item.request.kind}`)
      : t(`reasons.${item.task.reason.replaceAll('.', '-')}`, { defaultValue: item.task.reason });
};
