import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import { ValidationFailed } from '../shared/errors.ts';

const chunkBytes = 64 * 1024;
/** The answer names a signature, nothing more. */
const maxAnswerBytes = 4_096;

const wrongAddress = (): ValidationFailed =>
  new ValidationFailed([{ field: 'address', message: 'must be tcp://host:port or unix:/path' }]);

/** Reads `tcp://host:3310` or `unix:/path/to/socket`. Throws `ValidationFailed` for anything else. */
export const readClamdAddress = (address: string): NetConnectOpts => {
  if (address.startsWith('unix:')) {
    const path = address.slice('unix:'.length).replace(/^\/\/(?=\/)/, '');
    if (!path.startsWith('/')) throw wrongAddress();
    return { path };
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'tcp:' || url.hostname === '' || url.port === '') throw wrongAddress();
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) };
};

/** Writes with the pace of the other side, so that the scanner's slowness costs no memory here. */
const write = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });

const lengthOf = (count: number): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(count);
  return length;
};

const writeStream = async (socket: Socket, content: Buffer): Promise<void> => {
  for (let at = 0; at < content.length; at += chunkBytes) {
    const chunk = content.subarray(at, at + chunkBytes);
    await write(socket, lengthOf(chunk.length));
    await write(socket, chunk);
  }
  await write(socket, lengthOf(0));
};

/**
 * One command of clamd's protocol on a connection of its own: `z<command>\0`, for `INSTREAM` the content in chunks with their
 * length before them and an empty one at the end. Answers the text before the closing zero byte; null for an answer that is
 * cut off, too long or too late, and for every failure of the connection.
 */
export const callClamd = (
  address: NetConnectOpts,
  command: 'INSTREAM' | 'VERSION',
  content: Buffer | null,
  timeoutMs: number,
): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = createConnection(address);
    let answer = Buffer.alloc(0);
    let isSent = false;
    const finish = (text: string | null): void => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(text);
    };
    const deadline = setTimeout(() => finish(null), timeoutMs);
    socket.on('data', (bytes: Buffer) => {
      answer = Buffer.concat([answer, bytes]);
      const end = answer.indexOf(0);
      // An answer to a part of the content says nothing about the whole.
      if (end !== -1) finish(isSent ? answer.toString('utf8', 0, end) : null);
      else if (answer.length > maxAnswerBytes) finish(null);
    });
    socket.on('error', () => {
      // The scanner may refuse in the middle of the content; its reason is not needed to know that nothing is clean.
      finish(null);
    });
    socket.on('close', () => finish(null));
    socket.on('connect', () => {
      const sent = write(socket, Buffer.from(`z${command}\0`))
        .then(() => (content === null ? undefined : writeStream(socket, content)))
        .then(() => {
          isSent = true;
        });
      // A failed write ends the connection, which is told above.
      sent.catch(() => undefined);
    });
  });
