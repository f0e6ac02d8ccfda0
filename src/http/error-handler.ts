import type { ErrorRequestHandler } from 'express';
import type { Logger } from '../shared/logger.ts';
import { answerProblem } from './answer-problem.ts';
import { requestIdOf } from './request-context.ts';

/** The last handler: every error becomes problem+json. Express knows it by its four parameters. */
export const errorHandler =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, _req, res, _next) => {
    answerProblem(res, error, { requestId: requestIdOf(res), logger });
  };
