import { connect } from 'node:net';
import { deserialize, serialize } from 'bson';
import type { Document } from 'bson';

/** A client without a driver: says exactly what the test wants said, and can hang up before the answer. */
export interface RawClient {
  command(document: Document): Promise<Document>;
  /** The reply as it came; a map is sent with its fields in their order. */
  reply(document: Document | ReadonlyMap<string, unknown>): Promise<Buffer>;
  /** Sends a command and closes the connection without waiting. */
  sendAndHangUp(document: Document): Promise<void>;
  close(): void;
}

function message(document: Document | ReadonlyMap<string, unknown>): Buffer {
  const body = serialize(document as Document);
  const header = Buffer.alloc(21);
  header.writeInt32LE(21 + body.length, 0);
  header.writeInt32LE(1, 4);
  header.writeInt32LE(2013, 12);
  return Buffer.concat([header, body]);
}

/** Connects to the socket of a URI. */
export async function rawClient(uri: string): Promise<RawClient> {
  const address = decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? '');
  const socket = connect(address);
  await new Promise<void>((resolve, reject) => socket.once('connect', () => resolve()).once('error', reject));
  let received = Buffer.alloc(0);
  let waiting: ((reply: Buffer) => void) | undefined;
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (received.length < 4 || received.length < received.readInt32LE(0)) return;
    const size = received.readInt32LE(0);
    const reply = Buffer.from(received.subarray(21, size));
    received = Buffer.from(received.subarray(size));
    waiting?.(reply);
  });
  const reply: RawClient['reply'] = (document) =>
    new Promise((resolve) => {
      waiting = resolve;
      socket.write(message(document));
    });
  return {
    reply,
    command: async (document) => deserialize(await reply(document)),
    sendAndHangUp: (document) => new Promise((resolve) => socket.end(message(document), () => resolve())),
    close: () => socket.destroy(),
  };
}
