import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { PaperAirplaneIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { useOrder } from '../../parts/use-order.ts';
import { useNow } from '../../parts/when.tsx';
import classes from './chats.module.css';
import { keepDraft, useDraft } from './drafts.ts';
import { remind, requestsOfCustomerQuery, say } from './queries.ts';
import { hoursAndMinutes, windowLeft, type Chat } from './shown.ts';

/** Writes to the customer while the 24 hours last; afterwards an approved template can go, as the reminder of something open. */
export const Composer = ({ chat }: { chat: Chat }) => {
  const { t } = useTranslation('chats');
  const left = windowLeft(chat, useNow());
  if (!useMay('conversations:write'))
    return (
      <Text className={classes.composer} size="sm" c="dimmed">
        {t('readOnly')}
      </Text>
    );
  return left > 0 ? <Write chat={chat} left={left} /> : <WindowOver chat={chat} />;
};

const maxText = 4096;

const Write = ({ chat: { id, mode }, left }: { chat: Chat; left: number }) => {
  const { t } = useTranslation('chats');
  const text = useDraft(id);
  const key = useRef(crypto.randomUUID());
  const order = useOrder({
    send: say,
    refresh: [['messages', id], ['conversations']],
    said: null,
    after: () => {
      key.current = crypto.randomUUID();
      keepDraft(id, '');
    },
  });
  const isReady = text.trim() !== '' && !order.isPending;
  const send = (): void => {
    if (isReady) order.mutate({ id, text: text.trim(), key: key.current });
  };
  return (
    <div className={classes.composer}>
      <Textarea
        aria-label={t('write')}
        placeholder={t('writeTo')}
        autosize
        minRows={1}
        maxRows={7}
        maxLength={maxText}
        dir="auto"
        value={text}
        onChange={(event) => {
          // Other words are another message.
          key.current = crypto.randomUUID();
          keepDraft(id, event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="xs" c="dimmed" className="tabular">
          {t('open', { left: hoursAndMinutes(left) })}
          {mode === 'bot' && ` · ${t('botReads')}`}
        </Text>
        <Button
          size="compact-sm"
          flex="none"
          rightSection={<PaperAirplaneIcon width={16} />}
          disabled={!isReady}
          loading={order.isPending}
          onClick={send}
        >
          {t('send')}
        </Button>
      </Group>
    </div>
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
    <Stack gap="xs" className={classes.composer}>
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
