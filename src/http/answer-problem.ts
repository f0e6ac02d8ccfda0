import type { ServerResponse } from 'node:http';
import type { Logger } from '../shared/logger.ts';
import { toProblem } from './problem-details.ts';

/** Answers an error as problem+json, beside the headers set already; unexpected ones are logged with the request's id. */
export const answerProblem = (
  res: ServerResponse,
  error: unknown,
  { requestId, logger }: { requestId: string; logger: Logger },
): void => {
  const { problem, headers } = toProblem(error, requestId);
  if (problem.status === 500) logger.error({ requestId, error }, 'request failed');
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const body = Buffer.from(JSON.stringify(problem));
  res.statusCode = problem.status;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
  res.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  res.setHeader('Content-Length', body.length);
  res.end(body);
};
