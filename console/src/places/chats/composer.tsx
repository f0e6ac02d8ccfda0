import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { LockClosedIcon, PaperAirplaneIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../../parts/customer.ts';
import { useMay, useMe } from '../../parts/me.ts';
import { fillIn, placeholdersIn, type ReplyPlaceholder } from '../../parts/reply-text.ts';
import { useOrder } from '../../parts/use-order.ts';
import { useNow } from '../../parts/when.tsx';
import classes from './chats.module.css';
import { begunIn, noteOf } from './drafts.ts';
import { writeNote } from './note-queries.ts';
import { remind, requestsOfCustomerQuery, say } from './queries.ts';
import { hoursAndMinutes, windowLeft, type Chat } from './shown.ts';
import { useDraft } from './use-draft.ts';
import { WriteBox } from './write-box.tsx';

/**
 * Writes to the customer while the 24 hours last; afterwards an approved template can go, as the reminder of something open. Or writes a note
 * for colleagues, at any time.
 */
export const Composer = ({ chat }: { chat: Chat }) => {
  const { t } = useTranslation('chats');
  const [what, setWhat] = useState(() => begunIn(chat.id));
  const left = windowLeft(chat, useNow());
  if (!useMay('conversations:write'))
    return (
      <Text className={classes.composer} size="sm" c="dimmed">
        {t('readOnly')}
      </Text>
    );
  return (
    <div className={classes.composer} data-note={what === 'note' || undefined}>
      <SegmentedControl
        size="xs"
        className={classes.what}
        aria-label={t('note.which')}
        value={what}
        onChange={setWhat}
        data={[
          { value: 'message', label: t('note.message') },
          { value: 'note', label: t('note.label') },
        ]}
      />
      {what === 'note' ? (
        <WriteNote chat={chat} />
      ) : left > 0 ? (
        <Write chat={chat} left={left} />
      ) : (
        <WindowOver chat={chat} />
      )}
    </div>
  );
};

/** What is known here of who this is with, and of who writes. */
const useKnown = ({ contactRef, customerRefs }: Chat): Partial<Record<ReplyPlaceholder, string>> => {
  const me = useMe();
  const [customer = ''] = customerRefs;
  const mayRead = useMay('customers:read');
  const { data } = useQuery({ ...customerQuery(customer), enabled: mayRead && customer !== '' });
  const contact = data?.contacts.find(({ ref }) => ref === contactRef);
  return {
    ...(contact === undefined ? {} : { 'contact.name': contact.name }),
    ...(data === undefined ? {} : { 'customer.name': data.name }),
    ...(me.name === null ? {} : { 'staff.name': me.name }),
  };
};

const Write = ({ chat, left }: { chat: Chat; left: number }) => {
  const { t } = useTranslation('chats');
  const { id, mode, language } = chat;
  const known = useKnown(chat);
  const missing = placeholdersIn(useDraft(id));
  return (
    <WriteBox
      key="message"
      draft={id}
      words={{ label: t('write'), placeholder: t('writeTo'), send: t('send') }}
      icon={<PaperAirplaneIcon width={16} />}
      hint={`${t('open', { left: hoursAndMinutes(left) })}${mode === 'bot' ? ` · ${t('botReads')}` : ''}`}
      missing={
        missing.length === 0
          ? null
          : t('replies.missing', { what: missing.map((name) => t(`replies.names.${name}`)).join(', ') })
      }
      replies={{ language, fill: (text) => fillIn(text, known) }}
      send={(written) => say({ id, ...written })}
      refresh={[['messages', id], ['conversations']]}
    />
  );
};

const WriteNote = ({ chat: { id } }: { chat: Chat }) => {
  const { t } = useTranslation('chats');
  return (
    <WriteBox
      key="note"
      draft={noteOf(id)}
      words={{ label: t('note.write'), placeholder: t('note.placeholder'), send: t('note.keep') }}
      icon={<LockClosedIcon width={16} />}
      hint={t('note.hint')}
      send={(written) => writeNote({ id, ...written })}
      refresh={[['notes', id]]}
    />
  );
};

const WindowOver = ({ chat }: { chat: Chat }) => {
  const { t } = useTranslation('chats');
  const mayRead = useMay('requests:read');
  const mayRemind = useMay('requests:write');
  const [customer = ''] = chat.customerRefs;
  const { data } = useQuery({
    ...requestsOfCustomerQuery(customer),
    enabled: mayRead && mayRemind && customer !== '',
  });
  const order = useOrder({
    send: remind,
    refresh: [['messages', chat.id], ['requests']],
    said: t('reminded'),
  });
  const requests = (data?.data ?? []).filter(({ id }) => chat.openRequestIds.includes(id));
  return (
    <Stack gap="xs">
      <Text size="sm" fw={550}>
        {t('over.title')}
      </Text>
      <Text size="sm" c="dimmed">
        {requests.length === 0 ? t('over.nothing') : t('over.text')}
      </Text>
      <Group gap="xs">
        {requests.map(({ id, reference, kind }) => (
          <Button
            key={id}
            size="compact-sm"
            variant="default"
            loading={order.isPending && order.variables === id}
            onClick={() => order.mutate(id)}
          >
            {t('over.remind', { what: t(`requestKinds.${kind}`), reference })}
          </Button>
        ))}
      </Group>
    </Stack>
  );
};
