import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type Request, type RequestHandler, type Router } from 'express';
import { Forbidden, Unavailable, ValidationFailed } from '../shared/errors.ts';
import { admission } from './admission.ts';
import { MethodNotAllowed, Unauthorized, UnsupportedMediaType } from './http-errors.ts';
import type { HttpMetrics } from './http-metrics.ts';
import { nameRoute } from './request-context.ts';

export interface WebhookParts {
  /** Where the platform calls, e.g. `/webhooks/whatsapp`. */
  path: string;
  /** Compared with `hub.verify_token`; null: nobody can verify. */
  verifyToken: string | null;
  /** Header that carries the signature, lower case: `x-hub-signature-256`. */
  signatureHeader: string;
  /** All values of that header, in order; anything but exactly one good one must be false (reliability F1). */
  verifySignature: (raw: Buffer, headerValues: readonly string[]) => boolean;
  /** Resolves when everything in the body is durable; rejects with `Unavailable` when it is not. */
  acceptWebhook: (raw: Buffer) => Promise<void>;
  maxInflight: number;
  ackTimeoutMs: number;
  metrics: HttpMetrics;
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

const within = async (work: Promise<void>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Unavailable('The webhook could not be stored in time.')), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const delivery =
  (parts: WebhookParts): RequestHandler =>
  async (req, res) => {
    const body: unknown = req.body;
    const raw = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    if (!parts.verifySignature(raw, req.headersDistinct[parts.signatureHeader] ?? [])) {
      parts.metrics.countSignatureFailure(parts.path);
      throw new Unauthorized('The signature is missing or wrong.');
    }
    // Stored before answered: a 200 promises that nothing of this body can be lost any more.
    await within(parts.acceptWebhook(raw), parts.ackTimeoutMs);
    res.status(200).end();
  };

/** The signature is over the bytes as sent; a body that would have to be decoded first is not looked at. */
const refuseEncoded: RequestHandler = (req, _res, next) => {
  if (req.headers['content-encoding'] !== undefined)
    throw new UnsupportedMediaType('Content encodings are not accepted.');
  next();
};

/**
 * A platform's webhook over its raw bytes: no parser touches them before the signature was checked. 4 MB at most, no
 * content encoding, 503 with Retry-After when the body is not durable in time (the platform will call again).
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
    .post(
      admission('webhooks', parts.maxInflight, parts.metrics),
      refuseEncoded,
      express.raw({ type: () => true, limit: '4mb', inflate: false }),
      delivery(parts),
    )
    .all(() => {
      throw new MethodNotAllowed('GET, HEAD, POST');
    });
  return router;
};
