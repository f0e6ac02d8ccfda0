import { Button, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { ArrowUpTrayIcon, MagnifyingGlassIcon, UserGroupIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { DownloadMenu } from '../../parts/download-menu.tsx';
import { useListKeys } from '../../parts/keys.ts';
import { useMay } from '../../parts/me.ts';
import { Page } from '../../parts/page.tsx';
import { Split } from '../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { CustomerCard } from './customer-card.tsx';
import classes from './customers.module.css';
import { ImportDialog } from './import-dialog.tsx';
import { customersQuery, fewestLetters, type Customer } from './queries.ts';

const SetupHint = lazy(() => import('../../parts/setup-hint.tsx'));

const customersRoute = getRouteApi('/frame/customers');
/** So many fill the screen. */
const enoughFound = 30;
const rowId = (ref: string): string => `customer-${ref}`;

/** The customers by reference, found by what is typed; the card of one beside them. */
export const CustomersPage = () => {
  const { t } = useTranslation('customers');
  const language = useLanguage();
  const { import: importing } = customersRoute.useSearch();
  const navigate = customersRoute.useNavigate();
  const [isImporting, dialog] = useDisclosure(importing === true);
  const endImport = (): void => {
    dialog.close();
    if (importing === true) void navigate({ search: ({ import: _led, ...rest }) => rest, replace: true });
  };
  const mayWrite = useMay('customers:write');
  return (
    <Page
      title={t('title')}
      wide
      actions={
        <>
          <DownloadMenu
            label={t('export')}
            files={(['xlsx', 'csv'] as const).map((format) => ({
              name: t(`lists.${format}`),
              href: `/v1/exports/customers?format=${format}&language=${language}`,
            }))}
          />
          {mayWrite && (
            <Button leftSection={<ArrowUpTrayIcon width={18} />} onClick={dialog.open}>
              {t('import.open')}
            </Button>
          )}
        </>
      }
    >
      <Found />
      {mayWrite && isImporting && <ImportDialog close={endImport} />}
    </Page>
  );
};

const isTooShort = (typed: string): boolean => typed !== '' && typed.trim().length < fewestLetters;

const Search = ({ typed }: { typed: string }) => {
  const { t } = useTranslation('customers');
  const navigate = customersRoute.useNavigate();
  return (
    <TextInput
      aria-label={t('search')}
      placeholder={t('searchFor')}
      leftSection={<MagnifyingGlassIcon width={18} />}
      maw={460}
      value={typed}
      maxLength={100}
      description={isTooShort(typed) ? t('tooShort') : undefined}
      inputWrapperOrder={['input', 'description']}
      onChange={(event) => {
        const text = event.currentTarget.value;
        void navigate({
          search: ({ q: _one, ...rest }) => (text === '' ? rest : { ...rest, q: text }),
          replace: true,
        });
      }}
    />
  );
};

const Found = () => {
  const { t } = useTranslation('customers');
  const { q = '', customer: openRef } = customersRoute.useSearch();
  const navigate = customersRoute.useNavigate();
  const language = useLanguage();
  const [sought] = useDebouncedValue(isTooShort(q) ? '' : q.trim(), 200);
  const list = useInfiniteQuery(customersQuery(sought));
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const shown = (data?.pages ?? []).flatMap((page) => page.data);
  const lacksSome = sought !== '' && shown.length < enoughFound && hasNextPage;
  const mayGoOn = lacksSome && !isFetchingNextPage && !list.isFetchNextPageError;
  // A page of what was sought may hold none and lead on. One that failed is asked for again by whoever looks.
  useEffect(() => {
    if (mayGoOn) void fetchNextPage();
  }, [mayGoOn, fetchNextPage]);
  const select = (ref: string | undefined): void =>
    void navigate({
      search: ({ customer: _one, ...rest }) => (ref === undefined ? rest : { ...rest, customer: ref }),
    });
  const { index } = useListKeys({
    count: shown.length,
    open: (at) => select(shown[at]?.ref),
    reveal: (at) =>
      document.getElementById(rowId(shown[at]?.ref ?? ''))?.scrollIntoView({ block: 'nearest' }),
  });
  return (
    <>
      <Search typed={q} />
      {isPending && <ListSkeleton rows={8} height={56} />}
      {data === undefined && error !== null && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <Split
          label={t('card')}
          close={() => select(undefined)}
          list={
            <>
              <Text size="xs" c="dimmed" mb={6} role="status">
                {t('found', { count: shown.length, shown: formatCount(shown.length, language) })}
                {hasNextPage && ` · ${t('notAll')}`}
              </Text>
              {shown.length === 0 && !lacksSome && <Nobody isSought={sought !== ''} />}
              {shown.length > 0 && (
                <ul className={classes.rows}>
                  {shown.map((one, at) => (
                    <Row
                      key={one.ref}
                      customer={one}
                      isActive={at === index}
                      isOpen={one.ref === openRef}
                      open={() => select(one.ref)}
                    />
                  ))}
                </ul>
              )}
              {list.isFetchNextPageError && error !== null && (
                <ProblemState problem={error} retry={() => void fetchNextPage()} />
              )}
              {hasNextPage && !list.isFetchNextPageError && (
                <Button
                  variant="subtle"
                  fullWidth
                  loading={isFetchingNextPage}
                  onClick={() => void fetchNextPage()}
                >
                  {t('more')}
                </Button>
              )}
            </>
          }
          panel={openRef === undefined ? null : <CustomerCard key={openRef} customerRef={openRef} />}
          empty={
            <EmptyState icon={UserGroupIcon} title={t('choose.title')}>
              {t('choose.text')}
            </EmptyState>
          }
        />
      )}
    </>
  );
};

/** Nobody is here, or nobody fits what was typed. */
const Nobody = ({ isSought }: { isSought: boolean }) => {
  const { t } = useTranslation('customers');
  return (
    <>
      {!isSought && (
        <Suspense>
          <SetupHint />
        </Suspense>
      )}
      <EmptyState icon={UserGroupIcon} title={t(isSought ? 'empty.notFound' : 'empty.title')}>
        {t(isSought ? 'empty.how' : 'empty.text')}
      </EmptyState>
    </>
  );
};

const Row = ({
  customer: { ref, name, contacts },
  isActive,
  isOpen,
  open,
}: {
  customer: Customer;
  isActive: boolean;
  isOpen: boolean;
  open: () => void;
}) => {
  const { t } = useTranslation('customers');
  const cannot = !contacts.some(({ canBind }) => canBind);
  return (
    <li className={classes.item}>
      <UnstyledButton
        id={rowId(ref)}
        className={classes.row}
        data-active={isActive || undefined}
        aria-current={isOpen ? 'true' : undefined}
        onClick={open}
      >
        <span className={classes.what}>
          <Text span size="sm" fw={600} truncate>
            <bdi>{name}</bdi>
          </Text>
          <Text span size="xs" c="dimmed" truncate>
            <bdi>{ref}</bdi> · {t('contacts', { count: contacts.length })}
          </Text>
        </span>
        {cannot && <Tag tone="warn">{t('nobodyBinds')}</Tag>}
      </UnstyledButton>
    </li>
  );
};
