import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { AppError, ValidationFailed } from '../../shared/errors.ts';
import type { BodyIntake, CountedBody } from '../../http/body-intake.ts';
import { BodyTimeout, PayloadTooLarge, UnsupportedMediaType } from '../../http/http-errors.ts';

/** The body was not here within the time an upload may take. */
export class UploadTimeout extends AppError {
  readonly code = 'upload_timeout';
  readonly retryable = true;
}

/** A file as the browser sent it; name and type are what it said. */
export interface ReceivedFile {
  filename: string | null;
  mimeType: string | null;
  content: Buffer;
}

/** Boundaries and headers around the file. */
const envelopeBytes = 16 * 1024;
/** `parts` is one more than allowed, so that the second one is noticed. */
const partLimits = { files: 1, fields: 0, parts: 2, headerPairs: 16, headerSize: 4 * 1024 };

const multipart = /^multipart\/form-data\s*;.*\bboundary="?[^\s";]/i;

const invalid = (message: string): ValidationFailed => new ValidationFailed([{ field: 'file', message }]);
const tooLarge = (): PayloadTooLarge => new PayloadTooLarge('The file is too large.');

const parserFor = (req: IncomingMessage, maxBytes: number): BusboyInstance => {
  const type = req.headers['content-type'] ?? '';
  if (!multipart.test(type) || req.headers['content-encoding'] !== undefined)
    throw new UnsupportedMediaType('The body must be multipart/form-data.');
  if (Number(req.headers['content-length'] ?? 0) > maxBytes + envelopeBytes) throw tooLarge();
  try {
    return new Busboy({
      headers: { ...req.headers, 'content-type': type },
      limits: { ...partLimits, fileSize: maxBytes },
    });
  } catch {
    throw new UnsupportedMediaType('The body must be multipart/form-data with a boundary.');
  }
};

/** Reads on for a while, so that the answer reaches a client that is still sending, but not for ever. */
const discard = (req: IncomingMessage, bytes: number): void => {
  let left = bytes;
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) req.destroy();
  });
  req.resume();
};

export interface UploadRules {
  maxBytes: number;
  /** With the time an upload may take. */
  intake: BodyIntake;
  source(): string;
}

/**
 * Reads one file, the part named `file`, from a multipart body while it streams in: nothing is written to disk, and bytes are
 * counted whatever `Content-Length` says (reliability F6.2, F6.9). Throws `UnsupportedMediaType`, `PayloadTooLarge`,
 * `ValidationFailed`, `UploadTimeout`, `Overloaded`.
 */
export const readUpload = async (req: IncomingMessage, rules: UploadRules): Promise<ReceivedFile> => {
  const { maxBytes, intake, source } = rules;
  const parser = parserFor(req, maxBytes);
  let counted: CountedBody | undefined;
  try {
    return await new Promise<ReceivedFile>((resolve, reject) => {
      const cut = (error: AppError): void =>
        reject(error instanceof BodyTimeout ? new UploadTimeout('The upload took too long.') : error);
      const body = intake.enter({ source, cut });
      counted = body;
      collect(parser, { resolve, reject });
      let received = 0;
      req.on('data', (chunk: Buffer) => {
        received += chunk.length;
        intake.grow(body, chunk.length);
        if (received > maxBytes + envelopeBytes) reject(tooLarge());
      });
      req.once('close', () => {
        if (!req.complete) reject(invalid('was not sent to its end'));
      });
      req.pipe(parser);
    });
  } catch (error) {
    req.unpipe(parser);
    discard(req, maxBytes);
    throw error;
  } finally {
    if (counted !== undefined) intake.leave(counted);
  }
};

const collect = (
  parser: BusboyInstance,
  { resolve, reject }: { resolve: (file: ReceivedFile) => void; reject: (error: Error) => void },
): void => {
  let file: { filename: string | null; mimeType: string | null; chunks: Buffer[] } | null = null;
  const refuseMore = (): void => reject(invalid('must be the only part, and one file'));
  parser.on('file', (name, stream, filename, _encoding, mimeType) => {
    stream.on('error', () => reject(invalid('cannot be read')));
    if (name !== 'file') {
      stream.resume();
      return refuseMore();
    }
    // The types say text; a part without a file name or type brings none.
    const chunks: Buffer[] = [];
    file = { filename: filename || null, mimeType: mimeType || null, chunks };
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('limit', () => {
      chunks.length = 0;
      reject(tooLarge());
    });
  });
  for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) parser.on(event, refuseMore);
  parser.on('error', () => reject(invalid('cannot be read')));
  parser.on('finish', () => {
    if (file === null) return reject(invalid('is required'));
    const { filename, mimeType, chunks } = file;
    resolve({ filename, mimeType, content: Buffer.concat(chunks) });
  });
};
