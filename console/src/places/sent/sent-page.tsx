import { PaperAirplaneIcon } from '@heroicons/react/24/outline';
import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Page } from '../../parts/page.tsx';
import { Split } from '../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { useTableMemory } from '../../parts/table-memory.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { useSentColumns } from './columns.tsx';
import { MessagePanel } from './message-panel.tsx';
import { messagesQuery, type Message } from './queries.ts';
import classes from './sent.module.css';
import { holdReasons, shownMessages, type HoldReason, type ShownMessages } from './shown.ts';

const route = getRouteApi('/frame/sent');

/** What went out and what waits: each with its whole way, from the event that caused it to what became of it. */
export const SentPage = () => {
  const { t } = useTranslation('sent');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const shown = shownMessages.find((one) => one === search.show) ?? 'sent';
  const reason = shown === 'held' ? holdReasons.find((one) => one === search.reason) : undefined;
  return (
    <Page title={t('title')} wide>
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('shown')}
          data={shownMessages.map((value) => ({ value, label: t(`show.${value}`) }))}
          value={shown}
          onChange={(next) => void navigate({ search: next === 'sent' ? {} : { show: next }, replace: true })}
        />
        {shown === 'held' && (
          <Select
            aria-label={t('reason')}
            placeholder={t('reason')}
            data={holdReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
            value={reason ?? null}
            onChange={(next) =>
              void navigate({
                search: { show: 'held', ...(next === null ? {} : { reason: next }) },
                replace: true,
              })
            }
            clearable
            w={260}
          />
        )}
      </Group>
      <Messages key={`${shown} ${String(reason)}`} shown={shown} reason={reason} openId={search.message} />
    </Page>
  );
};

const Messages = ({
  shown,
  reason,
  openId,
}: {
  shown: ShownMessages;
  reason: HoldReason | undefined;
  openId: string | undefined;
}) => {
  const { t } = useTranslation('sent');
  const navigate = route.useNavigate();
  const { data, isPending, error, refetch, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } =
    useInfiniteQuery(messagesQuery(shown, reason));
  const items = useMemo(() => data?.pages.flatMap((page) => page.data) ?? [], [data]);
  const open = (id: string | null): void =>
    void navigate({
      search: ({ message: _before, ...rest }) => (id === null ? rest : { ...rest, message: id }),
    });
  if (isPending) return <ListSkeleton rows={12} height={38} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <Split
      label={t('message')}
      close={() => open(null)}
      list={
        items.length === 0 ? (
          <EmptyState
            icon={PaperAirplaneIcon}
            title={t(reason === undefined ? `empty.${shown}.title` : 'empty.filtered')}
          >
            {t(`empty.${shown}.text`)}
          </EmptyState>
        ) : (
          <Lines
            items={items}
            isHeld={shown === 'held'}
            isWhole={!hasNextPage}
            open={({ id }) => open(id)}
            onEnd={() => {
              if (hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
            }}
          />
        )
      }
      panel={
        openId === undefined ? null : (
          <MessagePanel key={openId} id={openId} message={items.find(({ id }) => id === openId)} />
        )
      }
    />
  );
};

const Lines = ({
  items,
  isHeld,
  isWhole,
  open,
  onEnd,
}: {
  items: readonly Message[];
  isHeld: boolean;
  isWhole: boolean;
  open: (message: Message) => void;
  onEnd: () => void;
}) => {
  const { t } = useTranslation('sent');
  const language = useLanguage();
  const [memory, remember] = useTableMemory('sent');
  return (
    <div className={classes.table}>
      <DataTable<Message>
        label={t('title')}
        columns={useSentColumns(isHeld)}
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
