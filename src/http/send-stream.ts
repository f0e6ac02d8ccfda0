import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFileHeaders } from './send-file.ts';
import { whenOver } from './when-over.ts';

/** A file that is made while it is sent: neither it nor what it is made of has to fit into memory. */
export interface StreamAnswer {
  /** An empty chunk is nothing to send: it says where whatever makes the next one may be stopped. */
  content: AsyncIterable<Buffer | string>;
  mimeType: string;
  /** Cleaned already; any letters. */
  filename: string;
}

/** Nothing came of it any more: whoever asked has gone. */
const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** Whoever takes nothing for so long is cut off: what is made for them holds memory, and a place of others. */
const patience = 60_000;

/** What there is to send; ends what makes it as soon as nobody waits for it any more. */
async function* sendable(
  content: AsyncIterable<Buffer | string>,
  isWanted: () => boolean,
): AsyncGenerator<Buffer | string> {
  for await (const chunk of content) {
    if (!isWanted()) return;
    if (chunk.length > 0) yield chunk;
  }
}

/**
 * Sends it as fast as the caller takes it. Fails before the first byte: a problem like any other. Fails later: the connection is broken off, so
 * that nobody takes a part for the whole. Whoever asked has gone: no more is made, also where the answer still waits behind another one of its
 * connection.
 */
export const sendStream = async (
  res: Response,
  { content, mimeType, filename }: StreamAnswer,
  { patienceMs = patience } = {},
): Promise<void> => {
  const left = new AbortController();
  let isWanted = true;
  const over = new Promise<void>((resolve) => {
    left.signal.addEventListener('abort', () => resolve());
  });
  const cancel = whenOver(res, () => {
    isWanted = false;
    // Nothing is told of an answer that never had its turn: whoever writes into it would wait for ever.
    if (res.socket === null) left.abort();
  });
  const chunks = sendable(content, () => isWanted);
  try {
    const first = await chunks.next();
    if (!isWanted) return;
    setFileHeaders(res, { mimeType, filename, scanned: true });
    const rest = async function* (): AsyncGenerator<Buffer | string> {
      if (first.done !== true) yield first.value;
      yield* chunks;
    };
    // Nothing goes either while nothing is made: a long search for few lines is nobody's impatience.
    res.setTimeout(patienceMs, () => {
      if (res.writableLength > 0) res.destroy();
    });
    const made = Readable.from(rest(), { highWaterMark: 1 });
    await Promise.race([pipeline(made, res, { signal: left.signal }), over]);
  } catch (error) {
    if (!isGone(error)) throw error;
  } finally {
    cancel();
    void chunks.return(undefined).catch(() => undefined);
  }
};
