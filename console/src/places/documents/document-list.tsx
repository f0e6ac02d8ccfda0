import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerName } from '../../parts/customer-name.tsx';
import { useListKeys } from '../../parts/keys.ts';
import { Tag } from '../../parts/tag.tsx';
import { When } from '../../parts/when.tsx';
import classes from './documents.module.css';
import type { Document, Task } from './queries.ts';
import { toneOfState, useFileName } from './shown.ts';

interface Row {
  id: string;
  title: ReactNode;
  below: ReactNode;
  mark: ReactNode;
}

const rowId = (id: string): string => `document-${id}`;

const Rows = ({
  rows,
  openId,
  open,
}: {
  rows: readonly Row[];
  openId: string | undefined;
  open: (at: number) => void;
}) => {
  const { index } = useListKeys({
    count: rows.length,
    open,
    reveal: (at) => document.getElementById(rowId(rows[at]?.id ?? ''))?.scrollIntoView({ block: 'nearest' }),
  });
  return (
    <ul className={classes.list}>
      {rows.map(({ id, title, below, mark }, at) => (
        <li key={id}>
          <UnstyledButton
            id={rowId(id)}
            className={classes.row}
            data-active={at === index || undefined}
            aria-current={id === openId ? 'true' : undefined}
            onClick={() => open(at)}
          >
            <span className={classes.what}>
              <span className={classes.title}>{title}</span>
              <span className={classes.below}>{below}</span>
            </span>
            {mark}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
};

/** Requests and chats with something to look at, due first. */
export const ReviewRows = ({
  tasks,
  openId,
  open,
}: {
  tasks: readonly Task[];
  openId: string | undefined;
  open: (task: Task) => void;
}) => {
  const { t } = useTranslation('documents');
  return (
    <Rows
      openId={openId}
      open={(at) => tasks[at] && open(tasks[at])}
      rows={tasks.map((task) => ({
        id: task.requestId ?? task.conversationId ?? task.id,
        title:
          task.customerRefs.length === 0 ? (
            t('nobodyKnown')
          ) : (
            <CustomerName customer={task.customerRefs[0] ?? ''} />
          ),
        below: t(`reasons.${task.reason}`),
        mark: (
          <span className={classes.marks}>
            {task.urgent && <Tag tone="warn">{t('urgent')}</Tag>}
            <When at={task.createdAt} />
          </span>
        ),
      }))}
    />
  );
};

/** Files, newest first. */
export const FileRows = ({
  files,
  openId,
  open,
}: {
  files: readonly Document[];
  openId: string | undefined;
  open: (file: Document) => void;
}) => {
  const { t } = useTranslation('documents');
  const nameOf = useFileName();
  return (
    <Rows
      openId={openId}
      open={(at) => files[at] && open(files[at])}
      rows={files.map((file) => ({
        id: file.id,
        title: <bdi>{nameOf(file)}</bdi>,
        below: file.customerRef === null ? t('nobodyKnown') : <CustomerName customer={file.customerRef} />,
        mark: (
          <span className={classes.marks}>
            <Tag tone={toneOfState[file.state]}>{t(`states.${file.state}`)}</Tag>
            <When at={file.receivedAt} />
          </span>
        ),
      }))}
    />
  );
};
