import type { Request, Response } from 'express';
import type { LiveEvent } from './chat-message.ts';
import type { Scheduler } from './scheduler.ts';

const heartbeatMs = 20_000;
/** Everything that changed within a blink is one write. */
const gatherMs = 15;

/** Server-Sent Events to every open page. A page that was away reads the state again, so nothing is kept for it. */
export class LiveEvents {
  readonly #pages = new Set<Response>();
  readonly #scheduler: Scheduler;
  /** Newest event of each thing, in order of the first mention. */
  readonly #waiting = new Map<string, LiveEvent>();
  #cancelHeartbeat: (() => void) | null = null;
  #cancelGather: (() => void) | null = null;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  connect(request: Request, response: Response): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 1500\nevent: ready\ndata: {}\n\n');
    this.#pages.add(response);
    request.on('close', () => {
      this.#pages.delete(response);
    });
    this.#cancelHeartbeat ??= this.#scheduler.after(heartbeatMs, () => {
      this.#beat();
    });
  }

  /** Whether any page is open; otherwise no event needs to be made. */
  get isWatched(): boolean {
    return this.#pages.size > 0;
  }

  send(event: LiveEvent): void {
    if (!this.isWatched) return;
    this.#waiting.set(event.type === 'message' ? event.message.id : event.chat.phone, event);
    this.#cancelGather ??= this.#scheduler.after(gatherMs, () => {
      this.#flush();
    });
  }

  close(): void {
    this.#cancelHeartbeat?.();
    this.#cancelGather?.();
    for (const page of this.#pages) page.end();
    this.#pages.clear();
  }

  #flush(): void {
    this.#cancelGather = null;
    const text = `data: ${JSON.stringify([...this.#waiting.values()])}\n\n`;
    this.#waiting.clear();
    for (const page of this.#pages) page.write(text);
  }

  /** Keeps proxies from closing a quiet stream; stops when the last page has gone. */
  #beat(): void {
    this.#cancelHeartbeat = null;
    if (this.#pages.size === 0) return;
    for (const page of this.#pages) page.write(': still here\n\n');
    this.#cancelHeartbeat = this.#scheduler.after(heartbeatMs, () => {
      this.#beat();
    });
  }
}
