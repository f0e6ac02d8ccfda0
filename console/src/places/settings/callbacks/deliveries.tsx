import { Button, Collapse, Group, NativeSelect, Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../parts/amount.ts';
import { ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag, type Tone } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Part } from '../part.tsx';
import classes from '../settings.module.css';
import { useWord } from '../use-word.ts';
import { wordOf } from './callback-types.ts';
import { deliveriesQuery, replayCalls, type Delivery, type DeliveryStatus } from './queries.ts';

const statuses = ['pending', 'delivered', 'failed', 'held'] as const;

const tones: Readonly<Record<DeliveryStatus, Tone>> = {
  pending: 'wait',
  delivered: 'good',
  failed: 'bad',
  held: 'warn',
};

/** Calls of an endpoint with every attempt, the newest first. */
export const Deliveries = ({ name, mayReplay }: { name: string; mayReplay: boolean }) => {
  const { t } = useTranslation('settings-callbacks');
  const [status, setStatus] = useState<DeliveryStatus | null>(null);
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(deliveriesQuery(name, status));
  const replay = useOrder({ send: replayCalls, refresh: [['callbacks']], said: t('replay.done') });
  const calls = data?.pages.flatMap((page) => page.data) ?? [];
  const failed = calls.filter((call) => call.status === 'failed').map(({ id }) => id);
  return (
    <Part
      level={3}
      title={t('calls.title')}
      actions={
        <NativeSelect
          size="xs"
          aria-label={t('calls.status')}
          data={[
            { value: '', label: t('calls.all') },
            ...statuses.map((value) => ({ value, label: t(`calls.states.${value}`) })),
          ]}
          value={status ?? ''}
          onChange={({ currentTarget: { value } }) =>
            setStatus(statuses.find((one) => one === value) ?? null)
          }
        />
      }
    >
      {isPending && <ListSkeleton rows={4} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && calls.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(status === null ? 'calls.none' : 'calls.noneSo')}
        </Text>
      )}
      {status === null && <Health calls={calls} />}
      {mayReplay && failed.length > 1 && (
        <Button
          size="compact-sm"
          variant="default"
          mb={8}
          loading={replay.isPending && replay.variables.ids.length > 1}
          onClick={() => replay.mutate({ name, ids: failed.slice(0, 200) })}
        >
          {t('replay.failed', { count: failed.length })}
        </Button>
      )}
      {calls.length > 0 && (
        <ul className={classes.rows}>
          {calls.map((call) => (
            <Call
              key={call.id}
              call={call}
              replay={mayReplay ? () => replay.mutate({ name, ids: [call.id] }) : null}
            />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt={8}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('calls.more')}
        </Button>
      )}
    </Part>
  );
};

/** How it went lately, of those that are shown and not on their way. */
const Health = ({ calls }: { calls: readonly Delivery[] }) => {
  const { t } = useTranslation('settings-callbacks');
  const language = useLanguage();
  const ended = calls.filter(({ status }) => status !== 'pending');
  if (ended.length === 0) return null;
  const delivered = ended.filter(({ status }) => status === 'delivered').length;
  return (
    <Text size="sm" mb={8}>
      {t('calls.health', {
        all: formatCount(ended.length, language),
        delivered: formatCount(delivered, language),
      })}
    </Text>
  );
};

const Call = ({ call, replay }: { call: Delivery; replay: (() => void) | null }) => {
  const { t } = useTranslation('settings-callbacks');
  const word = useWord('settings-callbacks');
  const [isOpen, setOpen] = useState(false);
  const { id, type, status, attempts, createdAt, nextAttemptAt, reason } = call;
  return (
    <li>
      <UnstyledButton className={classes.row} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={classes.what}>
          <Text span size="sm" fw={550}>
            {word(`typeNames.${wordOf(type)}`, type)}
          </Text>
          <Text span size="xs" c="dimmed">
            <When at={createdAt} /> · {t('calls.attempts', { count: attempts.length })}
          </Text>
        </span>
        <Tag tone={tones[status]}>{t(`calls.states.${status}`)}</Tag>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        {isOpen && (
          <div className={classes.inside}>
            <Text size="xs" className={classes.id}>
              {id}
            </Text>
            {reason !== null && <Text size="sm">{word(`calls.reasons.${reason}`, reason)}</Text>}
            <ol className={classes.attempts}>
              {attempts.map(({ at, outcome, durationMs }) => (
                <li key={at}>
                  <When at={at} full /> ·{' '}
                  {word(`calls.outcomes.${outcome}`, outcome.replace('http_', 'HTTP '))} ·{' '}
                  {t('calls.took', { ms: Math.round(durationMs) })}
                </li>
              ))}
            </ol>
            {nextAttemptAt !== null && (
              <Text size="sm">
                {t('calls.next')} <When at={nextAttemptAt} full />
              </Text>
            )}
            {replay !== null && (
              <Group mt={4}>
                <Button size="compact-sm" variant="default" onClick={replay}>
                  {t('replay.one')}
                </Button>
              </Group>
            )}
          </div>
        )}
      </Collapse>
    </li>
  );
};
