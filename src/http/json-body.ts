import express, { type RequestHandler } from 'express';
import { ValidationFailed } from '../shared/errors.ts';
import { checkJson } from './check-json.ts';
import { UnsupportedMediaType } from './http-errors.ts';

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** A value of the Content-Type header that is taken as JSON. */
export const isJsonType = (contentType = ''): boolean => jsonType.test(contentType);

export const maxJsonBytes = 256 * 1024;

/** A body as `jsonBody` reads it: UTF-8 with or without its mark, an object or a list. Throws `ValidationFailed`. */
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

const requireJson: RequestHandler = (req, _res, next) => {
  if (!isJsonType(req.headers['content-type'])) {
    throw new UnsupportedMediaType('The body must be application/json.');
  }
  next();
};

const refuseDangerous: RequestHandler = (req, _res, next) => {
  checkJson(req.body);
  next();
};

/** Reads a JSON body: this content type only, at most 256 KB, not compressed, without dangerous keys. */
export const jsonBody: readonly RequestHandler[] = [
  requireJson,
  express.json({ limit: maxJsonBytes, inflate: false, type: () => true }),
  refuseDangerous,
];
