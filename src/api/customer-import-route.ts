import { z } from 'zod';
import type { makeImportCustomers } from '../imports/import-customers.ts';
import { importFields } from '../imports/header-words.ts';
import { ValidationFailed } from '../shared/errors.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { nameOf, permits } from './principal.ts';

const problemShape = z.object({
  line: z.int().meta({ description: 'As a spreadsheet program counts them' }),
  ref: z.string().nullable(),
  field: z.enum(importFields),
  code: z.enum([
    'missing',
    'not_a_phone',
    'digits_lost',
    'unknown_word',
    'differs',
    'taken_twice',
    'too_long',
    'refused',
  ]),
});

const reportShape = z
  .object({
    isApplied: z.boolean().meta({ description: 'False: nothing was written' }),
    lines: z.int(),
    made: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    refused: z.int().meta({ description: 'Customers with a problem: they stay as they were' }),
    problems: z.array(problemShape),
  })
  .meta({ id: 'CustomerImport' });

export const customerImportRoute = ({
  importCustomers,
}: {
  importCustomers: ReturnType<typeof makeImportCustomers>;
}): AnyRoute =>
  defineRoute({
    method: 'post',
    path: '/v1/customers/import',
    scope: 'customers:write',
    tag: 'Customers',
    summary: 'Read customers and contacts from a table',
    description:
      'A form with a part `file` (XLSX or separated text, at most 10 MB and 2,000 lines), a line for each contact. `mode` `preview` (left out) writes nothing; ' +
      '`apply` writes where nothing is wrong, `apply_right` whatever is right. What the table does not name stays. The same file again changes nothing.',
    body: z.strictObject({ mode: z.enum(['preview', 'apply', 'apply_right']).default('preview') }),
    form: { maxBytes: 10_000_000, maxFields: 1 },
    answers: { 200: { description: 'What the table says, or what was written', schema: reportShape } },
    refusals: [413, 415, 422],
    async handle({ principal, body, file }) {
      if (file === null) throw new ValidationFailed([{ field: 'file', message: 'is required' }]);
      const report = await importCustomers(principal.tenantId, file.content, {
        isApplied: body.mode !== 'preview',
        skipsProblems: body.mode === 'apply_right',
        by: nameOf(principal),
        mayVouch: permits(principal.scopes, 'tasks:write'),
      });
      return { status: 200, body: { ...report, problems: report.problems.slice(0, 1_000) } };
    },
  });
