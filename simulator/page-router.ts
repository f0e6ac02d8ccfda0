import express, { type Router } from 'express';
import { fileURLToPath } from 'node:url';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

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
    response.setHeader('content-security-policy', policy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    next();
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
