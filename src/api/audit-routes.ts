import { z } from 'zod';
import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import { permits } from '../staff/permissions.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { instantQuery } from './instant-query.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { instantText } from './shape-fields.ts';

/** One line of the audit log. */
export interface AuditEntry {
  id: string;
  at: Date;
  what: string;
  subject: string;
  by: string;
  /** Codes and ids; null where what is on record are people's own words or numbers. */
  details: Readonly<Record<string, unknown>> | null;
}

export interface AuditFilter {
  by?: string;
  what?: string;
  subject?: string;
  since?: Date;
  /** Acts nobody else may know of. */
  withCompartment: boolean;
}

export interface AuditParts {
  readAudit: (tenantId: TenantId, filter: AuditFilter, page: PageRequest) => Promise<Page<AuditEntry>>;
}

const entryShape = z
  .object({
    id: z.string(),
    at: instantText,
    what: z.string().meta({ description: '`sign_in.failed`, `document.downloaded` …' }),
    subject: z.string().meta({ description: 'Id of what it was done with' }),
    by: z.string().meta({ description: '`staff:<id>`, `key:<id>`, `anonymous` or `system`' }),
    details: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'AuditEntry' });

const toShape = ({ at, ...entry }: AuditEntry): z.input<typeof entryShape> => ({
  ...entry,
  at: at.toISOString(),
  details: entry.details === null ? null : { ...entry.details },
});

const word = z.string().regex(/^[\w.:~/-]{1,128}$/, 'must be a name or an id');

export const auditRoutes = ({ readAudit }: AuditParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/audit',
    scope: 'audit:read',
    tag: 'Audit',
    summary: 'Who did what',
    description:
      'Newest first. What was done in the compliance compartment is there for callers with `compliance` alone.',
    query: z.strictObject({
      ...pageFields,
      who: word.optional(),
      action: word.optional(),
      subject: word.optional(),
      since: instantQuery.optional(),
    }),
    answers: { 200: { description: 'A page of the log', schema: listSchema(entryShape) } },
    async handle({ principal, query }) {
      const filter: AuditFilter = {
        ...(query.who === undefined ? {} : { by: query.who }),
        ...(query.action === undefined ? {} : { what: query.action }),
        ...(query.subject === undefined ? {} : { subject: query.subject }),
        ...(query.since === undefined ? {} : { since: query.since }),
        withCompartment: permits(principal.scopes, 'compliance'),
      };
      const page = await readAudit(principal.tenantId, filter, pageRequestOf(query));
      return { status: 200, body: listJson(page, toShape) };
    },
  }),
];
