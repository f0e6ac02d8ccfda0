import type { ServerResponse } from 'node:http';
import type { Logger } from '../shared/logger.ts';
import { whenOver } from './when-over.ts';
import type { HttpMetrics } from './http-metrics.ts';

/** A request from its first line to the end of its answer. */
export interface FollowedRequest {
  requestId: string;
  method: string;
  res: ServerResponse;
  /** Read at the end: which route answered, as a pattern, and which key called. */
  named: { route?: unknown; keyId?: unknown };
}

/** Writes one line and one measurement when a request is over. No path, no query string, no body. */
export const followRequest = (
  { logger, metrics }: { logger: Logger; metrics: HttpMetrics },
  { requestId, method, res, named }: FollowedRequest,
): void => {
  const startedAt = performance.now();
  whenOver(res, () => {
    const ms = performance.now() - startedAt;
    const route = String(named.route ?? 'unmatched');
    // Whoever called is gone before the answer was (nginx's number for it).
    const status = res.writableFinished ? res.statusCode : 499;
    metrics.observe({ method, route, status, seconds: ms / 1000 });
    logger.info(
      { requestId, method, route, status, durationMs: Math.round(ms), keyId: named.keyId },
      'request',
    );
  });
};
