import { ShieldCheckIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { useMe } from '../../parts/me.ts';
import { Page } from '../../parts/page.tsx';
import { Split } from '../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { useTableMemory } from '../../parts/table-memory.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { AuditFilterBar } from './audit-filter-bar.tsx';
import classes from './audit.module.css';
import { useAuditColumns } from './columns.tsx';
import { EntryPanel } from './entry-panel.tsx';
import { auditQuery, type AuditFilter, type Entry } from './queries.ts';

const route = getRouteApi('/frame/audit');

/** Who read, changed, took out, signed in: newest first, one line beside the list with what it was before and after. */
export const AuditPage = () => {
  const { t } = useTranslation('audit');
  const { entry, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={t('title')} wide>
      <AuditFilterBar
        key={JSON.stringify(filter)}
        filter={filter}
        setFilter={(next) => void navigate({ search: next, replace: true })}
      />
      <List filter={filter} openId={entry} />
    </Page>
  );
};

const List = ({ filter, openId }: { filter: AuditFilter; openId: string | undefined }) => {
  const { t } = useTranslation('audit');
  const navigate = route.useNavigate();
  const { timeZone } = useMe().tenant;
  const { data, isPending, error, refetch, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } =
    useInfiniteQuery(auditQuery(filter, timeZone));
  const items = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  const open = (id: string | null): void =>
    void navigate({ search: ({ entry: _before, ...rest }) => (id === null ? rest : { ...rest, entry: id }) });
  if (isPending) return <ListSkeleton rows={12} height={38} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  if (items.length === 0)
    return (
      <EmptyState
        icon={ShieldCheckIcon}
        title={t(Object.keys(filter).length === 0 ? 'empty.title' : 'empty.filtered')}
      >
        {t('empty.text')}
      </EmptyState>
    );
  const opened = items.find(({ id }) => id === openId);
  return (
    <Split
      label={t('entry')}
      close={() => open(null)}
      list={
        <Entries
          items={items}
          isWhole={!hasNextPage}
          open={({ id }) => open(id)}
          onEnd={() => {
            if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
          }}
        />
      }
      panel={opened === undefined ? null : <EntryPanel key={opened.id} entry={opened} />}
    />
  );
};

const Entries = ({
  items,
  isWhole,
  open,
  onEnd,
}: {
  items: readonly Entry[];
  isWhole: boolean;
  open: (entry: Entry) => void;
  onEnd: () => void;
}) => {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  const [memory, remember] = useTableMemory('audit');
  return (
    <div className={classes.table}>
      <DataTable<Entry>
        label={t('title')}
        columns={useAuditColumns()}
        items={items}
        idOf={({ id }) => id}
        memory={memory}
        remember={remember}
        open={open}
        onEnd={onEnd}
      />
      <Text size="xs" c="dimmed" role="status" mt={6}>
        {t(isWhole ? 'counted' : 'countedMore', { shown: formatCount(items.length, language) })}
      </Text>
    </div>
  );
};
