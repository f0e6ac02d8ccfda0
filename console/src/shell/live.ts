import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

const streamPath = '/v1/stream';
const pollMs = 15_000;

/** A list that was scrolled further is asked for page by page: fifty calls for ten thousand lines, so not at each change. */
const shallowPages = 5;
const deepMs = 30_000;

/** Beginnings of query keys by what the stream tells of (`task.changed`): whoever shows such a thing begins its key so. */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  message: ['messages', 'conversations'],
  conversation: ['conversations'],
  note: ['notes'],
  request: ['requests'],
  task: ['tasks'],
  document: ['documents'],
  run: ['runs'],
  template: ['templates'],
  customer: ['customers'],
};

/** Everything that is on the screen is asked again, what is not when it is looked at. */
const refreshAll = (queries: QueryClient): void => {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
};

const isDeep = ({ state }: Query): boolean =>
  ((state.data as { pages?: readonly unknown[] } | undefined)?.pages?.length ?? 0) > shallowPages;

const refresh = (
  queries: QueryClient,
  kinds: ReadonlySet<string>,
  ofDepth: (query: Query) => boolean,
): void => {
  const first = new Set<unknown>([...kinds].flatMap((kind) => shownBy[kind] ?? []));
  void queries.invalidateQueries({ predicate: (query) => first.has(query.queryKey[0]) && ofDepth(query) });
};

/** `{"kind":"task.changed",…}` → `task`. */
const kindOf = (data: unknown): string => {
  const { kind } = JSON.parse(String(data)) as { kind: string };
  return kind.split('.')[0] ?? '';
};

/**
 * New messages and statuses arrive by themselves: the server's stream names what changed, and what shows it is asked again, bursts
 * once in a second, long lists once in half a minute. The browser comes back by itself with the last id it has. Where there is no stream, every 15 seconds while
 * somebody looks.
 */
export const useLive = (): void => {
  const queries = useQueryClient();
  useEffect(() => {
    const changed = new Set<string>();
    const changedDeep = new Set<string>();
    let later: ReturnType<typeof setTimeout> | undefined;
    let muchLater: ReturnType<typeof setTimeout> | undefined;
    let polling: ReturnType<typeof setInterval> | undefined;
    const stream = new EventSource(streamPath);
    stream.onmessage = ({ data }) => {
      changed.add(kindOf(data));
      later ??= setTimeout(() => {
        later = undefined;
        if (changed.has('reset')) refreshAll(queries);
        else refresh(queries, changed, (query) => !isDeep(query));
        for (const kind of changed) changedDeep.add(kind);
        changed.clear();
      }, 700);
      muchLater ??= setTimeout(() => {
        muchLater = undefined;
        refresh(queries, changedDeep, isDeep);
        changedDeep.clear();
      }, deepMs);
    };
    stream.onerror = () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      polling ??= setInterval(() => {
        if (document.visibilityState === 'visible') refreshAll(queries);
      }, pollMs);
    };
    return () => {
      stream.close();
      clearTimeout(later);
      clearTimeout(muchLater);
      clearInterval(polling);
    };
  }, [queries]);
};
