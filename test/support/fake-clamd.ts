import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { randomUUID } from 'node:crypto';
import { eicar } from './hostile-files.ts';

/** How the scanner misbehaves; `proper` does not. */
export type ClamdBehaviour = 'proper' | 'error' | 'silent' | 'cut' | 'cut-answer' | 'flood' | 'early';

export interface FakeClamd {
  address: string;
  /** Contents it was given whole. */
  scanned: Buffer[];
  behave(behaviour: ClamdBehaviour): void;
  close(): Promise<void>;
}

const version = 'ClamAV 1.4.3/27801/Sun Nov 22 09:41:12 2026';

/** The chunks of an INSTREAM as one content; null: not complete yet. Throws for what is no proper stream. */
const readChunks = (bytes: Buffer): Buffer | null => {
  const chunks: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) {
      if (at + 4 !== bytes.length) throw new Error('bytes behind the end of the stream');
      return Buffer.concat(chunks);
    }
    if (at + 4 + length > bytes.length) return null;
    chunks.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
};

/** clamd's protocol as `man clamd` has it, with EICAR as the only signature. */
export const startFakeClamd = async ({
  streamMaxLength = 25 * 1024 * 1024,
  unix = false,
}: { streamMaxLength?: number; unix?: boolean } = {}): Promise<FakeClamd> => {
  const scanned: Buffer[] = [];
  let behaviour: ClamdBehaviour = 'proper';
  const sockets = new Set<Socket>();

  const answerTo = (received: Buffer): string | null => {
    const end = received.indexOf(0);
    if (end === -1) return null;
    const command = received.toString('latin1', 0, end);
    if (command === 'zVERSION') return version;
    if (command !== 'zINSTREAM') return 'UNKNOWN COMMAND';
    const stream = received.subarray(end + 1);
    if (stream.length > streamMaxLength) return 'INSTREAM size limit exceeded. ERROR';
    const content = readChunks(stream);
    if (content === null) return null;
    scanned.push(content);
    return content.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    let received = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      received = Buffer.concat([received, bytes]);
      if (behaviour === 'early') return void socket.pause().write('stream: OK\0');
      if (behaviour === 'cut') return void socket.destroy();
      const answer = answerTo(received);
      if (answer === null || behaviour === 'silent') return;
      if (behaviour === 'cut-answer') return void socket.end('stream: O');
      if (behaviour === 'flood') return void socket.end('stream: OK'.padEnd(10_000, ' ') + '\0');
      socket.end(`${behaviour === 'error' ? 'stream: Can not read file. ERROR' : answer}\0`);
    });
  });
  const file = path.join(tmpdir(), `clamd-${randomUUID()}.sock`);
  await new Promise<void>((resolve) => {
    if (unix) server.listen(file, resolve);
    else server.listen(0, '127.0.0.1', resolve);
  });
  const address = unix
    ? `unix:${file}`
    : // A TCP server has an address while it listens.
      `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    address,
    scanned,
    behave(next) {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
