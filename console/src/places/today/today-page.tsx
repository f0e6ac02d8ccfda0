import { Anchor, Text } from '@mantine/core';
import { CheckBadgeIcon, CursorArrowRaysIcon } from '@heroicons/react/24/outline';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useListKeys } from '../../parts/keys.ts';
import { useMay } from '../../parts/me.ts';
import { Page } from '../../parts/page.tsx';
import { Split } from '../../parts/split.tsx';
import { EmptyState, ItemSkeleton, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { useFinish } from '../../parts/use-finish.ts';
import { GroupList, rowId } from './group-list.tsx';
import { useGroups } from './use-groups.ts';
import { useTitleOf } from './use-title.ts';

/** What is opened comes behind the list. */
const ItemPanel = lazy(() => import('./item-panel.tsx').then((it) => ({ default: it.ItemPanel })));
const SetupHint = lazy(() => import('../../parts/setup-hint.tsx'));

const todayRoute = getRouteApi('/frame/today');

/** What waits for a person now; the item that is open stands beside the list. */
export const TodayPage = () => {
  const { t } = useTranslation('today');
  const { groups, isPending, problem, retry } = useGroups();
  const { hidden, finish } = useFinish();
  const isOfficer = useMay('compliance');
  const shown = useMemo(
    () =>
      groups
        .map((group) => ({ ...group, items: group.items.filter(({ id }) => !hidden.has(id)) }))
        .filter(({ items }) => items.length > 0),
    [groups, hidden],
  );
  return (
    <Page title={t('title')} wide>
      <Suspense>
        <SetupHint />
      </Suspense>
      {isOfficer && (
        <Text size="sm" mb="sm">
          {t('compartment.text')} <Anchor href="/console/compliance">{t('compartment.link')}</Anchor>
        </Text>
      )}
      {isPending && <ListSkeleton rows={8} height={56} />}
      {problem !== null && <ProblemState problem={problem} retry={retry} />}
      {!isPending && problem === null && <Waiting groups={shown} finish={finish} />}
    </Page>
  );
};

const Waiting = ({
  groups,
  finish,
}: {
  groups: ReturnType<typeof useGroups>['groups'];
  finish: ReturnType<typeof useFinish>['finish'];
}) => {
  const { t } = useTranslation('today');
  const { task: openId } = todayRoute.useSearch();
  const navigate = todayRoute.useNavigate();
  const titleOf = useTitleOf();
  const mayFinish = useMay('tasks:write');
  const items = groups.flatMap((group) => group.items);
  const select = (id: string | undefined): void =>
    void navigate({ search: id === undefined ? {} : { task: id } });
  const { index, setIndex } = useListKeys({
    count: items.length,
    open: (at) => select(items[at]?.id),
    done: (at) => {
      const item = items[at];
      if (mayFinish && item?.kind === 'task') finish({ id: item.id, title: titleOf(item) });
    },
    reveal: (at) => document.getElementById(rowId(items[at]?.id ?? ''))?.scrollIntoView({ block: 'nearest' }),
  });
  const open = items.find(({ id }) => id === openId);
  if (items.length === 0)
    return (
      <EmptyState icon={CheckBadgeIcon} title={t('empty.title')}>
        {t('empty.text')}
      </EmptyState>
    );
  return (
    <Split
      label={t('panel')}
      close={() => select(undefined)}
      list={
        <GroupList
          groups={groups}
          activeId={items[index]?.id ?? null}
          openId={openId ?? null}
          select={(id) => {
            setIndex(items.findIndex((item) => item.id === id));
            select(id);
          }}
        />
      }
      panel={
        open === undefined ? null : (
          <Suspense fallback={<ItemSkeleton />}>
            <ItemPanel key={open.id} item={open} finish={finish} close={() => select(undefined)} />
          </Suspense>
        )
      }
      empty={
        <EmptyState icon={CursorArrowRaysIcon} title={t('choose.title')}>
          {t('choose.text')}
        </EmptyState>
      }
    />
  );
};
