import { useTranslation } from 'react-i18next';
import { Tag } from '../../../parts/tag.tsx';
import { useNow } from '../../../parts/when.tsx';
import type { ApiKey } from './queries.ts';

/** It opens nothing any more. */
export const isOver = ({ revokedAt, expiresAt }: ApiKey, now = new Date()): boolean =>
  revokedAt !== null || (expiresAt !== null && new Date(expiresAt) <= now);

export const KeyState = ({ one }: { one: ApiKey }) => {
  const { t } = useTranslation('settings-keys');
  const now = useNow();
  if (one.revokedAt !== null) return <Tag tone="bad">{t('states.revoked')}</Tag>;
  if (isOver(one, now)) return <Tag tone="warn">{t('states.expired')}</Tag>;
  return <Tag tone="good">{t('states.works')}</Tag>;
};
