import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../../parts/data-table.tsx';
import { When } from '../../parts/when.tsx';
import classes from './audit.module.css';
import type { Entry } from './queries.ts';
import { useWho } from './use-who.ts';

const route = getRouteApi('/frame/audit');

/** The word opens the entry, so that each has a link for the keyboard. */
const What = ({ entry: { id, what } }: { entry: Entry }) => {
  const { t } = useTranslation('audit');
  const search = route.useSearch();
  return (
    <Link
      to="/audit"
      search={{ ...search, entry: id }}
      className={classes.link}
      data-bad={what === 'sign_in.failed' || undefined}
    >
      {t(`actions.${what}`, { defaultValue: what })}
    </Link>
  );
};

const Who = ({ by }: { by: string }) => <bdi>{useWho().nameOf(by)}</bdi>;

export const useAuditColumns = (): readonly DataColumn<Entry>[] => {
  const { t } = useTranslation('audit');
  return useMemo(
    () => [
      { id: 'at', title: t('columns.at'), size: 130, cell: ({ at }) => <When at={at} /> },
      { id: 'what', title: t('columns.what'), size: 270, cell: (entry) => <What entry={entry} /> },
      { id: 'who', title: t('columns.who'), size: 210, cell: ({ by }) => <Who by={by} /> },
      {
        id: 'subject',
        title: t('columns.subject'),
        size: 280,
        cell: ({ subject }) => <bdi className={classes.id}>{subject}</bdi>,
      },
    ],
    [t],
  );
};
