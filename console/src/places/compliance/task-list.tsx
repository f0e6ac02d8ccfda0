import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerName } from '../../parts/customer-name.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useNow } from '../../parts/when.tsx';
import { WorkRow, WorkRows } from '../../parts/work-row.tsx';
import type { Task } from './queries.ts';
import { useTitleOf } from './use-title.ts';

export const TaskList = ({
  tasks,
  openId,
  select,
  more,
}: {
  tasks: readonly Task[];
  openId: string | null;
  select: (id: string) => void;
  /** Below the last one: the way to the next page. */
  more: ReactNode;
}) => (
  <Stack gap="sm">
    <WorkRows>
      {tasks.map((task) => (
        <Row key={task.id} task={task} isOpen={task.id === openId} select={() => select(task.id)} />
      ))}
    </WorkRows>
    {more}
  </Stack>
);

const Row = ({ task, isOpen, select }: { task: Task; isOpen: boolean; select: () => void }) => {
  const { t } = useTranslation('compliance');
  const titleOf = useTitleOf();
  const [customer] = task.customerRefs;
  const now = useNow();
  const isLate = task.status !== 'done' && new Date(task.dueAt) < now;
  return (
    <WorkRow
      first={titleOf(task)}
      second={customer === undefined ? null : <CustomerName customer={customer} />}
      at={task.doneAt ?? task.dueAt}
      late={isLate ? t('overdue') : null}
      marks={
        <>
          {task.urgent && task.status !== 'done' && <Tag tone="bad">{t('urgent')}</Tag>}
          {task.status === 'claimed' && task.formerAssignee === null && (
            <Tag tone="info">{task.assignee?.name ?? t('claimed')}</Tag>
          )}
        </>
      }
      isOpen={isOpen}
      select={select}
    />
  );
};
