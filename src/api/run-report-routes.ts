import { z } from 'zod';
import { writeErrorsFile } from '../runs/errors-file.ts';
import { drawReport } from '../runs/report-document.ts';
import { writeReport } from '../runs/report-file.ts';
import { eachRow } from '../runs/run-figures.ts';
import { NotFound } from '../shared/errors.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { nameOf } from './principal.ts';
import { findRun, rowParams, runTag as tag, type RunParts } from './run-parts.ts';
import { idParams } from './shape-fields.ts';
import { sightInFiles } from './sight-of.ts';

const mimeTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
} as const;

const language = z.enum(['tr', 'en']).default('tr');

/** A file that was made here: nothing in it could be scanned. */
const madeFile = (content: Buffer, name: string, format: keyof typeof mimeTypes) => ({
  status: 200,
  file: { content, mimeType: mimeTypes[format], filename: `${name}.${format}`, scanned: true },
});

const errorsRoute = (parts: RunParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/runs/{id}/errors',
    scope: 'runs:read',
    tag,
    summary: 'Download the rows that cannot go, with the reason in a column',
    params: idParams,
    query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv'), language }),
    answers: { 200: { description: 'The file', schema: z.string(), mediaType: 'text/csv' } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const { tenantId, id, kind } = await findRun(parts, principal, params.id);
      const rows = eachRow({ list: (page) => parts.runRows.list(tenantId, id, ['error'], page) });
      const name = `${id}-errors`;
      const details = { format: query.format, from: null, to: null };
      const [by, at] = [nameOf(principal), parts.clock.now()];
      await parts.noteExport({ tenantId, what: 'list', subject: name, by, at, details });
      const { named } = sightInFiles(principal);
      return madeFile(await writeErrorsFile(rows, { kind, named, ...query }), name, query.format);
    },
  });

const reportRoute = (parts: RunParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/runs/{id}/report',
    scope: 'runs:read',
    tag,
    summary: 'Download the report of a period',
    description:
      'Every balance with its outcome, its request and its evidence; then the letters by state, and letters and amounts per unit by answer, with ' +
      'their shares. `pdf` is drawn while it is sent: a long one takes a minute. Few are drawn at once: 503 `busy` after twenty seconds in line.',
    params: idParams,
    query: z.strictObject({ format: z.enum(['csv', 'xlsx', 'pdf']).default('csv'), language }),
    makesPdf: ({ format }) => format === 'pdf',
    answers: { 200: { description: 'The file', schema: z.string(), mediaType: 'text/csv' } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const run = await findRun(parts, principal, params.id);
      const { company, timeZone } = await parts.settingsOf(run.tenantId);
      const rows = () => eachRow({ list: (page) => parts.runRows.list(run.tenantId, run.id, null, page) });
      const ownUnits = await parts.units.fresh(run.tenantId);
      const options = { language: query.language, timeZone, ownUnits };
      const name = `${run.id}-report`;
      if (query.format !== 'pdf')
        return madeFile(await writeReport(rows(), query.format, options), name, query.format);
      const content = drawReport(run, rows, {
        ...{ ...options, company: company.name, by: nameOf(principal), at: parts.clock.now() },
      });
      return { status: 200, stream: { content, mimeType: mimeTypes.pdf, filename: `${name}.pdf` } };
    },
  });

const letterRoute = (parts: RunParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/runs/{id}/rows/{n}/letter',
    scope: 'runs:read',
    tag,
    summary: 'Download the letter of a row as a PDF',
    description: 'The document that went; before the start, one as it would go.',
    params: rowParams,
    answers: {
      200: { description: 'The letter', schema: z.string(), mediaType: 'application/pdf' },
    },
    refusals: [404, 410],
    async handle({ principal, params }) {
      const run = await findRun(parts, principal, params.id);
      const row = await parts.runRows.find(run.tenantId, run.id, params.n);
      if (row === null || row.body.lines.length === 0) throw new NotFound('There is no such letter.');
      const file = { ...(await parts.openLetter(run, row)), mimeType: 'application/pdf', scanned: true };
      return { status: 200, file };
    },
  });

/** What a run gives out as files. */
export const runReportRoutes = (parts: RunParts): readonly AnyRoute[] => [
  errorsRoute(parts),
  reportRoute(parts),
  letterRoute(parts),
];
