import express, { type Request, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { makeFinishUpload } from '../finish-upload.ts';
import { makeTakeBackUpload } from '../take-back-upload.ts';
import { LinkExpired, LinkUsed } from '../upload-link.ts';
import { NotFound, ValidationFailed } from '../../shared/errors.ts';
import { BodyIntake } from '../../http/body-intake.ts';
import { MethodNotAllowed } from '../../http/http-errors.ts';
import { jsonBody } from '../../http/json-body.ts';
import { nameRoute } from '../../http/request-context.ts';
import { RateLimited } from '../../http/http-errors.ts';
import { answerProblem } from './upload-answers.ts';
import { makeUploadPage } from './upload-page.ts';
import { liveLinkOf, tokenOf, uploadHandler } from './upload-handler.ts';
import type { UploadParts } from './upload-parts.ts';
import { CallRate } from '../../http/call-rate.ts';

const finishSchema = z.strictObject({
  fileIds: z
    .array(z.string().regex(/^fil_[A-Za-z0-9_-]{1,64}$/))
    .max(100)
    .optional(),
});

const limited =
  (rate: CallRate, keyOf: (req: Request) => string, { clock }: UploadParts): RequestHandler =>
  (req, res, next) => {
    const waitMs = rate.take(keyOf(req), clock.now().getTime());
    if (waitMs === 0) return next();
    res.set('Connection', 'close');
    answerProblem(res, new RateLimited('Too many calls.', waitMs));
  };

/** The page, or the page that says that there is none any more. */
const showPage = (parts: UploadParts): RequestHandler => {
  const page = makeUploadPage(parts.pageFolder);
  return async (req, res) => {
    try {
      await liveLinkOf(parts, req);
    } catch (error) {
      if (error instanceof NotFound) return page.sendGone(res, 404);
      if (error instanceof LinkUsed || error instanceof LinkExpired) return page.sendGone(res, 410);
      throw error;
    }
    await page.send(res);
  };
};

const hasBody = (req: Request): boolean =>
  req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;

const optionalJson = (parts: UploadParts): readonly RequestHandler[] => {
  const intake = new BodyIntake({ ...parts.limits.lists, timeoutMs: parts.limits.timeoutMs });
  return jsonBody({ intake, sourceOf: tokenOf }).map(
    (handler): RequestHandler =>
      (req, res, next) =>
        hasBody(req) ? handler(req, res, next) : next(),
  );
};

const finish = (parts: UploadParts): RequestHandler => {
  const finishUpload = makeFinishUpload({ ...parts, keepMs: parts.limits.unacceptedMs });
  return async (req, res) => {
    const link = await liveLinkOf(parts, req);
    const body = finishSchema.safeParse(req.body ?? {});
    if (!body.success) throw new ValidationFailed([{ field: 'fileIds', message: 'must be a list of ids' }]);
    // Nothing is handed over for a request that has ended.
    await parts.rulesOf(link);
    const files = await finishUpload(link, body.data.fileIds ?? null);
    parts.logger.info({ tenantId: link.tenantId, requestId: link.requestId, files }, 'upload finished');
    res.json({ files });
  };
};

/** A path with its methods; everything else there is 405. */
interface UploadRoute {
  path: string;
  allow: string;
  method: 'get' | 'post' | 'delete';
  handlers: readonly RequestHandler[];
}

const routesOf = (parts: UploadParts): readonly UploadRoute[] => {
  const { limits } = parts;
  const takeBack = makeTakeBackUpload(parts);
  const perLink = limited(new CallRate(limits.perLink), tokenOf, parts);
  const info: RequestHandler = async (req, res) => {
    res.json(await parts.infoOf(await liveLinkOf(parts, req)));
  };
  const remove: RequestHandler = async (req, res) => {
    await takeBack(await liveLinkOf(parts, req), String(req.params['fileId'] ?? ''));
    res.status(204).end();
  };
  const upload = [perLink, uploadHandler(parts)];
  return [
    { path: '/u/{token}', allow: 'GET, HEAD', method: 'get', handlers: [showPage(parts)] },
    { path: '/u/{token}/info', allow: 'GET, HEAD', method: 'get', handlers: [info] },
    { path: '/u/{token}/files', allow: 'POST', method: 'post', handlers: upload },
    { path: '/u/{token}/files/{fileId}', allow: 'DELETE', method: 'delete', handlers: [remove] },
    {
      path: '/u/{token}/finish',
      allow: 'POST',
      method: 'post',
      handlers: [...optionalJson(parts), finish(parts)],
    },
  ];
};

/**
 * The upload page behind a one-time link, and what it calls. The token in the address is all the authority there is: no
 * login, no cookie, nothing of another site (reliability F2, F6).
 */
export const uploadRoutes = (parts: UploadParts): Router => {
  const page = makeUploadPage(parts.pageFolder);
  // Strict: the page's relative addresses hold for `/u/{token}` alone.
  const router = express.Router({ strict: true, caseSensitive: true });
  router.use('/u', page.headers);
  router.use('/u/page', page.assets);
  const perAddress = limited(new CallRate(parts.limits.perAddress), ({ ip }) => ip ?? '', parts);
  for (const { path, allow, method, handlers } of routesOf(parts)) {
    const group = router.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
    group.all((_req, res, next) => {
      nameRoute(res, path);
      next();
    }, perAddress);
    group[method](...handlers);
    group.all(() => {
      throw new MethodNotAllowed(allow);
    });
  }
  return router;
};
