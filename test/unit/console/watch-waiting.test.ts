import { jest } from '@jest/globals';
import { waitFor } from '../../support/wait-for.ts';

interface Queries {
  invalidateQueries(filter: { predicate(query: { queryKey: readonly unknown[] }): boolean }): Promise<void>;
  isFetching(): number;
  getQueryData(key: readonly string[]): unknown;
}

/** By their names alone: their types are of a browser, which the types of the tests are not. */
const watched = async (): Promise<{
  queries: Queries;
  watchWaiting(queries: Queries, show: (count: string | null) => void): () => void;
}> => {
  const names = ['@tanstack/react-query', '../../../console/src/shell/watch-waiting.ts'] as const;
  const { QueryClient } = (await import(names[0] as string)) as { QueryClient: new () => Queries };
  return { ...(await import(names[1] as string)), queries: new QueryClient() };
};

/** What of a browser the watch touches, and the API behind it. */
const server = { isDown: false, tasks: [] as { id: string; createdAt: string }[], chimes: 0, closed: 0 };
const nothing = (): void => undefined;
const tone = () => ({
  ...{ frequency: { value: 0 }, gain: { setValueAtTime: nothing, exponentialRampToValueAtTime: nothing } },
  ...{ connect: tone, start: nothing, stop: nothing },
});
const answer = ({ url }: Request): Promise<Response> => {
  if (server.isDown) return Promise.reject(new TypeError('nobody is there'));
  const { pathname, searchParams } = new URL(url);
  if (pathname === '/v1/me/notices')
    return Promise.resolve(Response.json({ console: { badge: true, sound: true } }));
  const data = searchParams.get('role') === 'staff' ? server.tasks.slice(0, 100) : [];
  return Promise.resolve(Response.json({ data, next: null }));
};
const browser = {
  window: { location: { origin: 'http://console.example' } },
  document: { title: 'Bugün', head: {} },
  MutationObserver: class {
    observe = nothing;
    disconnect = nothing;
  },
  AudioContext: class {
    destination = {};
    currentTime = 0;
    createOscillator = tone;
    createGain = tone;
    close = () => Promise.resolve(void (server.closed += 1));
    constructor() {
      server.chimes += 1;
    }
  },
  fetch: answer,
};

const was = new Map(
  Object.keys(browser).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]),
);
beforeAll(() => {
  for (const [name, value] of Object.entries(browser))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
});
afterAll(() => {
  for (const [name, descriptor] of was)
    if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, descriptor);
});

const task = (number: number) => ({
  id: `tsk_${number}`,
  createdAt: new Date(Date.UTC(2026, 10, 23, 7, 0, number)).toISOString(),
});

let stop: (() => void) | null = null;
const begin = async (): Promise<{ queries: Queries; shown: (string | null)[] }> => {
  const { watchWaiting, queries } = await watched();
  const shown: (string | null)[] = [];
  stop = watchWaiting(queries, (count) => void shown.push(count));
  await waitFor('the first look', () => shown.length > 0);
  return { queries, shown };
};
/** As the stream tells of it. */
const tellOfTasks = (queries: Queries): void =>
  void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'tasks' });

beforeEach(() => Object.assign(server, { isDown: false, tasks: [task(1)], chimes: 0, closed: 0 }));
afterEach(async () => {
  stop?.();
  await waitFor('the end of the tones', () => server.closed === server.chimes);
});

it('a look that failed: the next change is looked at all the same', async () => {
  const { queries, shown } = await begin();
  server.isDown = true;
  tellOfTasks(queries);
  await waitFor(
    'the failure',
    () => queries.isFetching() === 0 && queries.getQueryData(['tasks', 'untaken']) === undefined,
  );
  Object.assign(server, { isDown: false, tasks: [task(1), task(2)] });
  tellOfTasks(queries);
  await waitFor('what came', () => shown.at(-1) === '2');

  expect([server.chimes, browser.document.title]).toEqual([1, '(2) Bugün']);
});

it('a first look that failed: looked again, without a change', async () => {
  const shown: (string | null)[] = [];
  jest.useFakeTimers();
  try {
    server.isDown = true;
    const { watchWaiting, queries } = await watched();
    stop = watchWaiting(queries, (count) => void shown.push(count));
    await jest.advanceTimersByTimeAsync(1_000);
    server.isDown = false;
    for (let second = 0; second < 20; second += 1) await jest.advanceTimersByTimeAsync(1_000);
  } finally {
    jest.useRealTimers();
  }
  await waitFor('the second look', () => shown.length > 0);
  expect(shown).toEqual(['1']);
});

it('a full list of which one is done: what comes into it from behind is not new, what was made since is', async () => {
  // The list is in the order of when they are due: the oldest need not be in it.
  server.tasks = [...Array.from({ length: 100 }, (_, index) => task(10 + index)), task(1)];
  const { queries, shown } = await begin();
  server.tasks = server.tasks.slice(1);
  tellOfTasks(queries);
  await waitFor('the second look', () => shown.length === 2);
  expect([shown, server.chimes]).toEqual([['100+', '100+'], 0]);

  server.tasks = [task(500), ...server.tasks];
  tellOfTasks(queries);
  await waitFor('the third look', () => shown.length === 3);
  expect(server.chimes).toBe(1);
});
