import { DocumentTextIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CustomerName } from '../../parts/customer-name.tsx';
import { useMay } from '../../parts/me.ts';
import { Page } from '../../parts/page.tsx';
import { Split } from '../../parts/split.tsx';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import classes from './documents.module.css';
import { FileRows, ReviewRows } from './document-list.tsx';
import { OpenedFile, OpenedSubject } from './document-panel.tsx';
import { shownFiles, type ShownFiles } from './shown-files.ts';
import { documentsQuery, reviewsQuery } from './queries.ts';

const route = getRouteApi('/frame/documents');

interface Opened {
  file?: string;
  request?: string;
  chat?: string;
}

/** Goes to what is opened, or closes it with `{}`. */
const useOpen = () => {
  const navigate = route.useNavigate();
  return (opened: Opened): void =>
    void navigate({
      search: ({ file: _file, request: _request, chat: _chat, ...rest }) => ({ ...rest, ...opened }),
    });
};

/** What people sent: what waits for a look first, and each file beside what was asked. */
export const DocumentsPage = () => {
  const { t } = useTranslation('documents');
  const mayTasks = useMay('tasks:read');
  const { show = mayTasks ? 'review' : 'all', customer } = route.useSearch();
  return (
    <Page title={t('title')} wide>
      <Narrow show={show} mayTasks={mayTasks} customer={customer} />
      {show === 'review' && mayTasks ? <Reviews /> : <Files show={show} customer={customer} />}
    </Page>
  );
};

const Narrow = ({
  show,
  mayTasks,
  customer,
}: {
  show: ShownFiles;
  mayTasks: boolean;
  customer: string | undefined;
}) => {
  const { t } = useTranslation('documents');
  const navigate = route.useNavigate();
  return (
    <Group gap="sm">
      <Group gap={6} role="group" aria-label={t('views.title')}>
        {shownFiles
          .filter((one) => mayTasks || one !== 'review')
          .map((one) => (
            <button
              key={one}
              type="button"
              className={classes.chip}
              aria-pressed={one === show}
              onClick={() =>
                void navigate({
                  search: { show: one, ...(customer === undefined ? {} : { customer }) },
                  replace: true,
                })
              }
            >
              {t(`views.${one}`)}
            </button>
          ))}
      </Group>
      {customer !== undefined && show !== 'review' && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void navigate({ search: { show }, replace: true })}
          rightSection={<span aria-hidden>×</span>}
          aria-label={t('everybody')}
        >
          <CustomerName customer={customer} />
        </Button>
      )}
    </Group>
  );
};

const usePanel = () => {
  const { file, request, chat } = route.useSearch();
  const open = useOpen();
  if (file !== undefined) return <OpenedFile key={file} id={file} close={() => open({})} />;
  const subject = request !== undefined ? { request } : chat !== undefined ? { chat } : null;
  return subject === null ? null : (
    <OpenedSubject key={request ?? chat} subject={subject} close={() => open({})} />
  );
};

const nothingOpen = (title: string, text: string) => (
  <EmptyState icon={DocumentTextIcon} title={title}>
    {text}
  </EmptyState>
);

const Reviews = () => {
  const { t } = useTranslation('documents');
  const { request, chat } = route.useSearch();
  const open = useOpen();
  const panel = usePanel();
  const { data, isPending, error, refetch } = useQuery(reviewsQuery);
  if (isPending) return <ListSkeleton rows={8} height={58} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <Split
      narrowList
      label={t('document')}
      close={() => open({})}
      list={
        data.length === 0 ? (
          nothingOpen(t('nothing.review'), t('nothing.reviewText'))
        ) : (
          <>
            <Text size="xs" c="dimmed" mb={6} role="status">
              {t('waiting', { count: data.length })}
            </Text>
            <ReviewRows
              tasks={data}
              openId={request ?? chat}
              open={({ requestId, conversationId }) =>
                open(requestId === null ? { chat: conversationId ?? '' } : { request: requestId })
              }
            />
          </>
        )
      }
      panel={panel}
      empty={data.length === 0 ? undefined : nothingOpen(t('choose.title'), t('choose.text'))}
    />
  );
};

const Files = ({ show, customer }: { show: ShownFiles; customer: string | undefined }) => {
  const { t } = useTranslation('documents');
  const { file } = route.useSearch();
  const open = useOpen();
  const panel = usePanel();
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(
      documentsQuery({
        ...(show === 'refused' ? { state: 'refused' as const } : {}),
        ...(customer === undefined ? {} : { customerRef: customer }),
      }),
    );
  if (isPending) return <ListSkeleton rows={8} height={58} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  const files = data.pages.flatMap((page) => page.data);
  return (
    <Split
      narrowList
      label={t('document')}
      close={() => open({})}
      list={
        files.length === 0 ? (
          nothingOpen(t(`nothing.${show}`), t(`nothing.${show}Text`))
        ) : (
          <>
            <FileRows files={files} openId={file} open={({ id }) => open({ file: id })} />
            {hasNextPage && (
              <Button
                fullWidth
                mt="sm"
                variant="default"
                loading={isFetchingNextPage}
                onClick={() => void fetchNextPage()}
              >
                {t('more')}
              </Button>
            )}
          </>
        )
      }
      panel={panel}
      empty={files.length === 0 ? undefined : nothingOpen(t('choose.title'), t('choose.text'))}
    />
  );
};
