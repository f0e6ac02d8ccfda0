import { shownOf } from './shown.ts';

/** What of a service worker is used here: the types of pages know none. */
interface Extended {
  waitUntil(done: Promise<unknown>): void;
}
interface PushEvent extends Extended {
  data: { text(): string } | null;
}
interface ClickEvent extends Extended {
  notification: { data: unknown; close(): void };
}
interface Page {
  url: string;
  focus(): Promise<unknown>;
}
interface Worker {
  location: { origin: string };
  registration: {
    showNotification(title: string, options: { body: string; tag: string; data: string }): Promise<void>;
  };
  clients: {
    matchAll(filter: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void;
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void;
}

const worker = globalThis as unknown as Worker;
const { origin } = worker.location;

worker.addEventListener('push', (event) => {
  const { title, body, tag, path } = shownOf(event.data?.text() ?? '', origin);
  event.waitUntil(worker.registration.showNotification(title, { body, tag, data: path }));
});

/** A page that shows it already, or a new one: what somebody types elsewhere stays. */
const open = async (path: string): Promise<void> => {
  const url = new URL(path, origin).href;
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = pages.find((page) => page.url === url);
  await (there === undefined ? worker.clients.openWindow(url) : there.focus());
};

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(String(event.notification.data)));
});
