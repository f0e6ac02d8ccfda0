import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Request, type RequestHandler, type Router } from 'express';
import { Forbidden, ValidationFailed } from '../shared/errors.ts';
import { MethodNotAllowed } from './http-errors.ts';
import { nameRoute } from './request-context.ts';
import type { TakeWebhook } from './take-webhook.ts';

export interface WebhookParts {
  /** Where the platform calls, e.g. `/webhooks/whatsapp`. */
  path: string;
  /** Compared with `hub.verify_token`; null: nobody can verify. */
  verifyToken: string | null;
  takeWebhook: TakeWebhook;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Same time for every wrong guess, whatever its length. */
const sameText = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

const one = (req: Request, name: string): string => {
  const value: unknown = req.query[name];
  return typeof value === 'string' ? value : '';
};

/** The platform's check that the address is ours: right token → the challenge comes back as text. */
const verification =
  ({ verifyToken }: WebhookParts): RequestHandler =>
  (req, res) => {
    const rightToken = verifyToken !== null && sameText(one(req, 'hub.verify_token'), verifyToken);
    if (!rightToken || one(req, 'hub.mode') !== 'subscribe') throw new Forbidden('Verification failed.');
    const challenge = one(req, 'hub.challenge');
    if (!/^[A-Za-z0-9]{1,64}$/.test(challenge)) {
      throw new ValidationFailed([{ field: 'hub.challenge', message: 'must be 1 to 64 letters or digits' }]);
    }
    res.type('text/plain').send(challenge);
  };

const delivery =
  ({ takeWebhook }: WebhookParts): RequestHandler =>
  async (req, res) => {
    await takeWebhook(req, res);
    // Said by itself, HTTP/1.0 would be left without it.
    res.status(200).set('Content-Length', '0').end();
  };

/**
 * A platform's webhook: its check of the address, and its calls in any spelling of the path that Express takes for the same
 * (the exact one does not come here: `webhookLane`).
 */
export const webhookRoutes = (parts: WebhookParts): Router => {
  const router = express.Router();
  router.use(parts.path, (_req, res, next) => {
    nameRoute(res, parts.path);
    next();
  });
  router
    .route(parts.path)
    .get(verification(parts))
    .post(delivery(parts))
    .all(() => {
      throw new MethodNotAllowed('GET, HEAD, POST');
    });
  return router;
};
