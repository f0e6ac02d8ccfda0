import express, { type Response, type Router } from 'express';
import type { Registry } from 'prom-client';
import { MethodNotAllowed } from './http-errors.ts';
import { nameRoute } from './request-context.ts';

/** Something the process needs to do its work. `check` rejects, or takes too long, when it is not there. */
export interface ReadinessCheck {
  name: string;
  check(): Promise<void>;
}

const passes = async ({ check }: ReadinessCheck, timeoutMs: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const done = (async () => check())().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
};

const get = (router: Router, path: string, handle: (res: Response) => Promise<void> | void): void => {
  router
    .route(path)
    .get(async (_req, res) => {
      nameRoute(res, path);
      await handle(res);
    })
    .all((_req, res) => {
      nameRoute(res, path);
      throw new MethodNotAllowed('GET, HEAD');
    });
};

/**
 * `/livez`: the event loop turns, nothing else, so that a database outage restarts nobody. `/readyz`: every check passes
 * within its time and the process is not stopping. Neither says which check failed; that is in the metrics.
 */
export const healthRoutes = (parts: {
  registry: Registry;
  checks: readonly ReadinessCheck[];
  timeoutMs: number;
  isStopping: () => boolean;
}): Router => {
  const router = express.Router();
  get(router, '/livez', (res) => {
    res.json({ status: 'ok' });
  });
  get(router, '/readyz', async (res) => {
    const results = await Promise.all(parts.checks.map((check) => passes(check, parts.timeoutMs)));
    const ready = !parts.isStopping() && results.every((result) => result);
    if (!ready) res.set('Retry-After', '1');
    res.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'unavailable' });
  });
  get(router, '/metrics', async (res) => {
    res.set('Content-Type', parts.registry.contentType).send(await parts.registry.metrics());
  });
  return router;
};
