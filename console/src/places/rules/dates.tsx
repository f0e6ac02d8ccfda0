import { Skeleton, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { format } from 'date-fns';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow, When } from '../../parts/when.tsx';
import { ProblemState } from '../../parts/states.tsx';
import { lastRule } from './groups.ts';
import { Part } from './part.tsx';
import { datesQuery, type Trigger } from './queries.ts';
import classes from './rules.module.css';
import { useWords } from './use-words.ts';

/** When a rule on dates acts next: of the draft where there is one. */
export const Dates = ({ rule }: { rule: Trigger }) => {
  const { t } = useTranslation('rules');
  const schedule = lastRule(rule)?.schedule;
  const now = useNow();
  const [near, setNear] = useState(() => format(now, 'yyyy-MM-dd'));
  if (schedule === undefined) return null;
  const isRelative = 'relative' in schedule;
  return (
    <Part title={t('dates.title')}>
      {isRelative && (
        <TextInput
          type="date"
          label={t('dates.near')}
          w={220}
          mb="sm"
          value={near}
          onChange={(event) => setNear(event.currentTarget.value)}
        />
      )}
      {(!isRelative || near !== '') && <Found rule={rule} near={isRelative ? near : null} />}
    </Part>
  );
};

const Found = ({ rule, near }: { rule: Trigger; near: string | null }) => {
  const { t } = useTranslation('rules');
  const { day } = useWords();
  const version = rule.draft === null ? 'published' : 'draft';
  const { data, isPending, error, refetch } = useQuery(datesQuery(rule.id, version, near));
  if (isPending) return <Skeleton height={90} radius="md" />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  if (data.dates.length === 0) return <Text size="sm">{t('dates.none')}</Text>;
  return (
    <ul className={classes.plain}>
      {data.dates.map(({ date, at, movedFrom }) => (
        <li key={date}>
          <Text size="sm">
            <When at={at} full />
            {movedFrom !== null && (
              <Text span size="xs" c="dimmed">
                {' '}
                · {t('dates.moved', { day: day(movedFrom) })}
              </Text>
            )}
          </Text>
        </li>
      ))}
    </ul>
  );
};
