import { Alert, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { ArrowPathIcon, CheckBadgeIcon, CursorArrowRaysIcon, EyeIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { NotThere } from '../../parts/not-there.tsx';
import { Page } from '../../parts/page.tsx';
import { Split } from '../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { useFinish } from '../../parts/use-finish.ts';
import { byPressure, compartmentQuery, type Show } from './queries.ts';
import { TaskList } from './task-list.tsx';
import { TaskPanel } from './task-panel.tsx';

const complianceRoute = getRouteApi('/frame/compliance');

/** For whoever may not see it there is no such place, also by its address. */
export const CompliancePage = () => (useMay('compliance') ? <Compartment /> : <NotThere />);

/** The work of the compartment, apart from all other work; the task that is open stands beside the list. */
const Compartment = () => {
  const { t } = useTranslation('compliance');
  const { show = 'waiting', task: openId } = complianceRoute.useSearch();
  const navigate = complianceRoute.useNavigate();
  const { hidden, finish } = useFinish();
  const { data, isPending, error, refetch, isFetching, hasNextPage, fetchNextPage } = useInfiniteQuery(
    compartmentQuery(show),
  );
  const tasks = useMemo(() => {
    const all = (data?.pages ?? []).flatMap((page) => page.data).filter(({ id }) => !hidden.has(id));
    return show === 'done' ? all : all.toSorted(byPressure);
  }, [data, hidden, show]);
  const select = (id: string | undefined): void =>
    void navigate({
      search: ({ task: _before, ...rest }) => (id === undefined ? rest : { ...rest, task: id }),
    });
  const opened = tasks.find(({ id }) => id === openId);
  const more = hasNextPage ? (
    <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
      {t('more')}
    </Button>
  ) : null;
  return (
    <Page
      title={t('title')}
      wide
      actions={
        <Button
          variant="default"
          leftSection={<ArrowPathIcon width={18} />}
          loading={isFetching && !isPending}
          onClick={() => void refetch()}
        >
          {t('refresh')}
        </Button>
      }
    >
      <Stack gap="md">
        <Alert color="yellow" role="note" icon={<EyeIcon />}>
          {t('logged')}
        </Alert>
        <Group>
          <SegmentedControl
            aria-label={t('show.label')}
            value={show}
            onChange={(value) =>
              void navigate({ search: (value as Show) === 'done' ? { show: 'done' } : {} })
            }
            data={(['waiting', 'done'] as const).map((value) => ({ value, label: t(`show.${value}`) }))}
          />
        </Group>
        {isPending && <ListSkeleton rows={6} height={56} />}
        {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
        {data !== undefined && tasks.length === 0 && (
          <EmptyState icon={CheckBadgeIcon} title={t(`empty.${show}`)}>
            {t('empty.text')}
          </EmptyState>
        )}
        {tasks.length > 0 && (
          <Split
            label={t('panel')}
            close={() => select(undefined)}
            list={<TaskList tasks={tasks} openId={openId ?? null} select={select} more={more} />}
            panel={
              opened === undefined ? null : (
                <TaskPanel key={opened.id} task={opened} finish={finish} close={() => select(undefined)} />
              )
            }
            empty={
              <EmptyState icon={CursorArrowRaysIcon} title={t('choose.title')}>
                {t('choose.text')}
              </EmptyState>
            }
          />
        )}
      </Stack>
    </Page>
  );
};
