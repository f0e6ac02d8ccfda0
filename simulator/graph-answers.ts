import type { ErrorRequestHandler, RequestHandler } from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from '../src/shared/logger.ts';
import { GraphRefusal, platformError, refusalBody } from './platform-errors.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Every call needs the token of the business: 190 without it. */
export const requireToken = (accessToken: string): RequestHandler => {
  const expected = digest(accessToken);
  return (request, _response, next) => {
    const given = /^(?:Bearer|OAuth) (.+)$/.exec(request.get('authorization') ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digest(given), expected))
      throw new GraphRefusal(190, 'Invalid OAuth access token - Cannot parse access token');
    next();
  };
};

/** An object the token does not see looks like one that does not exist. */
export const unknownObject = (id: string): GraphRefusal =>
  new GraphRefusal(
    100,
    `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    33,
  );

/** Renders every error as Graph does. */
export const graphErrors =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    const refusal = error instanceof GraphRefusal ? error : refusalOf(error, logger);
    response.status(platformError(refusal.platformCode).http).json(refusalBody(refusal));
  };

const refusalOf = (error: unknown, logger: Logger): GraphRefusal => {
  // Body parsers put a status below 500 on what the caller did wrong: broken JSON, too large a body.
  if (error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500)
    return new GraphRefusal(100, error.message);
  logger.error({ err: error }, 'the simulator failed');
  return new GraphRefusal(131000, 'Something went wrong.');
};
