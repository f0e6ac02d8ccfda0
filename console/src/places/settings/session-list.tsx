import { Button, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, dataOf } from '../../api/client.ts';
import { ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useOrder } from '../../parts/use-order.ts';
import { When } from '../../parts/when.tsx';
import { browserOf } from './browser-of.ts';
import { everyPage } from '../../parts/every-page.ts';
import classes from './settings.module.css';

const sessionsQuery = (staff: string) =>
  queryOptions({
    queryKey: ['sessions', staff],
    queryFn: ({ signal }) =>
      everyPage((page) => dataOf(api.GET('/v1/sessions', { params: { query: { ...page, staff } }, signal }))),
  });

/** Where somebody is signed in, the newest first. */
export const SessionList = ({ staffId, mayEnd }: { staffId: string; mayEnd: boolean }) => {
  const { t } = useTranslation('settings');
  const { data, isPending, error, refetch } = useQuery(sessionsQuery(staffId));
  const end = useOrder({
    send: (id: string) => dataOf(api.DELETE('/v1/sessions/{id}', { params: { path: { id } } })),
    refresh: [['sessions']],
    said: t('sessions.ended'),
  });
  if (isPending) return <ListSkeleton rows={2} height={52} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  if (data.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('sessions.none')}
      </Text>
    );
  return (
    <ul className={classes.rows}>
      {data.map(({ id, agent, address, current, way, lastSeenAt, createdAt }) => (
        <li key={id} className={classes.row}>
          <span className={classes.what}>
            <Text span size="sm" fw={550}>
              {browserOf(agent) ?? t('sessions.unknown')}
            </Text>
            <Text span size="xs" c="dimmed">
              {t(`sessions.ways.${way}`)} · <bdi>{address}</bdi>
            </Text>
            <Text span size="xs" c="dimmed">
              {t('sessions.began')} <When at={createdAt} /> · {t('sessions.seen')} <When at={lastSeenAt} />
            </Text>
          </span>
          {current ? (
            <Tag tone="good">{t('sessions.current')}</Tag>
          ) : (
            mayEnd && (
              <Button
                size="compact-sm"
                variant="default"
                loading={end.isPending && end.variables === id}
                onClick={() => end.mutate(id)}
              >
                {t('sessions.end')}
              </Button>
            )
          )}
        </li>
      ))}
    </ul>
  );
};
