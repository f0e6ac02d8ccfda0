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
      <Details what={what} details={details} />
    </Stack>
  );
};

/** Text of a value of the log; of words of a template, the words. */
const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  const { body } = value as { body?: unknown };
  return typeof body === 'string' ? body : JSON.stringify(value, null, 2);
};

/** A code that people chose, in the words they chose it by. */
const useWordOf = (what: string): ((name: string, value: unknown) => string) => {
  const { t } = useTranslation('audit');
  return (name, value) => {
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (what !== 'customer.revealed' || name !== 'reason') return textOf(value);
    return t(`revealReasons.${textOf(value)}`, { defaultValue: textOf(value) });
  };
};

const Details = ({ what, details }: Pick<Entry, 'what' | 'details'>) => {
  const { t } = useTranslation('audit');
  const wordOf = useWordOf(what);
  if (details === null)
    return (
      <Text size="sm" c="dimmed">
        {t('sealed')}
      </Text>
    );
  const { before, after, ...rest } = details;
  const facts = Object.entries(rest)
    .filter(([name, value]) => wordOf(name, value) !== '')
    .map(([name, value]): readonly [string, ReactNode] => [
      t(`details.${name}`, { defaultValue: name }),
      <span key={name} className={classes.value}>
        {wordOf(name, value)}
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
