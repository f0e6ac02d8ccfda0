import { Anchor } from '@mantine/core';
import { MapIcon } from '@heroicons/react/24/outline';
import { useTranslation } from 'react-i18next';
import { Page } from './page.tsx';
import { EmptyState } from './states.tsx';

/** An address that leads nowhere. */
export const NotThere = () => {
  const { t } = useTranslation();
  return (
    <Page title={t('notThere.title')}>
      <EmptyState
        icon={MapIcon}
        title={t('notThere.text')}
        action={<Anchor href="/console/">{t('notThere.back')}</Anchor>}
      />
    </Page>
  );
};
