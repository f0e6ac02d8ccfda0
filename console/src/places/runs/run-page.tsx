import { Anchor, Group, Text } from '@mantine/core';
import { ChevronLeftIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { Page } from '../../parts/page.tsx';
import { ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { When } from '../../parts/when.tsx';
import { AnswersBar } from './answers-bar.tsx';
import { DayText } from './day-text.tsx';
import { Preview } from './preview.tsx';
import { runQuery, type Run } from './queries.ts';
import { RunActions } from './run-actions.tsx';
import { Progress } from './run-progress.tsx';
import { RunRows } from './run-rows.tsx';
import classes from './runs.module.css';
import { runTones } from './states.ts';
import { Steps } from './steps.tsx';
import { SumsTable } from './sums-table.tsx';
import { useNameOf } from './use-name.ts';

const route = getRouteApi('/frame/runs/$id');

/** One run: before the start what would go, afterwards what came of it; its rows below. */
export const RunPage = () => {
  const { t } = useTranslation('runs');
  const { id } = route.useParams();
  const nameOf = useNameOf();
  const { data, isPending, error, refetch } = useQuery(runQuery(id));
  return (
    <Page
      title={data === undefined ? t('run') : nameOf(data)}
      wide
      actions={data && <RunActions run={data} />}
    >
      <Group gap="sm" mt={-8}>
        <Anchor component={Link} to="/runs" size="sm" className={classes.back}>
          <ChevronLeftIcon width={16} height={16} aria-hidden />
          {t('title')}
        </Anchor>
        {data && <Tag tone={runTones[data.state]}>{t(`runStates.${data.state}`)}</Tag>}
        {data && <About run={data} />}
      </Group>
      {isPending && <ItemSkeleton />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data && <Whole run={data} />}
    </Page>
  );
};

const About = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  return (
    <Text size="sm" c="dimmed">
      {t(`kinds.${run.kind}`)} · {t('balancesOf')} <DayText day={run.periodEnd} /> ·{' '}
      {t('letters', { count: run.rows, shown: formatCount(run.rows, language) })}
      {run.source.filename !== null && (
        <>
          {' '}
          · <bdi>{run.source.filename}</bdi>
        </>
      )}
      {run.startedAt !== null && (
        <>
          {' '}
          · {t('started')} <When at={run.startedAt} />
        </>
      )}
      {run.replyDeadline !== null && run.startedAt !== null && (
        <>
          {' '}
          · {t('answerBy')} <DayText day={run.replyDeadline} />
        </>
      )}
    </Text>
  );
};

const Whole = ({ run }: { run: Run }) => {
  const { t } = useTranslation('runs');
  return (
    <>
      {run.state === 'draft' && <Steps at="check" />}
      {run.errand !== null && (
        <Text size="sm" role="status" className={classes.errand}>
          {t(`errands.${run.errand.kind}`)}
        </Text>
      )}
      {run.progress !== null && <Progress progress={run.progress} />}
      {run.state === 'draft' ? (
        <Preview run={run} />
      ) : (
        <div className={classes.overview}>
          <section className={classes.card} aria-label={t('answers')}>
            <h2>{t('answers')}</h2>
            <AnswersBar run={run} />
          </section>
          <SumsTable run={run} />
        </div>
      )}
      <RunRows run={run} />
    </>
  );
};
