import { Button, Group, Text, TextInput } from '@mantine/core';
import {
  ArrowPathIcon,
  ChatBubbleBottomCenterTextIcon,
  MagnifyingGlassIcon,
  PaperAirplaneIcon,
} from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { Page } from '../../parts/page.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Split } from '../../parts/split.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { useOrder } from '../../parts/use-order.ts';
import { Accounts } from './accounts.tsx';
import { groupsOf } from './groups.ts';
import { views } from './views.ts';
import { syncTemplates, templatesQuery, type Template } from './queries.ts';
import { SubmitDialog } from './submit-dialog.tsx';
import { TemplateList } from './template-list.tsx';
import { TemplatePanel } from './template-panel.tsx';
import classes from './templates.module.css';
import { useTitleOf } from './title-of.ts';

const route = getRouteApi('/frame/templates');

/** Every message template with how it stands at the platform, in each language; one of them beside the list. */
export const TemplatesPage = () => {
  const { t } = useTranslation('templates');
  const mayWrite = useMay('templates:write');
  const [isSubmitting, setSubmitting] = useState(false);
  const sync = useOrder({ send: syncTemplates, refresh: [['templates']], said: t('sync.done') });
  return (
    <Page
      title={t('title')}
      wide
      actions={
        mayWrite && (
          <>
            <Button
              variant="default"
              leftSection={<ArrowPathIcon width={18} />}
              loading={sync.isPending}
              onClick={() => sync.mutate(undefined)}
            >
              {t('sync.name')}
            </Button>
            <Button leftSection={<PaperAirplaneIcon width={18} />} onClick={() => setSubmitting(true)}>
              {t('submit.all')}
            </Button>
          </>
        )
      }
    >
      <Accounts />
      <Narrow />
      <Found />
      {isSubmitting && <SubmitDialog close={() => setSubmitting(false)} />}
    </Page>
  );
};

const Narrow = () => {
  const { t } = useTranslation('templates');
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
  const { t } = useTranslation('templates');
  const { q = '', show = 'all', template: openName, language } = route.useSearch();
  const navigate = route.useNavigate();
  const shownLanguage = useLanguage();
  const titleOf = useTitleOf();
  const { data, isPending, error, refetch } = useQuery(templatesQuery);
  if (isPending) return <ListSkeleton rows={9} height={56} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  const groups = groupsOf(data, { q, show, titleOf });
  const opened = data.filter(({ name }) => name === openName);
  const select = (name: string | undefined, chosen?: Template['language']): void =>
    void navigate({
      search: ({ template: _name, language: _language, ...rest }) => ({
        ...rest,
        ...(name === undefined ? {} : { template: name }),
        ...(chosen === undefined ? {} : { language: chosen }),
      }),
    });
  return (
    <Split
      label={t('template')}
      close={() => select(undefined)}
      list={
        groups.length === 0 ? (
          <EmptyState icon={ChatBubbleBottomCenterTextIcon} title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        ) : (
          <>
            <Text size="xs" c="dimmed" mb={6} role="status">
              {t('found', { count: groups.length })}
            </Text>
            <TemplateList groups={groups} openName={openName} open={(name) => select(name)} />
          </>
        )
      }
      panel={
        openName === undefined || opened.length === 0 ? null : (
          <TemplatePanel
            key={openName}
            all={opened}
            language={language ?? shownLanguage}
            choose={(chosen) => select(openName, chosen)}
            open={(name) => select(name ?? undefined)}
          />
        )
      }
      empty={
        <EmptyState icon={ChatBubbleBottomCenterTextIcon} title={t('choose.title')}>
          {t('choose.text')}
        </EmptyState>
      }
    />
  );
};
