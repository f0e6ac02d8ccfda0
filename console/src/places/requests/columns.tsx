import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountList } from '../../parts/amount-list.tsx';
import { CustomerName } from '../../parts/customer-name.tsx';
import type { DataColumn } from '../../parts/data-table.tsx';
import { When } from '../../parts/when.tsx';
import type { Request } from './filter.ts';
import classes from './requests-page.module.css';
import { StateTag } from './state-tag.tsx';
import { wordOf } from './words.ts';

/** The columns of the list. The reference leads to the request, so that each row has a link for the keyboard. */
export const useColumns = (): readonly DataColumn<Request>[] => {
  const { t } = useTranslation('requests');
  return useMemo(
    () => [
      {
        id: 'reference',
        title: t('columns.reference'),
        size: 170,
        cell: ({ id, reference }) => (
          <Link to="/requests/$id" params={{ id }} className={classes.link}>
            <bdi>{reference}</bdi>
          </Link>
        ),
      },
      { id: 'kind', title: t('columns.kind'), size: 110, cell: ({ kind }) => t(`kinds.${kind}`) },
      {
        id: 'customer',
        title: t('columns.customer'),
        size: 190,
        cell: ({ customerRef }) => <CustomerName customer={customerRef} />,
      },
      {
        id: 'amounts',
        title: t('columns.amounts'),
        size: 345,
        isFigure: true,
        cell: ({ lines }) => <AmountList lines={lines} />,
      },
      {
        id: 'state',
        title: t('columns.state'),
        size: 150,
        cell: (request) => <StateTag request={request} />,
      },
      { id: 'due', title: t('columns.due'), size: 125, cell: ({ dueAt }) => <When at={dueAt} /> },
      {
        id: 'last',
        title: t('columns.last'),
        size: 140,
        cell: ({ history }) => wordOf(t, history.at(-1)?.what ?? 'created'),
      },
      {
        id: 'created',
        title: t('columns.created'),
        size: 120,
        cell: ({ createdAt }) => <When at={createdAt} />,
      },
    ],
    [t],
  );
};
