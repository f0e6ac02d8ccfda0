import { Button, Menu } from '@mantine/core';
import { UserIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { colleaguesQuery, type Duty } from './colleagues.ts';
import { useMe } from './me.ts';
import { isOutdated } from './outdated.tsx';
import { problemTitle } from './states.tsx';
import { tellFailed } from './toasts.ts';
import { useOrder } from './use-order.ts';

interface Named {
  id: string;
  name: string;
}

export interface Assigned {
  id: string;
  assignee: Named | null;
  formerAssignee: Named | null;
  rev: number;
}

interface AssignMenuProps {
  assigned: Assigned;
  duty: Duty;
  /** For whoever hears the button: what is whose. */
  labelOf: (name: string) => string;
  send: (order: { id: string; assignee: string | null; rev: number }) => Promise<unknown>;
  /** Beginnings of the keys of the queries that show whose it is. */
  refresh: string;
}

/** Whose it is, and the way to change it. Somebody who was quicker is not written over: it is said, and shown whose it is. */
export const AssignMenu = ({
  assigned: { id, assignee, formerAssignee, rev },
  duty,
  labelOf,
  send,
  refresh,
}: AssignMenuProps) => {
  const { t } = useTranslation('parts');
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const { data: people, error } = useQuery({ ...colleaguesQuery(duty), enabled: isOpen });
  const order = useOrder({
    send,
    refresh: [[refresh], ['colleagues']],
    said: null,
    isToldThere: (problem) => {
      if (isOutdated(problem)) tellFailed(t('assign.changed'));
      return isOutdated(problem);
    },
  });
  const word = assignee?.name ?? t('assign.nobody');
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
          aria-label={labelOf(word)}
        >
          {word}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflow: 'auto' }}>
        {formerAssignee !== null && (
          <Menu.Label>{t('assign.former', { name: formerAssignee.name })}</Menu.Label>
        )}
        {people === undefined && error !== null && <Menu.Label>{problemTitle(error, t)}</Menu.Label>}
        {(people ?? []).map(({ id: one, name }) => (
          <Menu.Item key={one} disabled={one === assignee?.id} onClick={give(one)}>
            <bdi>{name}</bdi>
            {isMe(one) && ` (${t('assign.me')})`}
          </Menu.Item>
        ))}
        {assignee !== null && <Menu.Item onClick={give(null)}>{t('assign.takeOff')}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
};
