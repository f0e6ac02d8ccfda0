import express, { type RequestHandler } from 'express';
import { checkJson } from './check-json.ts';
import { UnsupportedMediaType } from './http-errors.ts';

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

const requireJson: RequestHandler = (req, _res, next) => {
  if (!jsonType.test(req.headers['content-type'] ?? '')) {
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
  express.json({ limit: '256kb', inflate: false, type: () => true }),
  refuseDangerous,
];
