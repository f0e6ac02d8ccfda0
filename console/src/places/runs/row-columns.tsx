import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountText } from '../../parts/amount-text.tsx';
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
      { id: 'amounts', title: t('columnNames.amounts'), size: 250, isFigure: true, cell: Amounts },
      { id: 'said', title: t('columnNames.said'), size: 280, cell: (row) => <Said row={row} /> },
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

const shownAtMost = 2;

/** The first balances, and how many more there are. Never added. */
const Amounts = ({ lines }: RunRow) => (
  <span className={classes.amounts}>
    {lines.slice(0, shownAtMost).map((line) => (
      <AmountText key={`${line.unit}${line.side}`} {...line} />
    ))}
    {lines.length > shownAtMost && <span className={classes.more}>+{lines.length - shownAtMost}</span>}
  </span>
);
