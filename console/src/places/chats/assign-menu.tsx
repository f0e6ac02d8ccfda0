import { Button, Menu, Text } from '@mantine/core';
import { UserIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../parts/me.ts';
import { isOutdated } from '../../parts/outdated.tsx';
import { problemTitle } from '../../parts/states.tsx';
import { tellFailed } from '../../parts/toasts.ts';
import { useOrder } from '../../parts/use-order.ts';
import { assign, colleaguesQuery } from './assign-queries.ts';
import type { Chat } from './shown.ts';

/** Whose chat it is, and the way to change it. Somebody who was quicker is not written over: it is said, and the chat shows whose it is. */
export const AssignMenu = ({ chat: { id, assignment } }: { chat: Chat }) => {
  const { t } = useTranslation('chats');
  const { assignee, formerAssignee, rev } = assignment;
  const word = assignee?.name ?? t('assign.nobody');
  if (!useMay('conversations:write')) return <Text size="xs">{word}</Text>;
  return (
    <Choices id={id} rev={rev} assignee={assignee?.id ?? null} word={word}>
      {formerAssignee === null ? null : t('assign.former', { name: formerAssignee.name })}
    </Choices>
  );
};

const Choices = ({
  id,
  rev,
  assignee,
  word,
  children,
}: {
  id: string;
  rev: number;
  assignee: string | null;
  word: string;
  children: string | null;
}) => {
  const { t } = useTranslation('chats');
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const { data: people, error } = useQuery({ ...colleaguesQuery, enabled: isOpen });
  const order = useOrder({
    send: assign,
    refresh: [['conversations'], ['colleagues']],
    said: null,
    isToldThere: (problem) => {
      if (isOutdated(problem)) tellFailed(t('assign.changed'));
      return isOutdated(problem);
    },
  });
  const give = (to: string | null) => () => {
    if (!order.isPending) order.mutate({ id, assignee: to, rev });
  };
  const isMe = (one: string): boolean => me.kind === 'staff' && me.id === one;
  return (
    <Menu
      opened={isOpen}
      onChange={(wanted) => setOpen(wanted && !order.isPending)}
      position="bottom-end"
      trapFocus
    >
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<UserIcon width={16} aria-hidden />}
          // Never switched off: whoever chose with the keyboard is back on it while it is written.
          aria-busy={order.isPending}
          aria-label={t('assign.label', { name: word })}
        >
          {word}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {children !== null && <Menu.Label>{children}</Menu.Label>}
        {people === undefined && error !== null && <Menu.Label>{problemTitle(error, t)}</Menu.Label>}
        {(people ?? []).map(({ id: one, name }) => (
          <Menu.Item key={one} disabled={one === assignee} onClick={give(one)}>
            <bdi>{name}</bdi>
            {isMe(one) && ` (${t('assign.me')})`}
          </Menu.Item>
        ))}
        {assignee !== null && <Menu.Item onClick={give(null)}>{t('assign.takeOff')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
};
