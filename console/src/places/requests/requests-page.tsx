import { Text } from '@mantine/core';
import { ClipboardDocumentListIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { DownloadMenu } from '../../parts/download-menu.tsx';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { useTableMemory } from '../../parts/table-memory.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { BulkBar } from './bulk-bar.tsx';
import { useColumns } from './columns.tsx';
import { ColumnMenu } from './column-menu.tsx';
import type { Filter, Request } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { requestsQuery } from './queries.ts';
import classes from './requests-page.module.css';

const route = getRouteApi('/frame/requests');
const hiddenAtFirst = ['kind', 'created'];
const nobody: ReadonlySet<string> = new Set();

/** Everything that was asked, newest first. */
export const RequestsPage = () => {
  const { t } = useTranslation('requests');
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [memory, remember] = useTableMemory('requests', hiddenAtFirst);
  const columns = useColumns();
  const language = useLanguage();
  const setFilter = (next: Filter): void => void navigate({ search: next, replace: true });
  return (
    <Page
      title={t('title')}
      wide
      actions={
        <>
          <ColumnMenu columns={columns} memory={memory} remember={remember} />
          <DownloadMenu
            label={t('export')}
            files={(['xlsx', 'csv'] as const).map((format) => ({
              name: t(format),
              href: exportPath(filter, format, language),
            }))}
          />
        </>
      }
    >
      <div className={classes.page}>
        <FilterBar filter={filter} setFilter={setFilter} />
        <List
          key={JSON.stringify(filter)}
          filter={filter}
          columns={columns}
          memory={memory}
          remember={remember}
        />
      </div>
    </Page>
  );
};

/** The list as a table to be taken out, narrowed as far as the route narrows. */
const exportPath = ({ kind, state, customer }: Filter, format: 'xlsx' | 'csv', language: string): string => {
  const query = new URLSearchParams({
    ...{ format, language },
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { status: state }),
    ...(customer === undefined ? {} : { customer }),
  });
  return `/v1/exports/requests?${query.toString()}`;
};

const List = ({
  filter,
  columns,
  memory,
  remember,
}: {
  filter: Filter;
  columns: ReturnType<typeof useColumns>;
  memory: ReturnType<typeof useTableMemory>[0];
  remember: ReturnType<typeof useTableMemory>[1];
}) => {
  const { t } = useTranslation('requests');
  const navigate = route.useNavigate();
  const [selected, select] = useState(nobody);
  const { data, isPending, error, refetch, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } =
    useInfiniteQuery(requestsQuery(filter));
  const items = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  if (isPending) return <ListSkeleton rows={12} height={38} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  if (items.length === 0)
    return (
      <EmptyState
        icon={ClipboardDocumentListIcon}
        title={t(Object.keys(filter).length === 0 ? 'empty.title' : 'empty.filtered')}
      >
        {t('empty.text')}
      </EmptyState>
    );
  return (
    <>
      <BulkBar chosen={items.filter(({ id }) => selected.has(id))} clear={() => select(nobody)} />
      <DataTable<Request>
        label={t('title')}
        columns={columns}
        items={items}
        idOf={({ id }) => id}
        memory={memory}
        remember={remember}
        selected={selected}
        select={select}
        open={({ id }) => void navigate({ to: '/requests/$id', params: { id } })}
        onEnd={() => {
          // What is known is asked anew when something changed; a page asked for meanwhile would be lost with it.
          if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
        }}
      />
      <Counted count={items.length} isWhole={!hasNextPage} />
    </>
  );
};

const Counted = ({ count, isWhole }: { count: number; isWhole: boolean }) => {
  const { t } = useTranslation('requests');
  const shown = formatCount(count, useLanguage());
  return (
    <Text size="xs" c="dimmed" role="status">
      {t(isWhole ? 'counted' : 'countedMore', { shown })}
    </Text>
  );
};
