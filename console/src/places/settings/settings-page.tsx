import { ChevronLeftIcon, Cog6ToothIcon } from '@heroicons/react/24/outline';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { ProofDialog } from '../../parts/proof-dialog.tsx';
import { EmptyState, ListSkeleton } from '../../parts/states.tsx';
import { Overview } from './overview.tsx';
import { useSections } from './sections.ts';
import classes from './settings.module.css';
import { usePart } from './use-open.ts';

const SectionLinks = () => {
  const { t } = useTranslation('settings');
  return (
    <nav className={classes.nav} aria-label={t('title')}>
      {useSections().map(({ name, icon: Icon }) => (
        <Link
          key={name}
          to="/settings/{-$part}"
          params={{ part: name }}
          className={classes.navItem}
          activeProps={{ 'data-active': true }}
        >
          <Icon width={18} height={18} aria-hidden />
          <span>{t(`sections.${name}.title`)}</span>
        </Link>
      ))}
    </nav>
  );
};

/** The parts of the settings beside the one that is open; on a phone the open one alone, with the way back. */
export const SettingsPage = () => {
  const { t } = useTranslation('settings');
  const part = usePart();
  const open = useSections().find(({ name }) => name === part);
  return (
    <Page title={open === undefined ? t('title') : t(`sections.${open.name}.title`)} wide>
      {part !== undefined && (
        <Link to="/settings/{-$part}" params={{ part: undefined }} className={classes.back}>
          <ChevronLeftIcon width={16} height={16} aria-hidden /> {t('title')}
        </Link>
      )}
      <div className={classes.frame} data-open={part !== undefined || undefined}>
        {part !== undefined && <SectionLinks />}
        <div className={classes.content}>
          {part === undefined && <Overview />}
          {part !== undefined && open === undefined && (
            <EmptyState icon={Cog6ToothIcon} title={t('notThere')} />
          )}
          {open !== undefined && (
            <Suspense key={open.name} fallback={<ListSkeleton />}>
              <open.page />
            </Suspense>
          )}
        </div>
      </div>
      <ProofDialog />
    </Page>
  );
};
