import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../parts/facts.tsx';
import { When } from '../../parts/when.tsx';
import { WordDiff } from '../../parts/word-diff.tsx';
import classes from './audit.module.css';
import type { Entry } from './queries.ts';
import { useWho } from './use-who.ts';

/** One line of the log: who did what with which object, when, and how it was before and is since. */
export const EntryPanel = ({ entry: { id, at, what, subject, by, details } }: { entry: Entry }) => {
  const { t } = useTranslation('audit');
  const { nameOf } = useWho();
  return (
    <Stack gap="lg">
      <Title order={2} fz={18} pr={36}>
        {t(`actions.${what}`, { defaultValue: what })}
      </Title>
      <Facts
        facts={[
          [t('columns.who'), nameOf(by)],
          [t('columns.at'), <When key="at" at={at} full />],
          [
            t('columns.subject'),
            <span key="subject" className={classes.id}>
              {subject}
            </span>,
          ],
          [
            t('byId'),
            <span key="by" className={classes.id}>
              {by}
            </span>,
          ],
          [
            t('code'),
            <span key="what" className={classes.id}>
              {what}
            </span>,
          ],
          [
            t('id'),
            <span key="id" className={classes.id}>
              {id}
            </span>,
          ],
        ]}
      />
      <Details details={details} />
    </Stack>
  );
};

/** Text of a value of the log; of words of a template, the words. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  const { body } = value as { body?: unknown };
  return typeof body === 'string' ? body : JSON.stringify(value, null, 2);
};

const Details = ({ details }: { details: Entry['details'] }) => {
  const { t } = useTranslation('audit');
  if (details === null)
    return (
      <Text size="sm" c="dimmed">
        {t('sealed')}
      </Text>
    );
  const { before, after, ...rest } = details;
  const facts = Object.entries(rest).map(([name, value]): readonly [string, ReactNode] => [
    t(`details.${name}`, { defaultValue: name }),
    <span key={name} className={classes.value}>
      {typeof value === 'boolean' ? t(value ? 'yes' : 'no') : textOf(value)}
    </span>,
  ]);
  const isChange = 'before' in details || 'after' in details;
  if (facts.length === 0 && !isChange) return null;
  return (
    <section aria-label={t('more')}>
      <Title order={3} fz={14} mb={8}>
        {t('more')}
      </Title>
      <Stack gap="md">
        <Facts facts={facts} />
        {isChange && (
          <div>
            <Text size="sm" fw={550}>
              {t('change')}
            </Text>
            <WordDiff before={textOf(before)} after={textOf(after)} />
          </div>
        )}
      </Stack>
    </section>
  );
};
