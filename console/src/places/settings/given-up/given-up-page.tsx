import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { CheckCircleIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../parts/me.ts';
import { EmptyState, ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { tellDone } from '../../../parts/toasts.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Ask } from '../ask.tsx';
import { Refusal } from '../../../parts/outdated.tsx';
import { Lead } from '../part.tsx';
import classes from '../settings.module.css';
import { useWord } from '../use-word.ts';
import { useOpen } from '../use-open.ts';
import { dropOne, givenUpQuery, replayKind, replayOne, type GivenUp, type GivenUpKind } from './queries.ts';

const kinds = ['input', 'unrouted', 'event', 'callback', 'message', 'relay'] as const;

/** What the product could not do, however often it tried: back into work, or put away with a reason. */
export const GivenUpPage = () => {
  const { t } = useTranslation('settings-given-up');
  const [opened, open] = useOpen();
  const kind = kinds.find((one) => one === opened) ?? null;
  const { data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(givenUpQuery(kind));
  const letters = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <Lead>{t('lead')}</Lead>
      <Group gap="xs" mb="md">
        <NativeSelect
          aria-label={t('kind')}
          data={[
            { value: '', label: t('all') },
            ...kinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
          ]}
          value={kind ?? ''}
          onChange={({ currentTarget: { value } }) => open(value === '' ? null : value)}
        />
        {kind !== null && letters.length > 1 && <ReplayAll kind={kind} />}
      </Group>
      {isPending && <ListSkeleton />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && letters.length === 0 && (
        <EmptyState icon={CheckCircleIcon} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      )}
      {letters.length > 0 && (
        <ul className={classes.rows}>
          {letters.map((letter) => (
            <Letter key={letter.id} letter={letter} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button variant="subtle" mt={8} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
};

const ReplayAll = ({ kind }: { kind: GivenUpKind }) => {
  const { t } = useTranslation('settings-given-up');
  const [isAsking, ask] = useState(false);
  const order = useOrder({
    send: replayKind,
    refresh: [['deadletters']],
    said: null,
    after: ({ replayed, notReady }) => {
      tellDone(t('replayAll.done', { replayed, notReady }));
      ask(false);
    },
  });
  if (!useMay('deadletters:write')) return null;
  return (
    <>
      <Button variant="default" onClick={() => ask(true)}>
        {t('replayAll.title')}
      </Button>
      {isAsking && (
        <Ask
          title={t('replayAll.title')}
          text={t('replayAll.text', { kind: t(`kinds.${kind}`) })}
          go={t('replayAll.go')}
          isPending={order.isPending}
          close={() => ask(false)}
          order={() => order.mutate(kind)}
        />
      )}
    </>
  );
};

/** Ids of what it is about, with the way there where the console has one. */
const About = ({ subject }: { subject: GivenUp['subject'] }) => {
  const { t } = useTranslation('settings-given-up');
  const ways: Readonly<Record<string, string | false>> = {
    requestId: useMay('requests:read') && '/console/requests/',
    conversationId: useMay('conversations:read') && '/console/chats?show=all&chat=',
  };
  return (
    <>
      {Object.entries(subject).map(([name, id]) => {
        if (id === null) return null;
        const way = ways[name] ?? false;
        return (
          <span key={name}>
            {t(`subject.${name}`)}:{' '}
            {way === false ? (
              <bdi className={classes.id}>{id}</bdi>
            ) : (
              <a className={classes.id} href={`${way}${encodeURIComponent(id)}`}>
                {id}
              </a>
            )}
          </span>
        );
      })}
    </>
  );
};

const Letter = ({ letter }: { letter: GivenUp }) => {
  const { t } = useTranslation('settings-given-up');
  const word = useWord('settings-given-up');
  const [isDropping, drop] = useState(false);
  const mayWrite = useMay('deadletters:write');
  const replay = useOrder({ send: replayOne, refresh: [['deadletters']], said: t('replay.done') });
  const { id, kind, reason, givenUpAt, attempts, replays, subject } = letter;
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <Text span size="sm" fw={550}>
          {word(`reasons.${reason}`, reason)}
        </Text>
        <Text span size="xs" c="dimmed" className={classes.about}>
          <When at={givenUpAt} />
          {attempts !== null && <span>{t('attempts', { count: attempts })}</span>}
          {replays > 0 && <span>{t('replays', { count: replays })}</span>}
          <About subject={subject} />
        </Text>
      </span>
      <Tag>{t(`kinds.${kind}`)}</Tag>
      {mayWrite && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={replay.isPending}
            onClick={() => replay.mutate(id)}
          >
            {t('replay.title')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => drop(true)}>
            {t('drop.title')}
          </Button>
        </Group>
      )}
      {isDropping && <DropDialog id={id} close={() => drop(false)} />}
    </li>
  );
};

const DropDialog = ({ id, close }: { id: string; close: () => void }) => {
  const { t } = useTranslation('settings-given-up');
  const [reason, setReason] = useState('');
  const order = useOrder({
    send: dropOne,
    refresh: [['deadletters']],
    said: t('drop.done'),
    after: close,
    isToldThere: () => true,
  });
  return (
    <Modal opened onClose={close} title={t('drop.title')} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          order.mutate({ id, reason: reason.trim() });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('drop.text')}</Text>
          <TextInput
            label={t('drop.reason')}
            required
            data-autofocus
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Refusal problem={order.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" color="red.8" loading={order.isPending} disabled={reason.trim() === ''}>
              {t('drop.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
