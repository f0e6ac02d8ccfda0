import type { LiveEvent } from '../chat-message.ts';

interface Listener {
  events(events: LiveEvent[]): void;
  /** Connected, for the first time or again. */
  connected(): void;
  lost(): void;
}

/** Hears the server. The browser reconnects by itself, except when the server answers with an error. */
export const listen = (listener: Listener): void => {
  const source = new EventSource('api/events');
  source.addEventListener('ready', listener.connected);
  source.addEventListener('message', (event: MessageEvent<string>) => {
    // Sent by our own server, in this shape.
    listener.events(JSON.parse(event.data) as LiveEvent[]);
  });
  source.addEventListener('error', () => {
    listener.lost();
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      listen(listener);
    }, 2_000);
  });
};
