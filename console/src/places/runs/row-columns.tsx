import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountList } from '../../parts/amount-list.tsx';
import type { DataColumn } from '../../parts/data-table.tsx';
import { Tag } from '../../parts/tag.tsx';
import type { RunRow } from './queries.ts';
import { Said } from './said.tsx';
import classes from './runs.module.css';
import { toneOfRow } from './states.ts';

const route = getRouteApi('/frame/runs/$id');

/** The name opens the row, so that each has a link for the keyboard. */
const Name = ({ row: { n, name, customerRef } }: { row: RunRow }) => {
  const { t } = useTranslation('runs');
  const { id } = route.useParams();
  const search = route.useSearch();
  return (
    <Link to="/runs/$id" params={{ id }} search={{ ...search, row: n }} className={classes.link}>
      <bdi>{name ?? customerRef ?? t('unnamed', { n })}</bdi>
    </Link>
  );
};

export const useRowColumns = (): readonly DataColumn<RunRow>[] => {
  const { t } = useTranslation('runs');
  return useMemo(
    () => [
      { id: 'n', title: t('columnNames.n'), size: 56, isFigure: true, cell: ({ n }) => n },
      { id: 'name', title: t('columnNames.customer'), size: 190, cell: (row) => <Name row={row} /> },
      {
        id: 'state',
        title: t('columnNames.state'),
        size: 150,
        cell: ({ state }) => (
          <Tag tone={toneOfRow(state)}>{t(`states.${state}`, { defaultValue: state })}</Tag>
        ),
      },
      {
        id: 'customer',
        title: t('columnNames.ref'),
        size: 96,
        cell: ({ customerRef }) => <bdi>{customerRef}</bdi>,
      },
      {
        id: 'amounts',
        title: t('columnNames.amounts'),
        size: 330,
        isFigure: true,
        cell: ({ lines }) => <AmountList lines={lines} />,
      },
      { id: 'said', title: t('columnNames.said'), size: 240, cell: (row) => <Said row={row} /> },
      {
        id: 'asked',
        title: t('columnNames.asked'),
        size: 170,
        cell: ({ asked }) => asked !== null && <bdi>{asked.name}</bdi>,
      },
      {
        id: 'account',
        title: t('columnNames.account'),
        size: 130,
        cell: ({ accountNo }) => <bdi>{accountNo}</bdi>,
      },
    ],
    [t],
  );
};
