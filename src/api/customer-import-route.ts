import { z } from 'zod';
import type { BeginImport } from '../imports/begin-import.ts';
import type { makeCancelImport } from '../imports/cancel-import.ts';
import type { CustomerImportRepository } from '../imports/customer-import.repository.ts';
import type { makeImportCustomers } from '../imports/import-customers.ts';
import type { ImportRowRepository } from '../imports/import-row.repository.ts';
import { readImport } from '../imports/read-import.ts';
import { maxProblems } from '../imports/customer-import.ts';
import { NotFound, ValidationFailed } from '../shared/errors.ts';
import { derivedId, randomId, type TenantId } from '../shared/ids.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { permits } from '../staff/permissions.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { importModes, importReportShape, longImportShape, showImport } from './import-shape.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams } from './shape-fields.ts';
import { shownName } from './shown-name.ts';

export interface ImportParts {
  units: Pick<OwnUnitsLookup, 'fresh'>;
  timeZoneOf(tenantId: TenantId): Promise<string>;
  importCustomers: ReturnType<typeof makeImportCustomers>;
  beginImport: BeginImport;
  cancelImport: ReturnType<typeof makeCancelImport>;
  /** What one call takes: each customer is looked up, and written where it changed, before the answer. */
  importLinesAtOnce: number;
  customerImports: Pick<CustomerImportRepository, 'find' | 'list'>;
  importRows: Pick<ImportRowRepository, 'count'>;
}

const tag = 'Customers';

const idOf = ({ tenantId, keyId }: Principal, idempotencyKey: string | null): string =>
  idempotencyKey === null ? randomId('imp') : derivedId('imp', tenantId, keyId, idempotencyKey);

const importing = (parts: ImportParts): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/customers/import',
    scope: 'customers:write',
    tag,
    summary: 'Read customers and contacts from a table',
    description:
      'A form with a part `file` (XLSX or separated text, at most 10 MB and 20,000 lines), a line for each contact. `mode` `preview` (left out) writes nothing; ' +
      '`apply` writes where nothing is wrong, `apply_right` whatever is right. What the table does not name stays. The same file again changes nothing. More than ' +
      'IMPORT_LINES_AT_ONCE (2,000) lines are answered with 202 and worked afterwards: `GET /v1/imports/{id}` says how far. With an `Idempotency-Key` the same call is one import.',
    body: z.strictObject({ mode: z.enum(importModes).default('preview') }),
    form: { maxBytes: 10_000_000, maxFields: 1 },
    answers: {
      200: { description: 'What the table says, or what was written', schema: importReportShape },
      202: { description: 'A long table, which is being worked', schema: longImportShape },
    },
    refusals: [413, 415, 422],
    async handle({ principal, body, file, idempotencyKey }) {
      if (file === null) throw new ValidationFailed([{ field: 'file', message: 'is required' }]);
      const [own, timeZone] = await Promise.all([
        parts.units.fresh(principal.tenantId),
        parts.timeZoneOf(principal.tenantId),
      ]);
      const read = await readImport(file.content, { own, timeZone });
      const order = {
        isApplied: body.mode !== 'preview',
        skipsProblems: body.mode === 'apply_right',
        by: nameOf(principal),
        mayVouch: permits(principal.scopes, 'tasks:write'),
      };
      if (read.lines > parts.importLinesAtOnce) {
        const asked = { id: idOf(principal, idempotencyKey), filename: shownName(file.filename), order };
        const begun = await parts.beginImport(principal.tenantId, read, asked);
        return { status: 202, body: await showImport(parts, begun) };
      }
      const report = await parts.importCustomers(principal.tenantId, read, order);
      return { status: 200, body: { ...report, problems: report.problems.slice(0, maxProblems) } };
    },
  });

/** Customers from tables; long ones are followed. */
export const customerImportRoutes = (parts: ImportParts): readonly AnyRoute[] => [
  importing(parts),
  defineRoute({
    method: 'get',
    path: '/v1/imports',
    scope: 'customers:read',
    tag,
    summary: 'List imports of long tables',
    description: 'Newest first; those of the last thirty days.',
    query: pageQuery,
    answers: { 200: { description: 'A page of imports', schema: listSchema(longImportShape) } },
    async handle({ principal, query }) {
      const page = await parts.customerImports.list(principal.tenantId, pageRequestOf(query));
      const shown = await Promise.all(page.items.map((one) => showImport(parts, one)));
      return { status: 200, body: listJson({ ...page, items: shown }, (one) => one) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/imports/{id}',
    scope: 'customers:read',
    tag,
    summary: 'See how far an import is',
    description: 'Counts of what was found so far; when it is `done`, of what was written.',
    params: idParams,
    answers: { 200: { description: 'The import', schema: longImportShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const found = await parts.customerImports.find(principal.tenantId, params.id);
      if (found === null) throw new NotFound('There is no such import.');
      return { status: 200, body: await showImport(parts, found) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/imports/{id}/cancel',
    scope: 'customers:write',
    tag,
    summary: 'Stop an import for good',
    description:
      'Customers that are being written are finished, no other is begun; what was written stays. Called again it answers alike. One that is over is 409 `import_over`.',
    params: idParams,
    answers: { 202: { description: 'The import as it stands', schema: longImportShape } },
    refusals: [404, 409],
    async handle({ principal, params }) {
      const cancelled = await parts.cancelImport(principal.tenantId, params.id, nameOf(principal));
      return { status: 202, body: await showImport(parts, cancelled) };
    },
  }),
];
