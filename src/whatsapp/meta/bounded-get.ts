import { request, type Dispatcher } from 'undici';

/** `failed`: no connection, a broken answer, or the deadline; the reason is a code, never an address. */
export type GetResult =
  /** `date`: its header as it came; null: none. */
  | { kind: 'answered'; status: number; contentType: string; date: string | null; body: Buffer }
  | { kind: 'too_large' }
  | { kind: 'failed'; reason: string };

export interface BoundedGet {
  url: URL;
  accessToken: string;
  /** Counted while reading, whatever the answer says about its length. */
  maxBytes: number;
  /** Over connecting, waiting and reading: a dripping answer cannot hold it for longer. */
  signal: AbortSignal;
}

/** A code, or the kind of a fault: never its words, which may name addresses. */
export const reasonOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'error';
};

const readAtMost = async (
  body: Dispatcher.ResponseData['body'],
  maxBytes: number,
): Promise<Buffer | null> => {
  const chunks: Buffer[] = [];
  let size = 0;
  // A body without encoding gives buffers; leaving the loop early closes the connection.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};

/** One GET with the token, redirects not followed. Never throws. */
export const getBounded = async (
  dispatcher: Dispatcher,
  { url, accessToken, maxBytes, signal }: BoundedGet,
): Promise<GetResult> => {
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      signal,
      // The platform's file host turns some clients' own names away (platform 7).
      headers: { authorization: `Bearer ${accessToken}`, 'user-agent': 'Mutabik/1.0', accept: '*/*' },
    });
    const type = headers['content-type'];
    const contentType = typeof type === 'string' ? type : '';
    const date = typeof headers.date === 'string' ? headers.date : null;
    const content = await readAtMost(body, maxBytes);
    return content === null
      ? { kind: 'too_large' }
      : { kind: 'answered', status: statusCode, contentType, date, body: content };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
};
