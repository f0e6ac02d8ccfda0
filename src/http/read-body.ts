import type { IncomingMessage, ServerResponse } from 'node:http';
import { ValidationFailed, type AppError } from '../shared/errors.ts';
import type { BodyIntake } from './body-intake.ts';
import { PayloadTooLarge, UnsupportedMediaType } from './http-errors.ts';

export interface BodyRules {
  /** Bytes of one body. */
  limit: number;
  intake: BodyIntake;
  /** Whoever sends it, for the intake. */
  source(): string;
  /** What the body is refused for whatever is in it, unless its headers are refused already: nothing of it is kept. */
  refusal?: AppError | null;
  /** `identity`, which changes nothing, may be said. */
  allowsIdentity?: boolean;
}

const tooLarge = (): AppError => new PayloadTooLarge('The body is too large.');

const declaredSize = (req: IncomingMessage): number => Number(req.headers['content-length'] ?? 0);

/** What the headers tell already. Bytes that would have to be decoded first are not looked at. */
const refusedByHeaders = (
  req: IncomingMessage,
  { limit, refusal = null, allowsIdentity = false }: BodyRules,
): AppError | null => {
  const encoding = req.headers['content-encoding'];
  const isPlain = encoding === undefined || (allowsIdentity && encoding.toLowerCase() === 'identity');
  if (!isPlain) return new UnsupportedMediaType('Content encodings are not accepted.');
  return declaredSize(req) > limit ? tooLarge() : refusal;
};

/**
 * The bytes of a body as they were sent, at most `limit` of them. Rejects with `PayloadTooLarge`, with `UnsupportedMediaType`
 * for a content encoding, with `ValidationFailed` when the caller goes away before the end, with `BodyTimeout` and `Overloaded`
 * when the intake cuts it.
 *
 * A refused body is read to its end and thrown away: whoever is still sending would meet a closed connection instead of the
 * answer. One of more than twice the limit is not worth that; its connection is closed with the answer, as when it is cut.
 */
export const readBody = (req: IncomingMessage, res: ServerResponse, rules: BodyRules): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const { limit, intake } = rules;
    const mostRead = 2 * limit;
    const chunks: Buffer[] = [];
    let size = 0;
    let refusal = refusedByHeaders(req, rules);
    const leaveTheRest = (error: AppError): void => {
      chunks.length = 0;
      res.setHeader('Connection', 'close');
      req.off('data', take).pause();
      reject(error);
    };
    if (refusal !== null && declaredSize(req) > mostRead) {
      res.setHeader('Connection', 'close');
      req.pause();
      reject(refusal);
      return;
    }
    let isCut = false;
    const counted = intake.enter({
      source: rules.source,
      cut: (error) => {
        isCut = true;
        leaveTheRest(error);
      },
    });
    function take(chunk: Buffer): void {
      size += chunk.length;
      if (size > limit) refusal ??= tooLarge();
      if (refusal === null) {
        intake.grow(counted, chunk.length);
        if (!isCut) chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      if (size > mostRead) {
        intake.leave(counted);
        leaveTheRest(refusal);
      }
    }
    if (isCut) return;
    req.on('data', take);
    req.on('end', () => {
      intake.leave(counted);
      if (refusal === null) resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
      else reject(refusal);
    });
    req.on('close', () => {
      intake.leave(counted);
      if (!req.readableEnded) reject(new ValidationFailed([{ field: 'request', message: 'cannot be read' }]));
    });
  });
