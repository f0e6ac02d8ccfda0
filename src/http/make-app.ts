import type { IncomingMessage } from 'node:http';
import express, { type Express, type Router } from 'express';
import type { Registry } from 'prom-client';
import { NotFound } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import { errorHandler } from './error-handler.ts';
import { healthRoutes, type ReadinessCheck } from './health-routes.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { referenceRoutes } from './reference-routes.ts';
import { requestContext } from './request-context.ts';
import { securityHeaders } from './security-headers.ts';

export interface AppParts {
  logger: Logger;
  registry: Registry;
  metrics: HttpMetrics;
  checks: readonly ReadinessCheck[];
  needs?: readonly ReadinessCheck[];
  healthTimeoutMs: number;
  /** True from SIGTERM on: `/readyz` answers 503 so that no new traffic comes. */
  isStopping: () => boolean;
  /** Proxies in front of us whose X-Forwarded-For is believed; 0: none. */
  trustedProxyHops: number;
  /** Left out: everybody may. */
  mayReadMetrics?: (req: IncomingMessage) => boolean;
  /** Makes the OpenAPI document; null: no `/openapi.json`, no `/docs`. */
  openapi: (() => object) | null;
  /** Webhooks, API, pages: in this order, each with its full paths. */
  routers: readonly Router[];
}

/** The Express application: what holds for every request, then the routers, then the two ends (404, errors). */
export const makeApp = (parts: AppParts): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  // Flat strings only: `a[b]=1` stays the key `a[b]` (reliability F8).
  app.set('query parser', 'simple');
  app.set('trust proxy', parts.trustedProxyHops);
  app.use(requestContext(parts.logger, parts.metrics));
  app.use(securityHeaders);
  app.use(
    healthRoutes({
      registry: parts.registry,
      checks: parts.checks,
      needs: parts.needs ?? [],
      timeoutMs: parts.healthTimeoutMs,
      isStopping: parts.isStopping,
      mayReadMetrics: parts.mayReadMetrics ?? (() => true),
    }),
  );
  for (const router of parts.routers) app.use(router);
  if (parts.openapi !== null) app.use(referenceRoutes(parts.openapi));
  app.use(() => {
    throw new NotFound('There is nothing here.');
  });
  app.use(errorHandler(parts.logger));
  return app;
};
