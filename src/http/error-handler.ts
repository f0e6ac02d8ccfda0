import type { ErrorRequestHandler } from 'express';
import type { Logger } from '../shared/logger.ts';
import { requestIdOf } from './request-context.ts';
import { toProblem } from './problem-details.ts';

/** The last handler: every error becomes problem+json; unexpected ones are logged with the request's id. Express knows it by its four parameters. */
export const errorHandler =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _req, res, _next) => {
    const requestId = requestIdOf(res);
    const { problem, headers } = toProblem(error, requestId);
    if (problem.status === 500) logger.error({ requestId, error }, 'request failed');
    if (res.headersSent) {
      res.destroy();
      return;
    }
    res.status(problem.status).set(headers).type('application/problem+json').send(JSON.stringify(problem));
  };
