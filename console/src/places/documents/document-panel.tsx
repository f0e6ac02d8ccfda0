import { Anchor, Button, Group, SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { ArrowDownTrayIcon, DocumentTextIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerName } from '../../parts/customer-name.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { requestQuery } from '../../parts/request.ts';
import { RequestLines } from '../../parts/request-lines.tsx';
import { EmptyState, ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { useOrder } from '../../parts/use-order.ts';
import { When } from '../../parts/when.tsx';
import classes from './documents.module.css';
import { sizeText } from './size-text.ts';
import {
  askedQuery,
  documentQuery,
  filesOfQuery,
  reviewsQuery,
  sameContentQuery,
  ticketFor,
  type Document,
} from './queries.ts';
import { Review } from './review.tsx';
import { isThere, toneOfState, useFileName } from './shown.ts';
import { Viewer } from './viewer.tsx';

/** One file that was chosen from the list of all. */
export const OpenedFile = ({ id, close }: { id: string; close: () => void }) => {
  const { data, isPending, error, refetch } = useQuery(documentQuery(id));
  if (isPending) return <ItemSkeleton />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return <Opened file={data} close={close} />;
};

/** All files of a request, or of a chat without one; the newest that can be looked at is open first. */
export const OpenedSubject = ({
  subject,
  close,
}: {
  subject: { request: string } | { chat: string };
  close: () => void;
}) => {
  const { t } = useTranslation('documents');
  const nameOf = useFileName();
  const [chosen, choose] = useState<string>();
  const { data, isPending, error, refetch } = useQuery(filesOfQuery(subject));
  if (isPending) return <ItemSkeleton />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  const file = data.find(({ id }) => id === chosen) ?? data.findLast(isThere) ?? data.at(-1);
  if (file === undefined)
    return (
      <EmptyState icon={DocumentTextIcon} title={t('nothing.subject')}>
        {t('nothing.subjectText')}
      </EmptyState>
    );
  return (
    <Stack gap="md">
      {data.length > 1 && (
        <SegmentedControl
          mr={36}
          className={classes.files}
          aria-label={t('filesOf')}
          value={file.id}
          onChange={choose}
          data={data.map((one, at) => ({ value: one.id, label: `${String(at + 1)} · ${nameOf(one)}` }))}
        />
      )}
      <Opened key={file.id} file={file} close={close} />
    </Stack>
  );
};

const Opened = ({ file, close }: { file: Document; close: () => void }) => {
  const { t } = useTranslation('documents');
  const nameOf = useFileName();
  return (
    <Stack gap="md">
      <Group gap={10} pr={36}>
        <Title order={2} fz={18} className={classes.name}>
          <bdi>{nameOf(file)}</bdi>
        </Title>
        <Tag tone={toneOfState[file.state]}>{t(`states.${file.state}`)}</Tag>
      </Group>
      <div className={classes.sides}>
        <div className={classes.side}>
          {isThere(file) ? <Viewer key={file.id} file={file} /> : <NotThere file={file} />}
        </div>
        <Stack gap="lg" className={classes.side}>
          <Decide file={file} close={close} />
          <Asked file={file} />
          <About file={file} />
        </Stack>
      </div>
    </Stack>
  );
};

const NotThere = ({ file: { state, reason } }: { file: Document }) => {
  const { t } = useTranslation('documents');
  return (
    <EmptyState icon={DocumentTextIcon} title={t(`away.${state}`, { defaultValue: t('away.deleted') })}>
      {reason === null ? undefined : t(`refusals.${reason}`, { defaultValue: reason })}
    </EmptyState>
  );
};

/** What can be decided, while the request waits for it. */
const Decide = ({ file, close }: { file: Document; close: () => void }) => {
  const [mayWrite, mayTasks] = [useMay('documents:write'), useMay('tasks:read')];
  const { data } = useQuery({ ...reviewsQuery, enabled: mayTasks });
  if (!mayWrite) return null;
  const waits = (data ?? []).some(({ requestId }) => requestId !== null && requestId === file.requestId);
  return <Review file={file} waits={waits} close={close} />;
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <Title order={3} fz={14} mb={8}>
      {title}
    </Title>
    {children}
  </section>
);

/** What this file answers, and the words the person was asked with. */
const Asked = ({ file: { requestId, conversationId } }: { file: Document }) => {
  const { t } = useTranslation('documents');
  const [mayRequests, mayChats] = [useMay('requests:read'), useMay('conversations:read')];
  return (
    <Part title={t('asked.title')}>
      <Stack gap="sm">
        {requestId === null && <Text size="sm">{t('asked.nothing')}</Text>}
        {requestId !== null && mayRequests && <AskedRequest id={requestId} />}
        {mayChats && (
          <Anchor
            component={Link}
            to="/chats"
            search={{ show: 'all', chat: conversationId } as never}
            size="sm"
          >
            {t('openChat')}
          </Anchor>
        )}
      </Stack>
    </Part>
  );
};

const AskedRequest = ({ id }: { id: string }) => {
  const { t } = useTranslation('documents');
  const request = useQuery(requestQuery(id));
  const asked = useQuery(askedQuery(id));
  if (request.isPending) return <Skeleton height={90} radius="md" />;
  if (request.data === undefined)
    return <ProblemState problem={request.error} retry={() => void request.refetch()} />;
  const { kind, reference, dueAt, status, lines } = request.data;
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          [t('asked.kind'), t(`requestKinds.${kind}`)],
          [
            t('asked.reference'),
            <Anchor key="reference" component={Link} to="/requests/$id" params={{ id } as never}>
              {reference}
            </Anchor>,
          ],
          [t('asked.due'), <When key="due" at={dueAt} full />],
          [t('asked.state'), t(`asked.${status}`)],
        ]}
      />
      <RequestLines lines={lines} />
      {(asked.data ?? []).slice(0, 1).map(({ id: messageId, text }) => (
        <blockquote key={messageId} className={classes.words} dir="auto">
          {text}
        </blockquote>
      ))}
    </Stack>
  );
};

