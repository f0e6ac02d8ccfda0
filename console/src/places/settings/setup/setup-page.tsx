import { Text } from '@mantine/core';
import { CheckCircleIcon, DevicePhoneMobileIcon } from '@heroicons/react/24/outline';
import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { setupBegunQuery } from '../../../parts/setup-begun.ts';
import { EmptyState, ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag, type Tone } from '../../../parts/tag.tsx';
import { channelsQuery } from '../numbers/queries.ts';
import { Lead } from '../part.tsx';
import { peopleQuery } from '../people/queries.ts';
import { NumberStep } from './number-step.tsx';
import { CustomersStep, PeopleStep } from './other-steps.tsx';
import { againMs, checksQuery, templateStatesQuery, testQuery } from './queries.ts';
import classes from './setup.module.css';
import {
  isComplete,
  isInReview,
  nextStep,
  stepsOf,
  type Step,
  type StepName,
  type StepState,
} from './steps.ts';
import { TemplatesStep } from './templates-step.tsx';
import { TestStep } from './test-step.tsx';

/** From an empty installation to the first message that arrives: what is done, what is next, as the server says it. */
export const SetupPage = () => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  const { data, isPending, error, refetch } = useQuery(channelsQuery);
  return (
    <>
      <Lead>{t('lead')}</Lead>
      {isPending && <ListSkeleton rows={5} height={96} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState icon={DevicePhoneMobileIcon} title={t('noNumber.title')}>
          {t('noNumber.text')}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && <Steps channels={data} />}
    </>
  );
};

type Channels = readonly { id: string; name: string }[];

/** Templates in review are approved by somebody else: when one of them stands otherwise, the checks are made again. */
const useReview = (isWatched: boolean): void => {
  const queries = useQueryClient();
  const { data } = useQuery({ ...templateStatesQuery, enabled: isWatched });
  const seen = useRef<string | undefined>(undefined);
  useEffect(() => {
    const before = seen.current;
    seen.current = data;
    if (data === undefined || before === undefined || before === data) return undefined;
    const later = setTimeout(
      () => void queries.invalidateQueries({ queryKey: ['channels', 'checks'] }),
      againMs,
    );
    return () => clearTimeout(later);
  }, [data, queries]);
};

/** All that the steps are derived from; null while some of it is not known. */
const useFacts = (channels: Channels) => {
  const checks = useQueries({ queries: channels.map(({ id }) => checksQuery(id)) });
  useReview(checks.some(({ data }) => data !== undefined && isInReview(data.checks)));
  const tests = useQueries({ queries: channels.map(({ id }) => testQuery(id)) });
  const begun = useQuery(setupBegunQuery);
  const people = useQuery(peopleQuery);
  const all = [...checks, ...tests, begun, people];
  const failed = all.find(({ isError, data }) => isError && data === undefined);
  const retry = (): void => void Promise.all(all.map((one) => one.refetch()));
  if (failed !== undefined) return { problem: failed.error, retry, facts: null };
  if (all.some(({ data }) => data === undefined) || begun.data === undefined)
    return { problem: null, facts: null };
  const reports = checks.flatMap(({ data }, at) => {
    const channel = channels[at];
    return data === undefined || channel === undefined ? [] : [{ channel, report: data }];
  });
  // The latest of them all.
  const [test = null] = tests
    .flatMap(({ data }) => data ?? [])
    .sort((one, other) => (one.orderedAt < other.orderedAt ? 1 : -1));
  const facts = {
    ...begun.data,
    checks: reports.flatMap(({ report }) => report.checks),
    people: people.data?.filter(({ disabled }) => !disabled).length ?? 0,
    test,
  };
  return { problem: null, facts, reports };
};

const Steps = ({ channels }: { channels: Channels }) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  const { problem, facts, retry, reports = [] } = useFacts(channels);
  if (problem !== null) return <ProblemState problem={problem} {...(retry === undefined ? {} : { retry })} />;
  if (facts === null) return <ListSkeleton rows={5} height={96} />;
  const steps = stepsOf(facts);
  const next = nextStep(steps);
  const content: Readonly<Record<StepName, ReactNode>> = {
    number: <NumberStep reports={reports} />,
    templates: <TemplatesStep checks={facts.checks} />,
    customers: <CustomersStep hasSome={facts.hasCustomers} />,
    people: <PeopleStep count={facts.people} />,
    test: <TestStep channels={channels} test={facts.test} />,
  };
  return (
    <>
      <Text role="status" fw={600} mb="md" className={classes.sum}>
        {isComplete(steps) ? (
          <>
            <CheckCircleIcon width={20} aria-hidden /> {t('complete')}
          </>
        ) : (
          t(next === null ? 'waiting' : 'next', { step: next === null ? '' : t(`steps.${next}.title`) })
        )}
      </Text>
      <ol className={classes.steps}>
        {steps.map((step, at) => (
          <OneStep key={step.name} step={step} number={at + 1} isNext={step.name === next}>
            {content[step.name]}
          </OneStep>
        ))}
      </ol>
    </>
  );
};

const tones: Readonly<Record<StepState, Tone>> = { done: 'good', wait: 'wait', mend: 'bad', open: 'neutral' };

const OneStep = ({
  step: { name, state, isOptional },
  number,
  isNext,
  children,
}: {
  step: Step;
  number: number;
  isNext: boolean;
  children: ReactNode;
}) => {
  const { t } = useTranslation('settings', { keyPrefix: 'setup' });
  return (
    <li className={classes.step} aria-current={isNext ? 'step' : undefined} data-next={isNext || undefined}>
      <section aria-label={t(`steps.${name}.title`)}>
        <div className={classes.head}>
          <h2 className={classes.title}>
            {number}. {t(`steps.${name}.title`)}
            {isOptional && <small> {t('optional')}</small>}
          </h2>
          <Tag tone={tones[state]}>{t(`states.${state}`)}</Tag>
        </div>
        <Text size="sm" c="dimmed" mb="sm">
          {t(`steps.${name}.text`)}
        </Text>
        {children}
      </section>
    </li>
  );
};
