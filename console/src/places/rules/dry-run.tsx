import { Button, Group, NativeSelect, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { ArrowPathIcon, BeakerIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { DryEvent } from './dry-event.tsx';
import { dryRunQuery, type DryRun, type Trigger, type Which } from './queries.ts';
import classes from './rules.module.css';

const counts = [10, 50, 100] as const;

/** What would come of the last events of its type, beside what comes of them now. Nothing is stored and nobody is written to. */
export const DryRunPart = ({ rule }: { rule: Trigger }) => {
  const { t } = useTranslation('rules');
  const mayEvents = useMay('events:read');
  const mayTry = useMay('customers:read') && mayEvents;
  const [last, setLast] = useState<(typeof counts)[number]>(10);
  const [chosen, choose] = useState<Which>(rule.draft === null ? 'published' : 'draft');
  const hasBoth = rule.draft !== null && rule.published !== null;
  const version: Which = hasBoth ? chosen : rule.draft === null ? 'published' : 'draft';
  const isThere = rule.draft !== null || rule.published !== null;
  const { data, isPending, isFetching, error, refetch } = useQuery({
    ...dryRunQuery(rule.id, { rev: rule.rev, version, last }),
    enabled: mayTry && isThere,
  });
  if (!mayTry) return <Text size="sm">{t('try.notAllowed')}</Text>;
  if (!isThere) return <Text size="sm">{t('card.none')}</Text>;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('try.text')}
      </Text>
      <Group gap="sm" align="flex-end">
        {hasBoth && (
          <SegmentedControl
            aria-label={t('try.which')}
            data={[
              { value: 'draft', label: t('card.draft') },
              { value: 'published', label: t('try.published') },
            ]}
            value={version}
            onChange={(value) => choose(value === 'published' ? 'published' : 'draft')}
          />
        )}
        <NativeSelect
          label={t('try.last')}
          data={counts.map((count) => ({ value: String(count), label: t('try.events', { count }) }))}
          value={String(last)}
          onChange={(event) => setLast(counts.find((one) => String(one) === event.currentTarget.value) ?? 10)}
        />
        <Button
          variant="default"
          leftSection={<ArrowPathIcon width={17} />}
          loading={isFetching}
          onClick={() => void refetch()}
        >
          {t('try.again')}
        </Button>
      </Group>
      {isPending ? (
        <ListSkeleton rows={5} />
      ) : data === undefined ? (
        <ProblemState problem={error} retry={() => void refetch()} />
      ) : (
        <Result run={data} />
      )}
    </Stack>
  );
};

const Result = ({ run }: { run: DryRun }) => {
  const { t } = useTranslation('rules');
  const [onlyDiffering, setOnly] = useState(false);
  if (run.events === 0)
    return (
      <EmptyState icon={BeakerIcon} title={t('try.empty.title')}>
        {t('try.empty.text')}
      </EmptyState>
    );
  const shown = run.items.filter(({ differs }) => differs || !onlyDiffering);
  return (
    <Stack gap="sm">
      <div className={classes.numbers} role="status">
        <span>{t('try.looked', { count: run.events })}</span>
        <span>{t('try.matched', { count: run.matched })}</span>
        <strong>{t('try.differing', { count: run.differing })}</strong>
      </div>
      {run.differing > 0 && run.differing < run.events && (
        <Switch
          label={t('try.onlyDiffering')}
          checked={onlyDiffering}
          onChange={(event) => setOnly(event.currentTarget.checked)}
        />
      )}
      <ul className={classes.plain}>
        {shown.map((item, at) => (
          <li key={item.eventId}>
            <DryEvent item={item} isFirst={at === 0} />
          </li>
        ))}
      </ul>
    </Stack>
  );
};
