import { Button, Group, Stack, Textarea } from '@mantine/core';
import { CheckIcon, HandRaisedIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shape } from '../api/shapes.ts';
import { AssignMenu } from './assign-menu.tsx';
import type { Duty } from './colleagues.ts';
import { useMay } from './me.ts';
import { claimTask, giveTask } from './task-orders.ts';
import type { Finish } from './use-finish.ts';
import { useOrder } from './use-order.ts';

type Task = Shape<'Task'>;

/** Whose it is, and the way to give it to somebody. A program may have given it to a name that is no account. */
export const TaskOwner = ({ task, duty }: { task: Task; duty: Duty }) => {
  const { t } = useTranslation('parts');
  const { assignee, formerAssignee, owner } = task;
  const mayGive = useMay('tasks:write');
  if (!mayGive || (assignee === null && formerAssignee === null && owner !== null))
    return assignee?.name ?? (formerAssignee === null ? owner : null);
  return (
    <AssignMenu
      assigned={task}
      duty={duty}
      labelOf={(name) => t('task.assigned', { name })}
      send={giveTask}
      refresh={duty === 'compartment' ? 'compartment' : 'tasks'}
    />
  );
};

/** Takes a task, or finishes it with a note; `needsNote`: what came of it has to be said. */
export const TaskActions = ({
  task,
  title,
  finish,
  close,
  needsNote = false,
}: {
  task: Task;
  title: string;
  finish: Finish;
  close: () => void;
  needsNote?: boolean;
}) => {
  const { t } = useTranslation('parts');
  const [note, setNote] = useState('');
  const claim = useOrder({
    send: claimTask,
    refresh: [['tasks'], ['compartment']],
    said: t('task.claimedNow'),
  });
  if (!useMay('tasks:write')) return null;
  const said = note.trim();
  const done = (): void => {
    finish({ id: task.id, title, ...(said === '' ? {} : { resolution: said }) });
    close();
  };
  return (
    <Stack gap="sm">
      <Textarea
        label={t('task.note')}
        placeholder={t(needsNote ? 'task.noteNeeded' : 'task.notePlaceholder')}
        required={needsNote}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button leftSection={<CheckIcon width={18} />} disabled={needsNote && said === ''} onClick={done}>
          {t('task.finish')}
        </Button>
        {(task.status === 'open' || task.formerAssignee !== null) && (
          <Button
            variant="default"
            leftSection={<HandRaisedIcon width={18} />}
            loading={claim.isPending}
            onClick={() => claim.mutate(task.id)}
          >
            {t('task.claim')}
          </Button>
        )}
      </Group>
    </Stack>
  );
};
