import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { notesQuery } from './note-queries.ts';
import { notesNeeded } from './notes-needed.ts';
import type { Note } from './shown.ts';

const none: readonly Note[] = [];

/**
 * Notes of a chat, oldest first, as far back as its messages are shown. `since`: the instant of the first of these; null: all are; left out: it is not
 * known yet.
 */
export const useNotes = (chat: string, since: string | null | undefined) => {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery(notesQuery(chat));
  const all = useMemo(() => data?.pages.flatMap((page) => page.data).reverse() ?? none, [data]);
  const facts = { hasMore: hasNextPage, oldest: all[0]?.at, since, isFetching, isFailed: error !== null };
  const { isShort, isAsked } = notesNeeded(facts);
  useEffect(() => {
    if (isAsked) void fetchNextPage();
  }, [isAsked, fetchNextPage]);
  const notes = useMemo(() => all.filter(({ at }) => at >= (since ?? '')), [all, since]);
  return { notes, problem: data === undefined || isShort ? error : null, retry: () => void refetch() };
};
