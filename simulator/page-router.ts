import express, { type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { fileURLToPath } from 'node:url';
import { contentPolicy } from '../src/shared/content-policy.ts';

const policy = contentPolicy({
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'blob:'],
  mediaSrc: ["'self'"],
  connectSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
});

/** No transport security: the simulator is spoken to on the machine it runs on. */
const protections: RequestHandler = helmet({ contentSecurityPolicy: false, strictTransportSecurity: false });

/** The folder beside this module, in the source and in `dist` alike. */
const besideThisModule = fileURLToPath(new URL('./page/', import.meta.url));

/** The phone page and its API. Nothing inline, nothing from outside. */
export const makePageRouter = (api: Router, pageFolder: string = besideThisModule): Router => {
  const router = express.Router();
  router.use('/api', api);
  router.use((request, response, next) => {
    // Relative addresses in the page need the slash at the end.
    if (request.path === '/' && !(request.originalUrl.split('?')[0] ?? '').endsWith('/')) {
      response.redirect(308, `${request.baseUrl}/`);
      return;
    }
    response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    protections(request, response, () => policy(request, response, next));
  });
  router.use(
    express.static(pageFolder, {
      index: 'index.html',
      redirect: false,
      setHeaders: (response) => response.setHeader('cache-control', 'no-cache'),
    }),
  );
  return router;
};
