import type { Request, RequestHandler, Response } from 'express';
import { ValidationFailed } from '../shared/errors.ts';
import type { BodyIntake } from './body-intake.ts';
import { checkJson } from './check-json.ts';
import { UnsupportedMediaType } from './http-errors.ts';
import { readBody } from './read-body.ts';

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** A value of the Content-Type header that is taken as JSON. */
export const isJsonType = (contentType = ''): boolean => jsonType.test(contentType);

export const maxJsonBytes = 256 * 1024;

/** A body of JSON: UTF-8 with or without its mark, an object or a list. Throws `ValidationFailed`. */
export const readJson = (bytes: Buffer): unknown => {
  const written = bytes.toString('utf8');
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Refused below, like a value that is neither: where it breaks off is not told.
  }
  throw new ValidationFailed([{ field: 'body', message: 'is not valid JSON' }]);
};

/** How a JSON body is read: by which intake, and for whom. */
export interface JsonBodyParts {
  intake: BodyIntake;
  sourceOf(req: Request, res: Response): string;
}

const requireJson: RequestHandler = (req, _res, next) => {
  if (!isJsonType(req.headers['content-type'])) {
    throw new UnsupportedMediaType('The body must be application/json.');
  }
  next();
};

const hasBody = ({ headers }: Request): boolean =>
  headers['transfer-encoding'] !== undefined || headers['content-length'] !== undefined;

const readInto =
  ({ intake, sourceOf }: JsonBodyParts): RequestHandler =>
  async (req, res, next) => {
    if (hasBody(req)) {
      const source = (): string => sourceOf(req, res);
      const bytes = await readBody(req, res, { limit: maxJsonBytes, intake, source, allowsIdentity: true });
      req.body = bytes.length === 0 ? {} : readJson(bytes);
    }
    next();
  };

const refuseDangerous: RequestHandler = (req, _res, next) => {
  checkJson(req.body);
  next();
};

/** Reads a JSON body: this content type only, at most 256 KB, not compressed, without dangerous keys. */
export const jsonBody = (parts: JsonBodyParts): readonly RequestHandler[] => [
  requireJson,
  readInto(parts),
  refuseDangerous,
];
