import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '../../parts/data-table.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { When } from '../../parts/when.tsx';
import type { Message } from './queries.ts';
import classes from './sent.module.css';
import { ToWhom } from './to-whom.tsx';

const route = getRouteApi('/frame/sent');

const tones: Readonly<Record<Message['status'], Tone>> = {
  ...{ received: 'neutral', pending: 'wait', accepted: 'neutral', sent: 'neutral', delivered: 'good' },
  ...{ read: 'info', failed: 'bad', unknown: 'warn', suppressed: 'neutral' },
};

/** Where it stands: what holds it, else what the platform said of it last. */
const Standing = ({ message: { status, held } }: { message: Message }) => {
  const { t } = useTranslation('sent');
  if (held !== null)
    return <Tag tone="wait">{t(`reasons.${held.reason}`, { defaultValue: held.reason })}</Tag>;
  return <Tag tone={tones[status]}>{t(`status.${status}`)}</Tag>;
};

/** The words open the message, so that each has a link for the keyboard. */
const Words = ({ message: { id, text, kind } }: { message: Message }) => {
  const { t } = useTranslation('sent');
  const search = route.useSearch();
  return (
    <Link to="/sent" search={{ ...search, message: id }} className={classes.link}>
      <bdi>{text ?? t('noWords', { kind })}</bdi>
    </Link>
  );
};

export const useSentColumns = (isHeld: boolean): readonly DataColumn<Message>[] => {
  const { t } = useTranslation('sent');
  return useMemo(
    () => [
      {
        id: 'at',
        title: t(isHeld ? 'columns.until' : 'columns.at'),
        size: 130,
        cell: ({ at, held }) => <When at={held?.until ?? at} />,
      },
      {
        id: 'to',
        title: t('columns.to'),
        size: 190,
        cell: ({ conversationId }) => <ToWhom conversationId={conversationId} />,
      },
      { id: 'words', title: t('columns.words'), size: 420, cell: (message) => <Words message={message} /> },
      {
        id: 'state',
        title: t('columns.state'),
        size: 190,
        cell: (message) => <Standing message={message} />,
      },
    ],
    [t, isHeld],
  );
};
