import { Button, Text } from '@mantine/core';
import { PlusIcon, ScaleIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { useListKeys } from '../../parts/keys.ts';
import { useMay } from '../../parts/me.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { When } from '../../parts/when.tsx';
import { AnswersBar } from './answers-bar.tsx';
import { DayText } from './day-text.tsx';
import { Progress } from './run-progress.tsx';
import { figuresQuery, runsQuery, type RunSummary } from './queries.ts';
import classes from './runs.module.css';
import { runTones } from './states.ts';
import { useNameOf } from './use-name.ts';

const rowId = (id: string): string => `run-${id}`;

/** Bulk reconciliations, newest first, each with how far it is. */
export const RunsPage = () => {
  const { t } = useTranslation('runs');
  const mayWrite = useMay('runs:write');
  return (
    <Page title={t('title')} actions={mayWrite && <NewRun />}>
      <List mayWrite={mayWrite} />
    </Page>
  );
};

const NewRun = () => {
  const { t } = useTranslation('runs');
  const navigate = useNavigate();
  return (
    <Button leftSection={<PlusIcon width={18} />} onClick={() => void navigate({ to: '/runs/new' })}>
      {t('new')}
    </Button>
  );
};

const List = ({ mayWrite }: { mayWrite: boolean }) => {
  const { t } = useTranslation('runs');
  const navigate = useNavigate();
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(runsQuery);
  const runs = data?.pages.flatMap((page) => page.data) ?? [];
  const { index } = useListKeys({
    count: runs.length,
    open: (at) => {
      const id = runs[at]?.id;
      if (id !== undefined) void navigate({ to: '/runs/$id', params: { id } });
    },
    reveal: (at) => document.getElementById(rowId(runs[at]?.id ?? ''))?.scrollIntoView({ block: 'nearest' }),
  });
  if (isPending) return <ListSkeleton rows={5} height={92} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  if (runs.length === 0)
    return (
      <EmptyState icon={ScaleIcon} title={t('empty.title')} action={mayWrite && <NewRun />}>
        {t('empty.text')}
      </EmptyState>
    );
  return (
    <>
      <ul className={classes.runs}>
        {runs.map((run, at) => (
          <RunItem key={run.id} run={run} isActive={at === index} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
};

const RunItem = ({ run, isActive }: { run: RunSummary; isActive: boolean }) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const nameOf = useNameOf();
  const { data } = useQuery(figuresQuery(run));
  return (
    <li id={rowId(run.id)} className={classes.run} data-active={isActive || undefined}>
      <div className={classes.runHead}>
        <Link to="/runs/$id" params={{ id: run.id }} className={classes.runLink}>
          <bdi>{nameOf(run)}</bdi>
        </Link>
        <Tag tone={runTones[run.state]}>{t(`runStates.${run.state}`)}</Tag>
        <Text span size="xs" c="dimmed" className={classes.runFacts}>
          {t(`kinds.${run.kind}`)} · {t('balancesOf')} <DayText day={run.periodEnd} /> ·{' '}
          {t('letters', { count: run.rows, shown: formatCount(run.rows, language) })} ·{' '}
          <When at={run.startedAt ?? run.createdAt} />
        </Text>
      </div>
      {data?.progress && <Progress progress={data.progress} />}
      {data && <AnswersBar run={data} />}
    </li>
  );
};
