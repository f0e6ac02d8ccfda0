import { useTranslation } from 'react-i18next';
import { Tag } from '../../../parts/tag.tsx';
import type { Person } from './queries.ts';

/** What is to be known of somebody at a glance; null: nothing. */
export const PersonState = ({ person: { disabled, setUp, demo } }: { person: Person }) => {
  const { t } = useTranslation('settings-people');
  if (disabled) return <Tag tone="bad">{t('states.disabled')}</Tag>;
  if (demo) return <Tag tone="info">{t('states.demo')}</Tag>;
  return setUp ? null : <Tag tone="wait">{t('states.invited')}</Tag>;
};
