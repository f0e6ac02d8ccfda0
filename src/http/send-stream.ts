import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFileHeaders } from './send-file.ts';

/** A file that is made while it is sent: neither it nor what it is made of has to fit into memory. */
export interface StreamAnswer {
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

/**
 * Sends it as fast as the caller takes it. Fails before the first byte: a problem like any other. Fails later: the connection is broken off, so
 * that nobody takes a part for the whole.
 */
export const sendStream = async (
  res: Response,
  { content, mimeType, filename }: StreamAnswer,
  { patienceMs = patience } = {},
): Promise<void> => {
  const chunks = content[Symbol.asyncIterator]();
  const first = await chunks.next();
  setFileHeaders(res, { mimeType, filename, scanned: true });
  const rest = async function* (): AsyncGenerator<Buffer | string> {
    if (first.done !== true) yield first.value;
    yield* { [Symbol.asyncIterator]: () => chunks };
  };
  // Nothing goes either while nothing is made: a long search for few lines is nobody's impatience.
  res.setTimeout(patienceMs, () => {
    if (res.writableLength > 0) res.destroy();
  });
  try {
    await pipeline(Readable.from(rest(), { highWaterMark: 1 }), res);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
};
