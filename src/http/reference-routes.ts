import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import { contentPolicy, nothingAllowed } from '../shared/content-policy.ts';
import { MethodNotAllowed } from './http-errors.ts';
import { nameRoute } from './request-context.ts';

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Mutabık API reference</title>
    <link rel="icon" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true, validatorUrl: null });
`;

/** The library draws icons from `data:` images and does not know trusted types. */
const policy = contentPolicy({
  ...nothingAllowed,
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  formAction: ["'self'"],
});

const files = ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png'] as const;

/**
 * `/openapi.json`, and `/docs` to read it: everything from our own origin, no inline script. The document is made when it is first
 * asked for: the start has no need of it, and it takes longer than all the rest of the routes.
 */
export const referenceRoutes = (makeDocument: () => object): Router => {
  const router = express.Router();
  let text: string | null = null;
  // The files alone: importing the package would run its whole page here, some megabytes of code.
  const directory = dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
  router.get('/openapi.json', (_req, res) => {
    nameRoute(res, '/openapi.json');
    res.type('application/json').send((text ??= JSON.stringify(makeDocument())));
  });
  router.use('/docs', policy);
  router.get('/docs', (_req, res) => {
    nameRoute(res, '/docs');
    res.type('html').send(page);
  });
  router.get('/docs/start.js', (_req, res) => {
    nameRoute(res, '/docs/start.js');
    res.type('text/javascript').send(start);
  });
  for (const file of files) {
    router.get(`/docs/${file}`, (_req, res) => {
      nameRoute(res, '/docs/{file}');
      res.sendFile(join(directory, file), { cacheControl: false });
    });
  }
  router.all(['/openapi.json', '/docs', '/docs/start.js', ...files.map((file) => `/docs/${file}`)], () => {
    throw new MethodNotAllowed('GET, HEAD');
  });
  return router;
};
