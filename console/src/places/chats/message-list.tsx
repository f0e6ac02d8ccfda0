import { TZDate } from '@date-fns/tz';
import { Button, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { format } from 'date-fns';
import { enGB, tr } from 'date-fns/locale';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../parts/me.ts';
import { ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { Bubble } from './bubble.tsx';
import classes from './chats.module.css';
import { messagesQuery } from './queries.ts';
import { markSeen } from './seen.ts';
import { NoteLine } from './note-line.tsx';
import { byDay, withNotes, type Chat } from './shown.ts';
import { useNotes } from './use-notes.ts';

/** The chat from the top, newest at the bottom, in sight; earlier ones are asked for by a press. */
export const MessageList = ({ chat }: { chat: Chat }) => {
  const { t } = useTranslation('chats');
  const { data, isPending, error, refetch, ...pages } = useInfiniteQuery(messagesQuery(chat.id));
  const { timeZone } = useMe().tenant;
  const locale = useLanguage() === 'tr' ? tr : enGB;
  const messages = useMemo(() => (data?.pages ?? []).flatMap((page) => page.data).reverse(), [data]);
  const since = pages.hasNextPage ? (messages[0]?.at ?? null) : null;
  const { notes, problem, retry } = useNotes(chat.id, data === undefined ? undefined : since);
  // Notes alone would be the end that is kept in sight, and the messages above them would come without one.
  const lines = data === undefined ? [] : withNotes(messages, notes);
  const days = byDay(lines, (at) => format(new TZDate(at, timeZone), 'd MMMM yyyy, EEEE', { locale }));
  const end = useEndInSight(lines.at(-1)?.message?.id ?? lines.at(-1)?.note?.id);
  const lastAt = chat.lastMessageAt ?? messages.at(-1)?.at;
  useEffect(() => {
    if (lastAt !== undefined) markSeen(chat.id, lastAt);
  }, [chat.id, lastAt]);
  return (
    <div className={classes.messages} ref={end} tabIndex={0} role="log" aria-label={t('messages')}>
      {isPending && <ListSkeleton rows={5} height={56} />}
      {data === undefined && !isPending && <ProblemState problem={error} retry={() => void refetch()} />}
      {problem !== null && <ProblemState problem={problem} retry={retry} />}
      {pages.hasNextPage && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('earlier')}
        </Button>
      )}
      {data !== undefined && lines.length === 0 && (
        <Text c="dimmed" size="sm" ta="center">
          {t('nothingSaid')}
        </Text>
      )}
      {days.map(({ day, lines: ofDay }) => (
        <div key={day} className={classes.day}>
          <span className={classes.dayName}>{day}</span>
          {ofDay.map(({ message, note }) =>
            note === undefined ? (
              <Bubble key={message.id} message={message} all={messages} />
            ) : (
              <NoteLine key={note.id} note={note} />
            ),
          )}
        </div>
      ))}
    </div>
  );
};

/** What is new comes into sight where one was at the end already; whoever reads further up stays there. */
const useEndInSight = (lastId: string | undefined) => {
  const box = useRef<HTMLDivElement>(null);
  const wasAtEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    const look = (): void => {
      if (element === null) return;
      wasAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    };
    element?.addEventListener('scroll', look, { passive: true });
    return () => element?.removeEventListener('scroll', look);
  }, []);
  useLayoutEffect(() => {
    if (wasAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [lastId]);
  return box;
};
