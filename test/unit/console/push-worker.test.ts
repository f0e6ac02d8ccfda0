const origin = 'https://mutabik.firm.example';

type Listener = (event: object) => void;
const listeners = new Map<string, Listener>();
const shown: [string, object][] = [];
const opened: string[] = [];
const focused: string[] = [];
let pages: string[] = [];

beforeAll(async () => {
  Object.assign(globalThis, {
    location: new URL(`${origin}/console/push-worker.js`),
    registration: {
      showNotification: async (title: string, options: object) => {
        shown.push([title, options]);
      },
    },
    clients: {
      matchAll: async () => pages.map((url) => ({ url, focus: async () => focused.push(url) })),
      openWindow: async (url: string) => opened.push(url),
    },
    addEventListener: (type: string, listener: Listener) => listeners.set(type, listener),
  });
  await import('../../../console/src/push/worker.ts');
});
beforeEach(() => {
  for (const list of [shown, opened, focused]) list.length = 0;
  pages = [];
});

/** As a browser calls it; resolves when it may stop the worker. */
const happens = async (type: string, event: object): Promise<void> => {
  const kept: Promise<unknown>[] = [];
  listeners.get(type)?.({ ...event, waitUntil: (done: Promise<unknown>) => kept.push(done) });
  expect(kept).toHaveLength(1);
  await Promise.all(kept);
};
const path = '/console/today?task=tsk_1';
const click = async (): Promise<boolean> => {
  let isClosed = false;
  const close = (): void => {
    isClosed = true;
  };
  await happens('notificationclick', { notification: { data: path, close } });
  return isClosed;
};

it('a message comes: it is shown, under its tag', async () => {
  const text = JSON.stringify({
    title: 'Mutabık: 1 yeni iş',
    body: '1 × x',
    link: `${origin}${path}`,
    tag: 'n',
  });
  await happens('push', { data: { text: () => text } });
  await happens('push', { data: null });

  expect(shown).toEqual([
    ['Mutabık: 1 yeni iş', { body: '1 × x', tag: 'n', data: path }],
    ['Mutabık', { body: '', tag: 'mutabik', data: '/console/today' }],
  ]);
});

it('pressed while a page shows it: that page; what is typed in others stays', async () => {
  pages = [`${origin}/console/chats`, `${origin}${path}`];
  expect(await click()).toBe(true);
  expect([focused, opened]).toEqual([[`${origin}${path}`], []]);
});

it('pressed while none shows it: a page of its own', async () => {
  pages = [`${origin}/console/chats`, 'https://evil.example/'];
  expect(await click()).toBe(true);
  expect([focused, opened]).toEqual([[], [`${origin}${path}`]]);
});
