import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface MediaCall {
  path: string;
  authorization: string | undefined;
  userAgent: string | undefined;
}

/** Answers the two calls for a media id; `file` may be anything a hostile host does. */
export interface MediaServer {
  url: string;
  calls: MediaCall[];
  /** Bytes of files handed to the connection so far. */
  sent(): number;
  /** Resolves when the connection of the last endless file is gone. */
  closed(): Promise<void>;
  resolves(answer: (fileUrl: string) => { status?: number; body: unknown }): void;
  serves(file: (response: ServerResponse, server: { count(bytes: number): void }) => void): void;
  close(): Promise<void>;
}

export const startMediaServer = async (): Promise<MediaServer> => {
  const calls: MediaCall[] = [];
  let sent = 0;
  let ended: () => void = () => undefined;
  let end = Promise.resolve();
  let resolveWith: (fileUrl: string) => { status?: number; body: unknown } = (url) => ({ body: { url } });
  let serve: (response: ServerResponse, server: { count(bytes: number): void }) => void = (response) =>
    response.end();

  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const { authorization, 'user-agent': userAgent } = request.headers;
    calls.push({ path: request.url ?? '', authorization, userAgent });
    if ((request.url ?? '').startsWith('/file')) {
      end = new Promise((resolve) => {
        ended = resolve;
      });
      response.on('close', () => ended());
      serve(response, {
        count: (bytes) => {
          sent += bytes;
        },
      });
      return;
    }
    const { status = 200, body } = resolveWith(`${url()}/file?mid=1`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server has an address while it listens.
  const url = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: url(),
    calls,
    sent: () => sent,
    closed: () => end,
    resolves(answer) {
      resolveWith = answer;
    },
    serves(file) {
      serve = file;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
