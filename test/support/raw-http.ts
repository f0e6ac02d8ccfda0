import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** Without a byte, before a connection that should have been closed fails the test. */
const patienceMs = 10_000;

/** One answer as it was on the wire; names of headers in lower case, without the date. */
export interface RawAnswer {
  status: number;
  headers: readonly (readonly [string, string])[];
  body: string;
}

const toAnswer = (head: string, body: string): RawAnswer => {
  const [first = '', ...lines] = head.split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: lines
      .map(
        (line) =>
          [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)] as const,
      )
      .filter(([name]) => name !== 'date'),
    body,
  };
};

/** All answers of a connection, one after the other; bodies of known length only. */
const readAnswers = (text: string): RawAnswer[] => {
  const answers: RawAnswer[] = [];
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) throw new Error(`half an answer: ${rest}`);
    const head = rest.slice(0, end);
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
    answers.push(toAnswer(head, rest.slice(end + 4, end + 4 + length)));
    rest = rest.slice(end + 4 + length);
  }
  return answers;
};

/** A server for as long as `use` takes and its connections last. */
const withServer = async (listener: RequestListener, use: (port: number) => Promise<void>): Promise<void> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const closed = once(server, 'close');
  try {
    // A server that listens on a port has an address of this kind.
    await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
  await closed;
};

/** Writes exactly these bytes on one connection and reads until the other side closes it. Latin-1 both ways. */
export const talk = async (
  listener: RequestListener,
  bytes: readonly (string | Buffer)[],
): Promise<RawAnswer[]> => {
  let text = '';
  await withServer(listener, async (port) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    for (const part of bytes) socket.write(part as Buffer);
    socket.setTimeout(patienceMs, () =>
      socket.destroy(new Error('the other side does not close the connection')),
    );
    await once(socket, 'close');
  });
  return readAnswers(text);
};

/** Writes these bytes and hangs up, without waiting for an answer, once the request has arrived and `when` has come true. */
export const hangUp = async (
  listener: RequestListener,
  bytes: Buffer,
  when: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> => {
  let isThere: () => void = () => undefined;
  const arrival = new Promise<void>((resolve) => (isThere = resolve));
  const watched: RequestListener = (req, res) => {
    isThere();
    listener(req, res);
  };
  await withServer(watched, async (port) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(bytes);
    await arrival;
    await when();
    socket.destroy();
  });
};
