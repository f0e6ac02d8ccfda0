import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.tsx';
import type { Request } from './filter.ts';
import classes from './request-page.module.css';
import { byOf, wordOf } from './words.ts';

/** What happened, from the event on, oldest first. */
export const Timeline = ({ request: { history } }: { request: Request }) => {
  const { t } = useTranslation('requests');
  return (
    <ol className={classes.timeline}>
      {history.map(({ at, what, by }, index) => (
        <li key={`${at}${String(index)}`}>
          <Text size="sm" fw={550}>
            {wordOf(t, what)}
          </Text>
          <Text size="xs" c="dimmed">
            <When at={at} full /> · <bdi>{byOf(t, by)}</bdi>
          </Text>
        </li>
      ))}
    </ol>
  );
};
