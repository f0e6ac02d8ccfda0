import { Button, Group, Text } from '@mantine/core';
import { CalendarDaysIcon, PlusIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../parts/me.ts';
import { EmptyState, ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag, type Tone } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { Ask } from '../ask.tsx';
import { dayText } from '../../../parts/day-text.ts';
import { Lead } from '../part.tsx';
import classes from '../settings.module.css';
import { DayDialog } from './day-dialog.tsx';
import { calendarQuery, removeDay, type Day } from './queries.ts';

const tones: Readonly<Record<Day['kind'], Tone>> = { holiday: 'warn', half_day: 'wait', working: 'good' };

/** Holidays, half days and what the business says about single days: reminders and terms go by them. */
export const CalendarPage = () => {
  const { t } = useTranslation('settings-calendar');
  const { data, isPending, error, refetch } = useQuery(calendarQuery);
  const mayWrite = useMay('triggers:write');
  const [edited, edit] = useState<Day | 'new' | null>(null);
  const [removed, remove] = useState<Day | null>(null);
  const days = data?.data ?? [];
  return (
    <>
      <Lead
        actions={
          mayWrite && (
            <Button leftSection={<PlusIcon width={18} />} onClick={() => edit('new')}>
              {t('add.title')}
            </Button>
          )
        }
      >
        {t('lead')}
      </Lead>
      {isPending && <ListSkeleton rows={10} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && days.length === 0 && (
        <EmptyState icon={CalendarDaysIcon} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      {days.length > 0 && (
        <ul className={classes.rows} aria-label={t('days')}>
          {days.map((day) => (
            <DayRow
              key={day.date}
              day={day}
              mayWrite={mayWrite}
              edit={() => edit(day)}
              remove={() => remove(day)}
            />
          ))}
        </ul>
      )}
      <Text size="sm" c="dimmed" mt="md">
        {t('quietHours')}
      </Text>
      {edited !== null && (
        <DayDialog day={edited === 'new' ? null : edited} days={days} close={() => edit(null)} />
      )}
      {removed !== null && <RemoveDialog day={removed} close={() => remove(null)} />}
    </>
  );
};

const DayRow = ({
  day,
  mayWrite,
  edit,
  remove,
}: {
  day: Day;
  mayWrite: boolean;
  edit: () => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('settings-calendar');
  const language = useLanguage();
  const { date, name, kind, source } = day;
  const isOwn = source === 'own';
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <Text span size="sm" fw={600}>
          {dayText(date, language)}
        </Text>
        <Text span size="xs" c="dimmed">
          <bdi>{name}</bdi>
        </Text>
      </span>
      <span className={classes.marks}>
        {isOwn && <Tag tone="info">{t('own')}</Tag>}
        <Tag tone={tones[kind]}>{t(`kinds.${kind}.name`)}</Tag>
      </span>
      {mayWrite && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('changeOf', { day: dayText(date, language) })}
            onClick={edit}
          >
            {t('change')}
          </Button>
          {isOwn && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('removeOf', { day: dayText(date, language) })}
              onClick={remove}
            >
              {t('remove.go')}
            </Button>
          )}
        </Group>
      )}
    </li>
  );
};

const RemoveDialog = ({ day, close }: { day: Day; close: () => void }) => {
  const { t } = useTranslation('settings-calendar');
  const language = useLanguage();
  // What was on the screen when it was asked.
  const [seen] = useState(day);
  const order = useOrder({
    send: removeDay,
    refresh: [['calendar']],
    said: t('remove.done'),
    after: close,
  });
  return (
    <Ask
      title={t('remove.title')}
      text={t('remove.text', { day: dayText(seen.date, language) })}
      go={t('remove.go')}
      isDanger
      isPending={order.isPending}
      close={close}
      order={() => order.mutate(seen)}
    />
  );
};