const About = ({ file }: { file: Document }) => {
  const { t } = useTranslation('documents');
  const language = useLanguage();
  const download = useOrder({
    send: ticketFor,
    refresh: [],
    said: null,
    after: ({ url }) => window.location.assign(url),
  });
  const mayOriginal = useMay('documents:original');
  return (
    <Part title={t('about')}>
      <Stack gap="sm">
        <Facts
          facts={[
            [
              t('facts.customer'),
              file.customerRef !== null && <CustomerName key="who" customer={file.customerRef} />,
            ],
            [t('facts.source'), t(`sources.${file.source}`)],
            [t('facts.received'), <When key="at" at={file.receivedAt} full />],
            [t('facts.scan'), t(file.scanned ? 'scan.done' : 'scan.none')],
            [t('facts.type'), file.mimeType],
            [t('facts.size'), file.bytes !== null && sizeText(file.bytes, language)],
            [t('facts.pages'), file.pages],
            [t('facts.destroyAt'), file.destroyAt !== null && <When key="gone" at={file.destroyAt} full />],
          ]}
        />
        {file.sha256 !== null && <SameContent sha256={file.sha256} id={file.id} />}
        {isThere(file) && mayOriginal && (
          <Button
            variant="default"
            size="compact-md"
            leftSection={<ArrowDownTrayIcon width={16} />}
            loading={download.isPending}
            onClick={() => download.mutate(file.id)}
          >
            {t('download')}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {t('logged')}
        </Text>
      </Stack>
    </Part>
  );
};

/** The same bytes came before, or for something else: a receipt that was used twice. */
const SameContent = ({ sha256, id }: { sha256: string; id: string }) => {
  const { t } = useTranslation('documents');
  const { data } = useQuery(sameContentQuery(sha256));
  const others = (data?.data ?? []).filter((one) => one.id !== id);
  if (others.length === 0) return null;
  return (
    <div role="note" className={classes.same}>
      <Text size="sm" fw={550}>
        {t('same', { count: others.length })}
      </Text>
      <ul className={classes.plain}>
        {others.map(({ id: other, customerRef, receivedAt }) => (
          <li key={other}>
            <Anchor component={Link} to="/documents" search={{ show: 'all', file: other } as never} size="sm">
              <When at={receivedAt} full />
              {customerRef !== null && (
                <>
                  {' · '}
                  <CustomerName customer={customerRef} />
                </>
              )}
            </Anchor>
          </li>
        ))}
      </ul>
    </div>
  );
};
