import { z } from 'zod';
import { writeErrorsFile } from '../runs/errors-file.ts';
import { writeReport } from '../runs/report-file.ts';
import { eachRow } from '../runs/run-figures.ts';
import type { RunRow } from '../runs/run-row.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { findRun, runTag as tag, type RunParts } from './run-parts.ts';
import { idParams } from './shape-fields.ts';

const mimeTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

const fileQuery = z.strictObject({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  language: z.enum(['tr', 'en']).default('tr'),
});

interface Made {
  tenantId: string;
  rows: AsyncIterable<RunRow>;
  query: z.output<typeof fileQuery>;
}

const fileRoute = (
  parts: RunParts,
  route: {
    name: 'errors' | 'report';
    summary: string;
    description?: string;
    states: readonly ['error'] | null;
    write(made: Made): Promise<Buffer>;
  },
): AnyRoute =>
  defineRoute({
    method: 'get',
    path: `/v1/runs/{id}/${route.name}`,
    scope: 'runs:read',
    tag,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    params: idParams,
    query: fileQuery,
    answers: { 200: { description: 'The file', schema: z.string(), mediaType: 'text/csv' } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const { tenantId, id } = await findRun(parts, principal, params.id);
      const rows = eachRow({ list: (page) => parts.runRows.list(tenantId, id, route.states, page) });
      const file = {
        content: await route.write({ tenantId, rows, query }),
        mimeType: mimeTypes[query.format],
        filename: `${id}-${route.name}.${query.format}`,
        // Made here: nothing in it could be scanned.
        scanned: true,
      };
      return { status: 200, file };
    },
  });

/** What a run gives out as files. */
export const runReportRoutes = (parts: RunParts): readonly AnyRoute[] => [
  fileRoute(parts, {
    name: 'errors',
    summary: 'Download the rows that cannot go, with the reason in a column',
    states: ['error'],
    write: ({ rows, query }) => writeErrorsFile(rows, query),
  }),
  fileRoute(parts, {
    name: 'report',
    summary: 'Download the report of a period',
    description:
      'Every balance with its outcome, its request and its evidence; then the letters by state, and letters and amounts per unit by answer, with ' +
      'their shares.',
    states: null,
    write: async ({ tenantId, rows, query: { format, language } }) =>
      writeReport(rows, format, { language, timeZone: await parts.timeZoneOf(tenantId) }),
  }),
];
