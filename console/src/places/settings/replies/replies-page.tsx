import { Button, Group, Text } from '@mantine/core';
import { ChatBubbleBottomCenterTextIcon, PlusIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../parts/me.ts';
import { repliesQuery } from '../../../parts/reply-query.ts';
import { findReplies, replyLanguages, textIn, type CannedReply } from '../../../parts/reply-text.ts';
import { EmptyState, ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { Ask } from '../ask.tsx';
import { Lead } from '../part.tsx';
import classes from '../settings.module.css';
import { removeReply } from './queries.ts';
import { ReplyDialog } from './reply-dialog.tsx';

/** What is often said in chats: each text with its shortcut, in the languages it is written in. */
export const RepliesPage = () => {
  const { t } = useTranslation('settings-replies');
  const { data, isPending, error, refetch } = useQuery(repliesQuery);
  const mayWrite = useMay('templates:write');
  const [edited, edit] = useState<CannedReply | 'new' | null>(null);
  const [removed, remove] = useState<CannedReply | null>(null);
  const add = (
    <Button leftSection={<PlusIcon width={18} />} onClick={() => edit('new')}>
      {t('make.title')}
    </Button>
  );
  return (
    <>
      <Lead actions={mayWrite && add}>{t('lead')}</Lead>
      {isPending && <ListSkeleton rows={6} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState icon={ChatBubbleBottomCenterTextIcon} title={t('empty.title')}>
          {t(mayWrite ? 'empty.text' : 'empty.readOnly')}
        </EmptyState>
      )}
      {data !== undefined && data.length > 0 && (
        <ul className={classes.rows} aria-label={t('replies')}>
          {findReplies(data, '').map((reply) => (
            <ReplyRow
              key={reply.id}
              reply={reply}
              mayWrite={mayWrite}
              edit={() => edit(reply)}
              remove={() => remove(reply)}
            />
          ))}
        </ul>
      )}
      {edited !== null && <ReplyDialog reply={edited === 'new' ? null : edited} close={() => edit(null)} />}
      {removed !== null && <RemoveDialog reply={removed} close={() => remove(null)} />}
    </>
  );
};

const ReplyRow = ({
  reply,
  mayWrite,
  edit,
  remove,
}: {
  reply: CannedReply;
  mayWrite: boolean;
  edit: () => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('settings-replies');
  const { title, shortcut, texts } = reply;
  const shown = textIn(texts, useLanguage());
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <Text span size="sm" fw={600}>
          <bdi>{title}</bdi>
        </Text>
        <Text span size="xs" c="dimmed" lineClamp={2} dir="auto" lang={shown.in}>
          {shown.text}
        </Text>
      </span>
      <span className={classes.marks}>
        <Tag tone="info">{`/${shortcut}`}</Tag>
        {replyLanguages.map(
          (one) => texts[one] !== undefined && <Tag key={one}>{t(`languages.${one}`)}</Tag>,
        )}
      </span>
      {mayWrite && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('changeOf', { name: title })}
            onClick={edit}
          >
            {t('change')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('removeOf', { name: title })}
            onClick={remove}
          >
            {t('remove.go')}
          </Button>
        </Group>
      )}
    </li>
  );
};

const RemoveDialog = ({ reply, close }: { reply: CannedReply; close: () => void }) => {
  const { t } = useTranslation('settings-replies');
  // What was on the screen when it was asked.
  const [seen] = useState(reply);
  const order = useOrder({
    send: removeReply,
    refresh: [['canned-replies']],
    said: t('remove.done'),
    after: close,
  });
  return (
    <Ask
      title={t('remove.title')}
      text={t('remove.text', { name: seen.title })}
      go={t('remove.go')}
      isDanger
      isPending={order.isPending}
      close={close}
      order={() => order.mutate(seen)}
    />
  );
};
