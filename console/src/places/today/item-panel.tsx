import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CustomerName } from '../../parts/customer-name.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { plainText } from '../../parts/plain-text.ts';
import { RequestLines } from '../../parts/request-lines.tsx';
import { requestQuery } from '../../parts/request.ts';
import { ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { TaskActions, TaskOwner } from '../../parts/task-work.tsx';
import type { Finish } from '../../parts/use-finish.ts';
import { useReason } from '../../parts/use-reason.ts';
import { When } from '../../parts/when.tsx';
import type { Item, Task } from './groups.ts';
import { useTitleOf } from './use-title.ts';

/** One item: why it is there, what it is about, and what can be done. */
export const ItemPanel = ({ item, finish, close }: { item: Item; finish: Finish; close: () => void }) => {
  const titleOf = useTitleOf();
  const requestId = item.kind === 'task' ? item.task.requestId : item.request.id;
  return (
    <Stack gap="lg">
      <Title order={2} fz={18} pr={32}>
        {titleOf(item)}
      </Title>
      {item.kind === 'task' && (
        <TaskPart task={item.task} finish={finish} close={close} title={titleOf(item)} />
      )}
      {requestId !== null && <RequestPart id={requestId} />}
    </Stack>
  );
};

const TaskPart = ({
  task,
  title,
  finish,
  close,
}: {
  task: Task;
  title: string;
  finish: Finish;
  close: () => void;
}) => {
  const { t } = useTranslation('today');
  return (
    <Stack gap="md">
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
          [t('dueAt'), <When key="due" at={task.dueAt} full />],
          [t('createdAt'), <When key="at" at={task.createdAt} full />],
          [t('owner'), <TaskOwner key="owner" task={task} duty="tasks" />],
          [
            t('escalations'),
            task.escalations > 0 && <Tag tone="warn">{t('times', { count: task.escalations })}</Tag>,
          ],
          [
            t('writtenSince'),
            task.waiting !== null && task.waiting.lastMessageAt !== null && (
              <span key="since">
                {t('messages', { count: task.waiting.messages })} ·{' '}
                <When at={task.waiting.lastMessageAt} full />
              </span>
            ),
          ],
          ...Object.entries(task.details ?? {}).map(([name, value]) => [name, plainText(value)] as const),
        ]}
      />
      <TaskActions task={task} title={title} finish={finish} close={close} />
    </Stack>
  );
};

const RequestPart = ({ id }: { id: string }) => {
  const { t } = useTranslation('today');
  const reasonOf = useReason();
  const mayRead = useMay('requests:read');
  const { data, isPending, error, refetch } = useQuery({ ...requestQuery(id), enabled: mayRead });
  if (!mayRead) return null;
  if (isPending) return <ItemSkeleton />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="baseline">
        <Text fw={600}>
          {t(`kinds.${data.kind}`)} · <bdi>{data.reference}</bdi>
        </Text>
        <Anchor size="sm" href={`/console/requests/${data.id}`}>
          {t('openRequest')}
        </Anchor>
      </Group>
      <Facts
        facts={[
          [t('customer'), <CustomerName key="name" customer={data.customerRef} />],
          [t('answerBy'), <When key="due" at={data.dueAt} full />],
        ]}
      />
      <RequestLines lines={data.lines} />
      {data.reason !== null && (
        <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {t('reason')}: {reasonOf(data.reason)}
        </Text>
      )}
    </Stack>
  );
};
