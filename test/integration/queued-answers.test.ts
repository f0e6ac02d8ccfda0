import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { setImmediate as breath } from 'node:timers/promises';
import express, { type Response } from 'express';
import { followRequest } from '../../src/http/follow-request.ts';
import { sendEvents, type EventSink } from '../../src/http/send-events.ts';
import { sendStream } from '../../src/http/send-stream.ts';
import { silentLogger } from '../../src/shared/logger.ts';

/** One connection asks for an answer that never comes and for another behind it, and breaks off when `ready`. */
const breakOffBehind = async (
  answer: (res: Response) => void,
  ready: () => Promise<unknown>,
  done: () => Promise<unknown>,
): Promise<void> => {
  const app = express();
  app.get('/never', () => undefined);
  app.get('/behind', (_req, res) => answer(res));
  const server = app.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`;
  socket.write(get('/never') + get('/behind'));
  try {
    await ready();
    socket.destroy();
    await done();
  } finally {
    server.closeAllConnections();
    server.close();
  }
};

const signal = (): { told: Promise<void>; tell: () => void } => {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return { told, tell };
};

describe('an answer behind another one of its connection, which breaks off', () => {
  it('a download: what makes it is stopped, and makes no more', async () => {
    const [begun, ended] = [signal(), signal()];
    const content = async function* () {
      try {
        yield 'a';
        begun.tell();
        for (;;) yield Buffer.alloc(100_000);
      } finally {
        ended.tell();
      }
    };
    const sent = signal();
    await breakOffBehind(
      (res) =>
        void sendStream(res, { content: content(), mimeType: 'text/csv', filename: 'a.csv' }).then(sent.tell),
      () => begun.told,
      () => Promise.all([ended.told, sent.told]),
    );
  });

  it.each(['before the first page', 'after it'])(
    'a document that is still being drawn, %s: stopped where it says that it may be',
    async (when) => {
      const [begun, ended] = [signal(), signal()];
      const content = async function* () {
        try {
          if (when === 'after it') yield 'a page';
          for (;;) {
            await breath();
            begun.tell();
            yield '';
          }
        } finally {
          ended.tell();
        }
      };
      await breakOffBehind(
        (res) =>
          void sendStream(res, {
            content: content(),
            ...{ mimeType: 'application/pdf', filename: 'a.pdf' },
          }),
        () => begun.told,
        () => ended.told,
      );
    },
  );

  it('a stream of events: over, and whoever waits to write into it goes on', async () => {
    const [begun, ended] = [signal(), signal()];
    const sinks: EventSink[] = [];
    await breakOffBehind(
      (res) =>
        sendEvents(res, {
          begin: async (sink) => {
            sinks.push(sink);
            begun.tell();
            while (!sink.isOver) await sink.write(`data: ${'x'.repeat(100_000)}\n\n`);
            ended.tell();
          },
        }),
      () => begun.told,
      () => ended.told,
    );

    expect(sinks.map(({ isOver }) => isOver)).toEqual([true]);
  });

  it('any request: written down once, as one whose caller was gone', async () => {
    const [begun, ended] = [signal(), signal()];
    const seen: number[] = [];
    const metrics = {
      observe: ({ status }: { status: number }) => {
        seen.push(status);
        ended.tell();
      },
      ...{ countSignatureFailure: () => undefined, countShed: () => undefined },
    };
    await breakOffBehind(
      (res) => {
        followRequest({ logger: silentLogger, metrics }, { requestId: 'r', method: 'GET', res, named: {} });
        begun.tell();
      },
      () => begun.told,
      () => ended.told,
    );

    expect(seen).toEqual([499]);
  });
});
