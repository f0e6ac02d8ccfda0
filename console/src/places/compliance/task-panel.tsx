import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CustomerName } from '../../parts/customer-name.tsx';
import { Facts } from '../../parts/facts.tsx';
import { plainText } from '../../parts/plain-text.ts';
import { Tag } from '../../parts/tag.tsx';
import { TaskActions, TaskOwner } from '../../parts/task-work.tsx';
import type { Finish } from '../../parts/use-finish.ts';
import { When } from '../../parts/when.tsx';
import type { Task } from './queries.ts';
import { useTitleOf } from './use-title.ts';

/** One task: what the business system said, and what is done about it. What came of it has to be said. */
export const TaskPanel = ({ task, finish, close }: { task: Task; finish: Finish; close: () => void }) => {
  const { t } = useTranslation('compliance');
  const titleOf = useTitleOf();
  return (
    <Stack gap="lg">
      <Title order={2} fz={18} pr={32}>
        {titleOf(task)}
      </Title>
      <Facts
        facts={[
          [
            t('customer'),
            task.customerRefs.length > 0 &&
              task.customerRefs.map((ref) => (
                <div key={ref}>
                  <CustomerName customer={ref} />
                </div>
              )),
          ],
          ...Object.entries(task.details ?? {}).map(
            ([name, value]) => [t(`details.${name}`, { defaultValue: name }), plainText(value)] as const,
          ),
          [t('createdAt'), <When key="at" at={task.createdAt} full />],
          [t('dueAt'), task.status !== 'done' && <When key="due" at={task.dueAt} full />],
          [t('owner'), task.status !== 'done' && <TaskOwner key="owner" task={task} duty="compartment" />],
          [
            t('escalations'),
            task.escalations > 0 && <Tag tone="warn">{t('times', { count: task.escalations })}</Tag>,
          ],
          [t('doneAt'), task.doneAt !== null && <When key="done" at={task.doneAt} full />],
          [t('doneBy'), task.doneBy],
          [t('resolution'), task.resolution],
        ]}
      />
      {task.status !== 'done' && (
        <TaskActions task={task} title={titleOf(task)} finish={finish} close={close} needsNote />
      )}
    </Stack>
  );
};
