import { AppShell } from '@mantine/core';
import { CatchBoundary, Outlet, useLocation } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ListSkeleton } from '../parts/states.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { CommandKeys } from './command-keys.tsx';
import { Crash } from './crash.tsx';
import classes from './frame.module.css';
import { useLive } from './live.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { Rail } from './rail.tsx';
import { SessionEnd } from './session-end.tsx';
import { TopBar } from './top-bar.tsx';
import { useShellCommands } from './use-shell-commands.ts';

/** Everything around a place. The page beside the rail may fail or load; the rail stays. */
export const Frame = () => {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  useLive();
  useShellCommands();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: { base: 232, sm: 64, lg: 232 }, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 60, sm: 0 } }}
      padding={0}
    >
      <a className={classes.skip} href="#content">
        {t('skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <TopBar />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} component="div" visibleFrom="sm">
        <Rail />
      </AppShell.Navbar>
      <AppShell.Main className={classes.main} id="content" tabIndex={-1}>
        <OfflineBanner />
        <CatchBoundary getResetKey={() => pathname} errorComponent={Crash}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </CatchBoundary>
      </AppShell.Main>
      <AppShell.Footer hiddenFrom="sm" className={classes.header}>
        <BottomBar />
      </AppShell.Footer>
      <SessionEnd />
      <CommandKeys />
    </AppShell>
  );
};

const Loading = () => (
  <div className={classes.loading}>
    <ListSkeleton />
  </div>
);
