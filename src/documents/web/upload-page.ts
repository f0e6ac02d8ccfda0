import express, { type RequestHandler, type Response, type Router } from 'express';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentPolicy, nothingAllowed } from '../../shared/content-policy.ts';
import { NotFound } from '../../shared/errors.ts';
import { nameRoute } from '../../http/request-context.ts';

const policy = contentPolicy({
  ...nothingAllowed,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  // The person's own pictures are shown before they are sent.
  imgSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ["'none'"],
});

/** Beside `src`, in the source and in `dist` alike. */
const besideSource = fileURLToPath(new URL('../../../upload', import.meta.url));

/** What the page is made of; nothing else of the folder is given out. */
const assetPattern = /^\/[a-z\d-]+\.(?:js|css|svg)$/;

/** Nothing of a link's address may get into a search engine; no page of ours tells it to another site. */
const pageHeaders: RequestHandler = (req, res, next) => {
  res.set('X-Robots-Tag', 'noindex, nofollow, noarchive');
  policy(req, res, next);
};

export interface UploadPage {
  headers: RequestHandler;
  /** Scripts and styles, to be mounted at `/u/page`. */
  assets: Router;
  /** The page itself, which asks for everything it shows. */
  send(res: Response): Promise<void>;
  /** Says in three languages that the link is no (longer) good. */
  sendGone(res: Response, status: 404 | 410): Promise<void>;
}

export const makeUploadPage = (folder: string = besideSource): UploadPage => {
  const assets = express.Router();
  assets.use((req, res, next) => {
    nameRoute(res, '/u/page/{file}');
    if (!assetPattern.test(req.path)) throw new NotFound('There is nothing here.');
    next();
  });
  assets.use(
    express.static(folder, {
      index: false,
      redirect: false,
      setHeaders: (res) => res.setHeader('Cache-Control', 'no-cache'),
    }),
  );
  const sendHtml = (res: Response, name: string): Promise<void> =>
    new Promise((resolve, reject) => {
      res.sendFile(path.join(folder, name), { cacheControl: false, lastModified: false }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
  return {
    headers: pageHeaders,
    assets,
    send: (res) => sendHtml(res, 'index.html'),
    sendGone: (res, status) => sendHtml(res.status(status), 'gone.html'),
  };
};
