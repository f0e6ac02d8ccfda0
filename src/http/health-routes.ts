import express, { type Request, type Response, type Router } from 'express';
import type { Registry } from 'prom-client';
import { MethodNotAllowed, Unauthorized } from './http-errors.ts';
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

const get = (
  router: Router,
  path: string,
  handle: (res: Response, req: Request) => Promise<void> | void,
): void => {
  router
    .route(path)
    .get(async (req, res) => {
      nameRoute(res, path);
      await handle(res, req);
    })
    .all((_req, res) => {
      nameRoute(res, path);
      throw new MethodNotAllowed('GET, HEAD');
    });
};

/**
 * `/livez`: the event loop turns, nothing else, so that a database outage restarts nobody. `/readyz`: every check passes
 * within its time and the process is not stopping; `degraded`: it works, and something outside it that messages need does not.
 * Neither says which check failed; that is in the metrics.
 */
export const healthRoutes = (parts: {
  registry: Registry;
  checks: readonly ReadinessCheck[];
  /** What does not keep this process from working when it is missing. */
  needs: readonly ReadinessCheck[];
  timeoutMs: number;
  isStopping: () => boolean;
  mayReadMetrics: (req: Request) => boolean;
}): Router => {
  const router = express.Router();
  get(router, '/livez', (res) => {
    res.json({ status: 'ok' });
  });
  get(router, '/readyz', async (res) => {
    const allPass = async (checks: readonly ReadinessCheck[]): Promise<boolean> =>
      (await Promise.all(checks.map((check) => passes(check, parts.timeoutMs)))).every((result) => result);
    const [works, isWhole] = await Promise.all([allPass(parts.checks), allPass(parts.needs)]);
    const ready = works && !parts.isStopping();
    if (!ready) res.set('Retry-After', '1');
    const status = isWhole ? 'ready' : 'degraded';
    res.status(ready ? 200 : 503).json({ status: ready ? status : 'unavailable' });
  });
  get(router, '/metrics', async (res, req) => {
    if (!parts.mayReadMetrics(req)) throw new Unauthorized('The token of the metrics is missing or wrong.');
    res.set('Content-Type', parts.registry.contentType).send(await parts.registry.metrics());
  });
  return router;
};
