import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import { problemTitle } from './states.tsx';
import classes from './outdated.module.css';

/** Somebody else saved since this was opened. */
export const isOutdated = (problem: unknown): boolean =>
  problem instanceof ApiProblem && problem.status === 412;

/** Names the fields that were refused: `prices[0].amount` is of `prices` as well. */
export const isRefused = (problem: unknown, field: string): boolean =>
  problem instanceof ApiProblem &&
  problem.fields.some(
    (one) => one.field === field || one.field.startsWith(`${field}[`) || one.field.startsWith(`${field}.`),
  );

/** What somebody else saved meanwhile: whoever writes over it has seen it. */
export const Outdated = ({
  children,
  replace,
  isPending,
}: {
  children: ReactNode;
  replace: () => void;
  isPending: boolean;
}) => {
  const { t } = useTranslation('parts');
  return (
    <div className={classes.notice} role="alert">
      <Text size="sm" fw={600}>
        {t('outdated.title')}
      </Text>
      <Text size="sm" mb={4}>
        {t('outdated.text')}
      </Text>
      {children}
      <Button size="compact-sm" variant="default" mt={8} loading={isPending} onClick={replace}>
        {t('outdated.replace')}
      </Button>
    </div>
  );
};

/** Why a form was not taken, beside what was typed; null: nothing to say here. */
export const Refusal = ({ problem }: { problem: unknown }) => {
  const { t } = useTranslation('parts');
  if (problem === null || isOutdated(problem)) return null;
  return (
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {problemTitle(problem, t)}
    </Text>
  );
};
