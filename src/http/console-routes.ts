import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, type Router } from 'express';
import { contentPolicyValue, nothingAllowed } from '../shared/content-policy.ts';
import { NotFound } from '../shared/errors.ts';
import { MethodNotAllowed } from './http-errors.ts';
import { nameRoute } from './request-context.ts';

/** Where the build puts it: beside `src` in `dist`; from the sources (tests), in the `dist` beside them. */
const places = ['../../console', '../../dist/console'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

const isBuilt = (folder: string): boolean => existsSync(path.join(folder, 'manifest.json'));

const mark = '__NONCE__';

/**
 * Scripts of our own files alone. The library of parts writes style elements (its colours, widths that depend on the screen):
 * they carry a number that is good for one answer (docs/adr/0059). Pictures: our own, what a person is about to send, and the
 * arrow of a select.
 */
const policyBefore = contentPolicyValue({
  ...nothingAllowed,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", `'nonce-${mark}'`],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
});

/** The page, for every address below `/console/` that is no file of the build: which of its places it is, it finds out itself. */
const sendPage = (folder: string): RequestHandler => {
  const [before = '', after = ''] = readFileSync(path.join(folder, 'index.html'), 'utf8').split(mark);
  return (_req, res) => {
    nameRoute(res, '/console/{place}');
    const nonce = randomBytes(16).toString('base64');
    res.setHeader('Content-Security-Policy', policyBefore.replace(mark, nonce));
    res.setHeader('X-Robots-Tag', 'noindex, nofollow');
    res.type('html').send(`${before}${nonce}${after}`);
  };
};

const onlyRead: RequestHandler = (req, _res, next) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') throw new MethodNotAllowed('GET, HEAD');
  next();
};

/** Files of the build have their content in their name: whoever has one never asks again. */
const assets = (folder: string): Router => {
  const router = express.Router();
  router.use((_req, res, next) => {
    nameRoute(res, '/console/assets/{file}');
    next();
  });
  router.use(
    express.static(folder, {
      index: false,
      redirect: false,
      lastModified: false,
      setHeaders: (res) => res.setHeader('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  );
  router.use(() => {
    throw new NotFound('There is nothing here.');
  });
  return router;
};

/** The staff console at `/console/`, and `/` that leads there. Without a build there is neither. */
export const consoleRoutes = (folder: string | undefined = places.find(isBuilt)): Router => {
  const router = express.Router({ strict: true });
  if (folder === undefined) return router;
  router.use(['/console', '/console/'], onlyRead);
  router.get(['/', '/console'], (_req, res) => {
    nameRoute(res, '/');
    res.redirect(302, '/console/');
  });
  router.use('/console/assets', assets(path.join(folder, 'assets')));
  router.get('/console/icon.svg', (_req, res) => {
    nameRoute(res, '/console/icon.svg');
    res.sendFile(path.join(folder, 'icon.svg'), { maxAge: '1 day', lastModified: false });
  });
  // Asked for again by its name, and below the strict policy of every answer: it loads nothing.
  router.get('/console/push-worker.js', (_req, res) => {
    nameRoute(res, '/console/push-worker.js');
    res.sendFile(path.join(folder, 'push-worker.js'), { cacheControl: false, lastModified: false });
  });
  router.get(/^\/console\/.*$/, sendPage(folder));
  return router;
};
