import { Button, Group, Text, TextInput } from '@mantine/core';
import { AdjustmentsHorizontalIcon, MagnifyingGlassIcon, PlusIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { Page } from '../../parts/page.tsx';
import { Split } from '../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { groupsOf } from './groups.ts';
import { NewRule } from './new-rule.tsx';
import { NewDialog } from './new-dialog.tsx';
import { rulesQuery, typesQuery } from './queries.ts';
import { RuleList } from './rule-list.tsx';
import { RulePanel } from './rule-panel.tsx';
import classes from './rules.module.css';
import { useGo } from './use-go.ts';
import { useWords } from './use-words.ts';
import { views } from './views.ts';

const route = getRouteApi('/frame/rules');

/** What happens to events: every rule by the type of event it is on, one of them beside the list. */
export const RulesPage = () => {
  const { t } = useTranslation('rules');
  const mayWrite = useMay('triggers:write');
  const [isChoosing, setChoosing] = useState(false);
  return (
    <Page
      title={t('title')}
      wide
      actions={
        mayWrite && (
          <Button leftSection={<PlusIcon width={18} />} onClick={() => setChoosing(true)}>
            {t('new.name')}
          </Button>
        )
      }
    >
      <Narrow />
      <Found />
      {isChoosing && <NewDialog close={() => setChoosing(false)} />}
    </Page>
  );
};

const Narrow = () => {
  const { t } = useTranslation('rules');
  const { q = '', show = 'all' } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Group gap="sm">
      <TextInput
        aria-label={t('search')}
        placeholder={t('search')}
        leftSection={<MagnifyingGlassIcon width={18} />}
        w={260}
        value={q}
        onChange={(event) => {
          const text = event.currentTarget.value;
          void navigate({
            search: ({ q: _before, ...rest }) => (text === '' ? rest : { ...rest, q: text }),
            replace: true,
          });
        }}
      />
      <Group gap={6} role="group" aria-label={t('views.title')}>
        {views.map((view) => (
          <button
            key={view}
            type="button"
            className={classes.chip}
            aria-pressed={view === show}
            onClick={() =>
              void navigate({
                search: ({ show: _before, ...rest }) => (view === 'all' ? rest : { ...rest, show: view }),
                replace: true,
              })
            }
          >
            {t(`views.${view}`)}
          </button>
        ))}
      </Group>
    </Group>
  );
};

const Found = () => {
  const { t } = useTranslation('rules');
  const { q = '', show = 'all', rule, copy, fresh } = route.useSearch();
  const go = useGo();
  const { type: typeOf } = useWords();
  const types = useQuery(typesQuery);
  const { data, isPending, error, refetch } = useQuery(rulesQuery);
  if (isPending || types.isPending) return <ListSkeleton rows={9} height={58} />;
  if (data === undefined || types.data === undefined)
    return (
      <ProblemState
        problem={error ?? types.error}
        retry={() => void Promise.all([refetch(), types.refetch()])}
      />
    );
  const groups = groupsOf(data, { q, show, typeOf, types: types.data.map(({ type }) => type) });
  const count = groups.reduce((sum, { rules }) => sum + rules.length, 0);
  const isMaking = copy !== undefined || fresh !== undefined;
  return (
    <Split
      label={t('rule')}
      close={() => go({})}
      list={
        count === 0 ? (
          <EmptyState icon={AdjustmentsHorizontalIcon} title={t(`empty.${show}`)}>
            {t('empty.text')}
          </EmptyState>
        ) : (
          <>
            <Text size="xs" c="dimmed" mb={6} role="status">
              {t('found', { count })}
            </Text>
            <RuleList groups={groups} openId={rule} open={(id) => go({ rule: id })} />
          </>
        )
      }
      panel={
        isMaking ? (
          <NewRule key={copy ?? fresh} all={data} types={types.data} />
        ) : rule === undefined ? null : (
          <RulePanel key={rule} id={rule} all={data} types={types.data} />
        )
      }
      empty={
        <EmptyState icon={AdjustmentsHorizontalIcon} title={t('choose.title')}>
          {t('choose.text')}
        </EmptyState>
      }
    />
  );
};
