import { useTranslation } from 'react-i18next';
import { Tag } from '../../parts/tag.tsx';
import type { Trigger } from './queries.ts';

/** How a rule stands: what the product brings, in use, out of use, a draft beside it. */
export const StateTags = ({ rule: { shipped, state, published, draft } }: { rule: Trigger }) => {
  const { t } = useTranslation('rules');
  return (
    <>
      {shipped && <Tag>{t('states.shipped')}</Tag>}
      {!shipped && published !== null && (
        <Tag tone="good">{t('states.published', { version: published.version })}</Tag>
      )}
      {state === 'withdrawn' && <Tag tone="warn">{t('states.withdrawn')}</Tag>}
      {draft !== null && <Tag tone="wait">{t('states.draft')}</Tag>}
    </>
  );
};
