import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '../shared/logger.ts';
import { answerProblem } from './answer-problem.ts';
import { followRequest, type FollowedRequest } from './follow-request.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { headersOfEveryAnswer } from './security-headers.ts';

/** How a call ends that is not refused. `headers`: names and values in turn, beside those of every answer. */
export interface LaneAnswer {
  status: number;
  headers: readonly string[];
  body: string;
}

export interface LaneParts {
  /** By its first line and headers alone; what is left to the application is untouched. */
  isMine(req: IncomingMessage): boolean;
  /** Of log lines and measurements. */
  route: string;
  /** Rejects with what the call is refused for. `named` takes what becomes known of the caller. */
  take(req: IncomingMessage, res: ServerResponse, named: FollowedRequest['named']): Promise<LaneAnswer>;
  logger: Logger;
  metrics: HttpMetrics;
}

const fixed = [...headersOfEveryAnswer].flat();

/** Answers some calls without Express and leaves every other request to `app` (ADR 0025). */
export const lane = (parts: LaneParts, app: RequestListener): RequestListener => {
  const { isMine, route, take, logger } = parts;
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    const named: FollowedRequest['named'] = { route };
    followRequest(parts, { requestId, method: req.method ?? '', res, named });
    try {
      const { status, headers, body } = await take(req, res, named);
      // Said also of an empty body, or it would be sent as chunks.
      const length = ['Content-Length', String(Buffer.byteLength(body))];
      res.writeHead(status, ['X-Request-Id', requestId, ...fixed, ...headers, ...length]).end(body);
    } catch (error) {
      if (!res.headersSent) {
        res.setHeader('X-Request-Id', requestId);
        for (const [name, value] of headersOfEveryAnswer) res.setHeader(name, value);
      }
      answerProblem(res, error, { requestId, logger });
    }
  };
  return (req, res) => {
    if (isMine(req)) void answer(req, res);
    else app(req, res);
  };
};
