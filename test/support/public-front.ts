import { createServer, request as call, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between the world and the product: a proxy that works, or one that does something else instead. */
export interface PublicFront {
  url: string;
  /** Where what comes in goes on to. */
  leadTo(address: string): void;
  /** Null: it goes on. */
  instead(answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | null): void;
  close(): Promise<void>;
}

/** Before the product is there, so that its public address is known when it starts. */
export const startPublicFront = async (): Promise<PublicFront> => {
  let target = '';
  let instead: Parameters<PublicFront['instead']>[0] = null;
  const server = createServer((incoming, outgoing) => {
    if (instead?.(incoming, outgoing) === true) return;
    const { method, headers, url = '/' } = incoming;
    const onward = call(new URL(url, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    leadTo: (address) => {
      target = address;
    },
    instead: (answer) => {
      instead = answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
