import express, { type Router } from 'express';
import type { DownloadTickets } from '../documents/download-ticket.ts';
import type { OpenDocument } from '../documents/open-document.ts';
import { admission } from '../http/admission.ts';
import { MethodNotAllowed } from '../http/http-errors.ts';
import type { HttpMetrics } from '../http/http-metrics.ts';
import { nameRoute } from '../http/request-context.ts';
import { sendFile } from '../http/send-file.ts';
import { NotFound } from '../shared/errors.ts';

export const downloadPath = '/v1/downloads';

export interface DownloadParts {
  tickets: DownloadTickets;
  openDocument: OpenDocument;
  metrics: HttpMetrics;
  maxInflight: number;
}

/**
 * Where a browser uses a download ticket: the ticket is the authority, once (`POST /v1/documents/{id}/tickets`). GET alone:
 * a HEAD of something that looks at links must not use it up.
 */
export const downloadRoutes = (parts: DownloadParts): Router => {
  const router = express.Router();
  const group = router.route(`${downloadPath}/:ticket`);
  group.all((req, res, next) => {
    nameRoute(res, `${downloadPath}/{ticket}`);
    if (req.method !== 'GET') throw new MethodNotAllowed('GET');
    next();
  });
  group.get(admission('downloads', parts.maxInflight, parts.metrics), async (req, res) => {
    const ticket = await parts.tickets.redeem(String(req.params['ticket'] ?? ''));
    if (ticket === null) throw new NotFound('There is no such download.');
    const { tenantId, fileId, variant, by } = ticket;
    sendFile(res, await parts.openDocument({ tenantId, fileId, variant, by }));
  });
  return router;
};
