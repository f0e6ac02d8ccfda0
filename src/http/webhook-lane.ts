import type { RequestListener } from 'node:http';
import type { Logger } from '../shared/logger.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { lane, type LaneAnswer } from './lane.ts';
import type { TakeWebhook } from './take-webhook.ts';

export interface WebhookLaneParts {
  /** Where the platform calls, exactly. */
  path: string;
  takeWebhook: TakeWebhook;
  logger: Logger;
  metrics: HttpMetrics;
}

const taken: LaneAnswer = { status: 200, headers: [], body: '' };

/**
 * Answers the platform's calls (POST, exactly this path) without Express, and leaves every other request to `app`, which must
 * have the same route (`webhookRoutes`): another spelling of the path is answered there, and alike (ADR 0025).
 */
export const webhookLane = (
  { path, takeWebhook, logger, metrics }: WebhookLaneParts,
  app: RequestListener,
): RequestListener =>
  lane(
    {
      isMine: ({ method, url }) => method === 'POST' && url === path,
      route: path,
      take: async (req, res) => {
        await takeWebhook(req, res);
        return taken;
      },
      logger,
      metrics,
    },
    app,
  );
