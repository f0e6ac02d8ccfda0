import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from '../shared/logger.ts';
import { answerProblem } from './answer-problem.ts';
import { followRequest } from './follow-request.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { headersOfEveryAnswer } from './security-headers.ts';
import type { TakeWebhook } from './take-webhook.ts';

export interface WebhookLaneParts {
  /** Where the platform calls, exactly. */
  path: string;
  takeWebhook: TakeWebhook;
  logger: Logger;
  metrics: HttpMetrics;
}

/** As `writeHead` takes them: names and values in turn. An empty body has to be said, or it would be sent as chunks. */
const headersOf200 = [...[...headersOfEveryAnswer].flat(), 'Content-Length', '0'];

/**
 * Answers the platform's calls (POST, exactly this path) without Express, and leaves every other request to `app`, which must
 * have the same route (`webhookRoutes`): another spelling of the path is answered there, and alike (ADR 0025).
 */
export const webhookLane = (parts: WebhookLaneParts, app: RequestListener): RequestListener => {
  const { path, takeWebhook, logger } = parts;
  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const requestId = randomUUID();
    followRequest(parts, { requestId, method: 'POST', res, named: { route: path } });
    try {
      await takeWebhook(req, res);
      res.writeHead(200, ['X-Request-Id', requestId, ...headersOf200]).end();
    } catch (error) {
      if (!res.headersSent) {
        res.setHeader('X-Request-Id', requestId);
        for (const [name, value] of headersOfEveryAnswer) res.setHeader(name, value);
      }
      answerProblem(res, error, { requestId, logger });
    }
  };
  return (req, res) => {
    if (req.method === 'POST' && req.url === path) void answer(req, res);
    else app(req, res);
  };
};
