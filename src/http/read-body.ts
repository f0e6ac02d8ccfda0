import type { IncomingMessage, ServerResponse } from 'node:http';
import { ValidationFailed, type AppError } from '../shared/errors.ts';
import { PayloadTooLarge, UnsupportedMediaType } from './http-errors.ts';

const tooLarge = (): AppError => new PayloadTooLarge('The body is too large.');

const declaredSize = (req: IncomingMessage): number => Number(req.headers['content-length'] ?? 0);

/** What the headers tell already. Bytes that would have to be decoded first are not looked at. */
const refusedByHeaders = (req: IncomingMessage, limit: number): AppError | null => {
  if (req.headers['content-encoding'] !== undefined)
    return new UnsupportedMediaType('Content encodings are not accepted.');
  return declaredSize(req) > limit ? tooLarge() : null;
};

/**
 * The bytes of a body as they were sent, at most `limit` of them. Rejects with `PayloadTooLarge`, with `UnsupportedMediaType`
 * for a content encoding, with `ValidationFailed` when the caller goes away before the end.
 *
 * A refused body is read to its end and thrown away: whoever is still sending would meet a closed connection instead of the
 * answer. One of more than twice the limit is not worth that; its connection is closed with the answer.
 */
export const readBody = (req: IncomingMessage, res: ServerResponse, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const mostRead = 2 * limit;
    const chunks: Buffer[] = [];
    let size = 0;
    let refusal = refusedByHeaders(req, limit);
    const leaveTheRest = (error: AppError): void => {
      res.setHeader('Connection', 'close');
      req.off('data', take).pause();
      reject(error);
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) refusal ??= tooLarge();
      if (refusal === null) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      if (size > mostRead) leaveTheRest(refusal);
    };
    if (refusal !== null && declaredSize(req) > mostRead) {
      leaveTheRest(refusal);
      return;
    }
    req.on('data', take);
    req.on('end', () => {
      if (refusal === null) resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
      else reject(refusal);
    });
    req.on('close', () => {
      if (!req.readableEnded) reject(new ValidationFailed([{ field: 'request', message: 'cannot be read' }]));
    });
  });
