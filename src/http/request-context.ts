import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from '../shared/logger.ts';
import { followRequest } from './follow-request.ts';
import type { HttpMetrics } from './http-metrics.ts';

/** Our own id of a request, on the answer as X-Request-Id and in every log line about it. Never taken from the caller. */
export const requestIdOf = (res: Response): string => String(res.locals['requestId'] ?? 'none');

/** Says which route answers, as a pattern (`/v1/requests/{id}`): logs and metrics carry it instead of the path. */
export const nameRoute = (res: Response, route: string): void => {
  res.locals['route'] = route;
};

/** Says which key called, for the request's log line. */
export const nameCaller = (res: Response, keyId: string): void => {
  res.locals['keyId'] = keyId;
};

/** Gives the request its id, and has it followed to its end. */
export const requestContext =
  (logger: Logger, metrics: HttpMetrics): RequestHandler =>
  (req, res, next) => {
    const requestId = randomUUID();
    res.locals['requestId'] = requestId;
    res.set('X-Request-Id', requestId);
    followRequest({ logger, metrics }, { requestId, method: req.method, res, named: res.locals });
    next();
  };
