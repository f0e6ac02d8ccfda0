import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { waitFor } from './wait-for.ts';

export interface StreamEvent {
  /** The id the reader would begin with after this event. */
  lastEventId: string;
  kind: string;
  id?: string;
  conversationId?: string;
  at: string;
}

/** Reads a stream as a browser does (of the HTML standard): the last id moves without an event as well. */
export class StreamReader {
  readonly events: StreamEvent[] = [];
  status: number | null = null;
  headers: IncomingMessage['headers'] = {};
  body = '';
  isOver = false;
  lastEventId = '';
  #rest = '';
  readonly #call: ReturnType<typeof get>;

  constructor(
    server: Server,
    { authorization, lastEventId }: { authorization: string; lastEventId?: string },
  ) {
    const { port } = server.address() as AddressInfo;
    const headers = {
      Authorization: authorization,
      ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
    };
    this.#call = get({ port, host: '127.0.0.1', path: '/v1/stream', headers, agent: false }, (answer) => {
      this.status = answer.statusCode ?? 0;
      this.headers = answer.headers;
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => this.#take(text));
      answer.on('close', () => {
        this.isOver = true;
      });
    });
    this.#call.on('error', () => {
      this.isOver = true;
    });
  }

  get kinds(): string[] {
    return this.events.map(({ kind, id }) => (id === undefined ? kind : `${kind} ${id}`));
  }

  async until(isSo: (reader: StreamReader) => boolean): Promise<void> {
    await waitFor('the stream', () => isSo(this)).catch((error: unknown) => {
      throw new Error(`heard ${this.status} ${this.kinds.join(', ')}`, { cause: error });
    });
  }

  /** Breaks the connection off. */
  close(): void {
    this.#call.destroy();
  }

  /** Takes nothing from the connection any more. */
  pause(): void {
    this.#call.socket?.pause();
  }

  #take(text: string): void {
    this.body += text;
    const blocks = (this.#rest + text).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string | undefined =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      this.lastEventId = field('id') ?? this.lastEventId;
      const data = field('data');
      if (data !== undefined)
        this.events.push({
          lastEventId: this.lastEventId,
          ...(JSON.parse(data) as Omit<StreamEvent, 'lastEventId'>),
        });
    }
  }
}
