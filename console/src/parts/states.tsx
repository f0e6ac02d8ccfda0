import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { ExclamationTriangleIcon, LockClosedIcon } from '@heroicons/react/24/outline';
import type { TFunction } from 'i18next';
import type { ComponentType, ReactNode, SVGProps } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../api/problem.ts';
import classes from './states.module.css';

type Icon = ComponentType<SVGProps<SVGSVGElement>>;

/** There is nothing: what would be here, and how the first one gets there. */
export const EmptyState = ({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: Icon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) => (
  <div className={classes.state}>
    <span className={classes.circle}>
      <Icon width={26} height={26} aria-hidden />
    </span>
    <Text fw={600} size="md">
      {title}
    </Text>
    {children !== undefined && (
      <Text size="sm" c="dimmed" maw={440}>
        {children}
      </Text>
    )}
    {action}
  </div>
);

/** The id by which a failed call is found in the logs, to be read out or copied. */
const RequestIdLine = ({ id }: { id: string }) => {
  const { t } = useTranslation('parts');
  return (
    <Text size="xs" c="dimmed">
      {t('problem.requestId')} <code className={classes.code}>{id}</code>
    </Text>
  );
};

/** What went wrong and what to do; `retry` tries again. */
export const ProblemState = ({ problem, retry }: { problem: unknown; retry?: () => void }) => {
  const { t } = useTranslation('parts');
  const isForbidden = problem instanceof ApiProblem && problem.status === 403;
  const Icon = isForbidden ? LockClosedIcon : ExclamationTriangleIcon;
  return (
    <div className={classes.state} role="alert">
      <span className={classes.circle}>
        <Icon width={26} height={26} aria-hidden />
      </span>
      <Text fw={600}>{problemTitle(problem, t)}</Text>
      {problem instanceof ApiProblem && problem.requestId !== null && (
        <RequestIdLine id={problem.requestId} />
      )}
      {retry !== undefined && !isForbidden && (
        <Button variant="default" size="sm" onClick={retry}>
          {t('problem.retry')}
        </Button>
      )}
    </div>
  );
};

/** In the words of the person who reads it; the API's own words are for programmers. */
export const problemTitle = (problem: unknown, t: TFunction<'parts'>): string => {
  if (!(problem instanceof ApiProblem)) return t('problem.unexpected');
  const byStatus = problem.status >= 500 ? 'problem.server' : `problem.status.${String(problem.status)}`;
  return t([`problem.code.${problem.code}`, byStatus, 'problem.unexpected']);
};

/** The shape of a list that is on its way. */
export const ListSkeleton = ({ rows = 6, height = 44 }: { rows?: number; height?: number }) => {
  const { t } = useTranslation('parts');
  return (
    <Stack gap={8} aria-busy role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_unused, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </Stack>
  );
};

/** The shape of one item: a title, a few lines. */
export const ItemSkeleton = () => {
  const { t } = useTranslation('parts');
  return (
    <Stack gap="sm" aria-busy role="status" aria-label={t('loading')}>
      <Skeleton height={26} width="45%" />
      <Group gap="xs">
        <Skeleton height={20} width={90} radius="xl" />
        <Skeleton height={20} width={140} radius="xl" />
      </Group>
      <Skeleton height={120} radius="md" />
      <Skeleton height={220} radius="md" />
    </Stack>
  );
};
