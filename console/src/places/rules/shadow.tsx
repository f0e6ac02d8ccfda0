import { Button, Group, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { EyeIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { EmptyState, ItemSkeleton, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useOrder } from '../../parts/use-order.ts';
import { When } from '../../parts/when.tsx';
import { By } from './by.tsx';
import { seenOf, startShadow, stopShadow } from './orders.ts';
import { refresh, shadowEventsQuery, shadowQuery, type Shadow, type Trigger } from './queries.ts';
import classes from './rules.module.css';
import { ShadowOne } from './shadow-event.tsx';
import { useWords } from './use-words.ts';

/** The draft beside what comes: started, stopped, and where it would have done something else. */
export const ShadowPart = ({ rule }: { rule: Trigger }) => {
  const { t } = useTranslation('rules');
  const mayWrite = useMay('triggers:write');
  const mayEvents = useMay('events:read');
  const mayLook = useMay('customers:read') && mayEvents;
  const { data, isPending, error, refetch } = useQuery(shadowQuery(rule.id));
  if (isPending) return <ItemSkeleton />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  const isRunning = data?.state === 'running';
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t('shadow.text')}
      </Text>
      {data !== null && <Standing shadow={data} />}
      {isRunning && mayWrite && <Stop id={rule.id} />}
      {!isRunning && mayWrite && rule.draft !== null && <Start rule={rule} />}
      {!isRunning && rule.draft === null && <Text size="sm">{t('shadow.noDraft')}</Text>}
      {data !== null && mayLook && <Events id={rule.id} />}
    </Stack>
  );
};

const Standing = ({ shadow }: { shadow: Shadow }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  const { state, because, startedAt, startedBy, until, endedAt, recorded, differing } = shadow;
  return (
    <Stack gap="xs">
      <Group gap={8}>
        <Tag tone={state === 'running' ? 'info' : 'neutral'}>{t(`shadow.${state}`)}</Tag>
        {because !== null && <Text size="sm">{words.of('shadow.because', because)}</Text>}
      </Group>
      <Facts
        facts={[
          [
            t('shadow.started'),
            <>
              <When at={startedAt} full /> · <By name={startedBy} />
            </>,
          ],
          state === 'running'
            ? [t('shadow.until'), <When key="until" at={until} full />]
            : [t('shadow.endedAt'), endedAt !== null && <When key="ended" at={endedAt} full />],
          [t('shadow.recorded'), String(recorded)],
          [t('shadow.differing'), String(differing)],
        ]}
      />
    </Stack>
  );
};

const Start = ({ rule }: { rule: Trigger }) => {
  const { t } = useTranslation('rules');
  const [days, setDays] = useState(7);
  const order = useOrder({ send: startShadow, refresh, said: t('shadow.startDone') });
  return (
    <div className={classes.line}>
      <NumberInput
        label={t('shadow.days')}
        min={1}
        max={30}
        clampBehavior="strict"
        allowDecimal={false}
        w={120}
        value={days}
        onChange={(value) => typeof value === 'number' && setDays(value)}
      />
      <Button
        variant="default"
        leftSection={<EyeIcon width={17} />}
        loading={order.isPending}
        onClick={() => order.mutate({ seen: seenOf(rule), days })}
      >
        {t('shadow.start')}
      </Button>
    </div>
  );
};

const Stop = ({ id }: { id: string }) => {
  const { t } = useTranslation('rules');
  const order = useOrder({ send: stopShadow, refresh, said: t('shadow.stopDone') });
  return (
    <Button
      variant="default"
      style={{ alignSelf: 'flex-start' }}
      loading={order.isPending}
      onClick={() => order.mutate(id)}
    >
      {t('shadow.stop')}
    </Button>
  );
};

const Events = ({ id }: { id: string }) => {
  const { t } = useTranslation('rules');
  const [onlyDiffering, setOnly] = useState(false);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(shadowEventsQuery(id, onlyDiffering));
  if (isPending) return <ListSkeleton rows={4} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  const events = data.pages.flatMap((page) => page.data);
  return (
    <Stack gap="sm">
      <Switch
        label={t('try.onlyDiffering')}
        checked={onlyDiffering}
        onChange={(event) => setOnly(event.currentTarget.checked)}
      />
      {events.length === 0 ? (
        <EmptyState icon={EyeIcon} title={t('shadow.empty.title')}>
          {t('shadow.empty.text')}
        </EmptyState>
      ) : (
        <ul className={classes.plain}>
          {events.map((event) => (
            <li key={event.eventId}>
              <ShadowOne event={event} />
            </li>
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button
          variant="default"
          size="compact-sm"
          style={{ alignSelf: 'center' }}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Stack>
  );
};
