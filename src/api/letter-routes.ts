import express, { type Router } from 'express';
import { admission } from '../http/admission.ts';
import { MethodNotAllowed } from '../http/http-errors.ts';
import type { HttpMetrics } from '../http/http-metrics.ts';
import { nameRoute } from '../http/request-context.ts';
import { sendFile } from '../http/send-file.ts';
import { letterPath } from '../runs/letter-link.ts';
import type { FetchLetter } from '../runs/open-letter.ts';

export interface LetterParts {
  fetchLetter: FetchLetter;
  metrics: HttpMetrics;
  maxInflight: number;
}

/** Where the platform fetches the document of a letter: the address is the authority, as often as the platform likes. */
export const letterRoutes = (parts: LetterParts): Router => {
  const router = express.Router();
  const group = router.route(`${letterPath}/:id/:token`);
  group.all((req, res, next) => {
    nameRoute(res, `${letterPath}/{id}/{token}`);
    if (req.method !== 'GET' && req.method !== 'HEAD') throw new MethodNotAllowed('GET, HEAD');
    next();
  });
  group.get(admission('letters', parts.maxInflight, parts.metrics), async (req, res) => {
    const { id, token } = req.params;
    const { content, filename } = await parts.fetchLetter(id, token);
    // Made here: nothing in it could be scanned.
    sendFile(res, { content, filename, mimeType: 'application/pdf', scanned: true });
  });
  return router;
};
