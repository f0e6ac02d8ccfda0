import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { notesQuery } from './note-queries.ts';
import type { Note } from './shown.ts';

const none: readonly Note[] = [];

/** Notes of a chat, oldest first, as far back as its messages are shown. `since`: the instant of the first of these; null: all are. */
export const useNotes = (chat: string, since: string | null) => {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery(notesQuery(chat));
  const all = useMemo(() => data?.pages.flatMap((page) => page.data).reverse() ?? none, [data]);
  const oldest = all[0]?.at;
  const isShort = hasNextPage && (since === null || oldest === undefined || oldest > since);
  useEffect(() => {
    if (isShort && !isFetching) void fetchNextPage();
  }, [isShort, isFetching, fetchNextPage]);
  const notes = useMemo(() => all.filter(({ at }) => since === null || at >= since), [all, since]);
  return { notes, problem: data === undefined ? error : null, retry: () => void refetch() };
};
