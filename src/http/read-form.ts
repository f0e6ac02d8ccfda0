import { Busboy, type BusboyInstance } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { ValidationFailed, type AppError } from '../shared/errors.ts';
import type { BodyIntake, CountedBody } from './body-intake.ts';
import { PayloadTooLarge, UnsupportedMediaType } from './http-errors.ts';

/** A file as it was sent; name and type are what the sender said. */
export interface ReceivedFile {
  filename: string | null;
  mimeType: string | null;
  content: Buffer;
}

export interface ReceivedForm {
  /** Null: no part named `file`. */
  file: ReceivedFile | null;
  fields: Readonly<Record<string, string>>;
}

export interface FormRules {
  /** Bytes of the file. */
  maxBytes: number;
  /** Parts beside the file; none: the file has to be the only part. */
  maxFields: number;
  /** With the time a body may take. */
  intake: BodyIntake;
  source(): string;
}

/** Boundaries and headers around the file. */
const envelopeBytes = 16 * 1024;
const maxFieldBytes = 16 * 1024;

const multipart = /^multipart\/form-data\s*;.*\bboundary="?[^\s";]/i;

/** A value of the Content-Type header that is taken as a form. */
export const isFormType = (contentType = ''): boolean => multipart.test(contentType);

const invalid = (message: string): ValidationFailed => new ValidationFailed([{ field: 'file', message }]);
const tooLarge = (): PayloadTooLarge => new PayloadTooLarge('The file is too large.');

const bodyBytesOf = ({ maxBytes, maxFields }: FormRules): number =>
  maxBytes + envelopeBytes + maxFields * maxFieldBytes;

const parserFor = (req: IncomingMessage, rules: FormRules): BusboyInstance => {
  const type = req.headers['content-type'] ?? '';
  if (!multipart.test(type) || req.headers['content-encoding'] !== undefined)
    throw new UnsupportedMediaType('The body must be multipart/form-data.');
  if (Number(req.headers['content-length'] ?? 0) > bodyBytesOf(rules)) throw tooLarge();
  const { maxBytes, maxFields } = rules;
  try {
    return new Busboy({
      headers: { ...req.headers, 'content-type': type },
      limits: {
        ...{ files: 1, fields: maxFields, headerPairs: 16, headerSize: 4 * 1024 },
        ...{ fileSize: maxBytes, fieldSize: maxFieldBytes, fieldNameSize: 64 },
        // One more than allowed, so that it is noticed.
        parts: 2 + maxFields,
      },
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

/**
 * Reads one file, the part named `file`, and texts beside it from a multipart body while it streams in: nothing is written to
 * disk, and bytes are counted whatever `Content-Length` says (reliability F6.2, F6.9). Throws `UnsupportedMediaType`,
 * `PayloadTooLarge`, `ValidationFailed`, and what the intake cuts with.
 */
export const readForm = async (req: IncomingMessage, rules: FormRules): Promise<ReceivedForm> => {
  const { maxBytes, intake, source } = rules;
  const parser = parserFor(req, rules);
  const most = bodyBytesOf(rules);
  let counted: CountedBody | undefined;
  try {
    return await new Promise<ReceivedForm>((resolve, reject) => {
      const body = intake.enter({ source, cut: reject });
      counted = body;
      collect(parser, rules, { resolve, reject });
      let received = 0;
      req.on('data', (chunk: Buffer) => {
        received += chunk.length;
        intake.grow(body, chunk.length);
        if (received > most) reject(tooLarge());
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
  { maxFields }: FormRules,
  { resolve, reject }: { resolve: (form: ReceivedForm) => void; reject: (error: AppError) => void },
): void => {
  let file: { filename: string | null; mimeType: string | null; chunks: Buffer[] } | null = null;
  const fields = new Map<string, string>();
  const refuseMore = (): void =>
    reject(invalid(maxFields === 0 ? 'must be the only part, and one file' : 'has too many parts beside it'));
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
  parser.on('field', (name, value, isNameCut, isValueCut) => {
    if (isNameCut || isValueCut || fields.has(name))
      return reject(
        new ValidationFailed([{ field: 'form', message: 'has a field twice, or one that is too long' }]),
      );
    fields.set(name, value);
  });
  for (const event of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) parser.on(event, refuseMore);
  parser.on('error', () => reject(invalid('cannot be read')));
  parser.on('finish', () => {
    const received =
      file === null
        ? null
        : { filename: file.filename, mimeType: file.mimeType, content: Buffer.concat(file.chunks) };
    resolve({ file: received, fields: Object.fromEntries(fields) });
  });
};
