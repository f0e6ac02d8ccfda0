import type { QueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../api/client.ts';

const most = 100;
/** After a look that failed, and twice as long after each further one. */
const againMs = 5_000;
const againAtMostMs = 60_000;
/** Asked again when the stream tells of tasks, and kept as long as the page is. */
const kept = { gcTime: Number.POSITIVE_INFINITY, staleTime: 0, retry: false } as const;

/** `createdAt`: as the server writes instants, which are in the order of their text. */
interface Untaken {
  id: string;
  createdAt: string;
}

/**
 * Work that nobody took yet. The compartment is left out: each look at its tasks is on record, and a number that asks by itself is nobody who
 * looks.
 */
const waitingQuery = {
  ...kept,
  queryKey: ['tasks', 'untaken'],
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<readonly Untaken[]> => {
    const pages = await Promise.all(
      (['staff', 'accounting'] as const).map((role) =>
        dataOf(api.GET('/v1/tasks', { params: { query: { status: 'open', role, limit: most } }, signal })),
      ),
    );
    return pages.flatMap((page) => (page?.data ?? []).map(({ id, createdAt }) => ({ id, createdAt })));
  },
};

const choicesQuery = {
  ...kept,
  queryKey: ['notices', 'console'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await dataOf(api.GET('/v1/me/notices', { signal })))?.console ?? null,
};

const watched = new Set([waitingQuery, choicesQuery].map(({ queryKey }) => queryKey.join()));

/** Two short tones, made here: there is no file to load. Silent until somebody has pressed something on this page. */
const chime = (): void => {
  const audio = new AudioContext();
  for (const [pitch, start] of [
    [660, 0],
    [880, 0.14],
  ] as const) {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.08, audio.currentTime + start);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + start + 0.25);
    tone.connect(volume).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 0.3);
  }
  setTimeout(() => void audio.close(), 1_000);
};

/** Pages name the tab themselves; the number stands before whatever they say. */
const watchTitle = (): { show(count: string | null): void; stop(): void } => {
  let shown: string | null = null;
  const write = (): void => {
    const bare = document.title.replace(/^\(\S+\) /, '');
    const wanted = shown === null ? bare : `(${shown}) ${bare}`;
    if (document.title !== wanted) document.title = wanted;
  };
  const watch = new MutationObserver(write);
  watch.observe(document.head, { childList: true, characterData: true, subtree: true });
  return {
    show: (count) => {
      shown = count;
      write();
    },
    stop: () => watch.disconnect(),
  };
};

/**
 * How much waits, beside Today and in the tab, and a sound when there is something new, for whoever wants it. Answers what ends it. No part of
 * the first load, so it shares nothing with the pages but what asks the API.
 */
export const watchWaiting = (queries: QueryClient, show: (count: string | null) => void): (() => void) => {
  const title = watchTitle();
  let known: { ids: ReadonlySet<string>; newest: string } | null = null;
  let isOver = false;
  let later: ReturnType<typeof setTimeout> | undefined;
  let waitMs = againMs;
  const look = async (): Promise<void> => {
    const choices = await queries.fetchQuery(choicesQuery);
    const isWanted = choices !== null && (choices.badge || choices.sound);
    const tasks = isWanted ? await queries.fetchQuery(waitingQuery) : [];
    if (isOver) return;
    const before = known;
    const newest = tasks.reduce((last, { createdAt }) => (createdAt > last ? createdAt : last), '');
    known = isWanted
      ? { ids: new Set(tasks.map(({ id }) => id)), newest: [newest, before?.newest ?? ''].sort()[1] ?? '' }
      : null;
    // Old work that comes into the list, as what was before it is done, is not new.
    const isNew = ({ id, createdAt }: Untaken): boolean =>
      before !== null && createdAt >= before.newest && !before.ids.has(id);
    if (choices?.sound === true && tasks.some(isNew)) chime();
    const count = choices?.badge === true ? tasks.length : 0;
    const shown = count === 0 ? null : count >= most ? `${most}+` : String(count);
    show(shown);
    title.show(shown);
  };
  const lookAgain = (): void => {
    clearTimeout(later);
    look().then(
      () => {
        waitMs = againMs;
      },
      () => {
        // What failed stays marked as changed, and nobody is told that it changed once more until it is as before its first look.
        for (const { queryKey } of [waitingQuery, choicesQuery])
          void queries.resetQueries({ queryKey, exact: true });
        clearTimeout(later);
        if (!isOver) later = setTimeout(lookAgain, waitMs);
        waitMs = Math.min(waitMs * 2, againAtMostMs);
      },
    );
  };
  const unsubscribe = queries.getQueryCache().subscribe((event) => {
    const isTold = event.type === 'updated' && event.action.type === 'invalidate';
    if (isTold && watched.has(event.query.queryKey.join())) lookAgain();
  });
  lookAgain();
  return () => {
    isOver = true;
    clearTimeout(later);
    unsubscribe();
    title.stop();
  };
};
