import { z } from 'zod';
import { notMasked } from '../customers/customer-schema.ts';
import type { RowChange } from '../runs/change-row.ts';
import type { NewRun } from '../runs/create-run.ts';
import { describeTable } from '../runs/read-source.ts';
import { rowStates, type RowState } from '../runs/run-row.ts';
import { runStates } from '../runs/run.ts';
import { tableKinds } from '../runs/table/table-kind.ts';
import { tableFields } from '../runs/table/header-words.ts';
import { NotFound, ValidationFailed } from '../shared/errors.ts';
import { derivedId, randomId } from '../shared/ids.ts';
import { lineOfText, lines, localDate, reference, unitCode } from '../vocabulary/data-fields.ts';
import { refuseForbiddenWords, type Written } from '../words/refuse-forbidden-words.ts';
import { defineRoute, type AnyRoute, type RouteInput } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { runOrderRoutes } from './run-order-routes.ts';
import { findRun, rowParams, runTag as tag, showRun, type RunParts } from './run-parts.ts';
import { runReportRoutes } from './run-report-routes.ts';
import {
  babsShape,
  mappingShape,
  numbersText,
  rowShape,
  runShape,
  runSummaryShape,
  toRowShape,
  toRunSummary,
} from './run-shape.ts';
import { idParams, idText, languageText } from './shape-fields.ts';
import { sightOf } from './sight-of.ts';
import { shownName } from './shown-name.ts';

/** Of 20,000 rows a spreadsheet takes one or two. */
const maxFileBytes = 10_000_000;
const form = { maxBytes: maxFileBytes, maxFields: 8 };

/** A reference, a number or a name; names of some books have a star in them. */
const contactOfRow = lineOfText(128).refine(
  (text) => notMasked[0](text) || /\p{L}/u.test(text),
  notMasked[1],
);

const jsonRow = z.strictObject({
  customer: lineOfText(128),
  account: lineOfText(128).optional(),
  unit: lineOfText(64).optional(),
  amount: z
    .string()
    .max(64)
    .regex(/^-?\d+(\.\d+)?$/, 'must be a decimal string')
    .meta({ description: 'Decimal string; below zero it is a credit' }),
  side: z.enum(['B', 'A']).optional(),
  name: lineOfText(200).optional(),
  contact: contactOfRow.optional(),
  language: languageText.optional(),
  reference: reference(64).optional(),
  periodEnd: localDate.optional(),
  form: z.enum(['Ba', 'Bs']).optional(),
  documents: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a number')
    .optional(),
});

const kindText = z
  .enum(tableKinds)
  .default('current_account')
  .meta({ description: '`babs`: totals of declarations' });

const newRun = z.strictObject({
  kind: kindText,
  name: lineOfText(120).optional(),
  periodEnd: localDate.meta({ description: 'The date the balances are of' }),
  replyDeadline: localDate.optional(),
  note: lineOfText(400).optional().meta({ description: 'Printed below the balances' }),
  document: z
    .enum(['pdf', 'none'])
    .optional()
    .meta({ description: 'Left out: a PDF where the platform can fetch it' }),
  mapping: mappingShape.optional(),
  unit: unitCode.optional().meta({ description: 'Of all rows that name none' }),
  numbers: numbersText.optional(),
  rows: z
    .array(jsonRow)
    .min(1)
    .max(2_000)
    .optional()
    .meta({ description: 'At most 2,000; a file takes 20,000' }),
});

const sourceOf = ({
  file,
  body,
}: Pick<RouteInput<null, null, z.output<typeof newRun>>, 'file' | 'body'>): NewRun['from'] => {
  const { rows } = body;
  if (file !== null && rows === undefined) return { file: file.content, filename: shownName(file.filename) };
  if (file === null && rows !== undefined) return { rows: rows.map(withoutUndefined) };
  throw new ValidationFailed([
    { field: 'rows', message: 'must be given, or a file in a form, and not both' },
  ]);
};

type SaidOfRow = Partial<Record<(typeof shownFields)[number], string | null | undefined>>;
/** What a customer reads of a row as it was written. */
const shownFields = ['customer', 'account', 'reference'] as const;

const shownOf = (row: SaidOfRow, path = ''): Written[] =>
  shownFields.map((field) => [`${path}${field}`, row[field] ?? null] satisfies Written);

const withoutUndefined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const idOf = ({ tenantId, keyId }: Principal, idempotencyKey: string | null): string =>
  idempotencyKey === null ? randomId('run') : derivedId('run', tenantId, keyId, idempotencyKey);

const making = (parts: RunParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/runs',
    scope: 'runs:write',
    tag,
    summary: 'Make a run of reconciliation letters from a table',
    description:
      'A form with a part `file` (XLSX or separated text, at most 10 MB and 20,000 rows) and the fields of the body as text, `mapping` as JSON; or JSON ' +
      'with `rows`, at most 2,000 of them and 256 KB: more rows come as a file. Every row is stored and checked, nothing is sent. With an `Idempotency-Key` the same call is one run.',
    body: newRun,
    form,
    answers: { 201: { description: 'The run, to be looked at', schema: runShape } },
    refusals: [413, 415, 422],
    async handle({ principal, body, file, idempotencyKey }) {
      // Of a file each row says it for itself.
      const rows = (body.rows ?? []).flatMap((row, at) => shownOf(row, `rows[${at}].`));
      refuseForbiddenWords(['note', body.note ?? null], ...rows);
      const run = await parts.createRun(principal.tenantId, {
        id: idOf(principal, idempotencyKey),
        name: body.name ?? null,
        kind: body.kind,
        periodEnd: body.periodEnd,
        replyDeadline: body.replyDeadline ?? null,
        mapping: body.mapping === undefined ? null : withoutUndefined(body.mapping),
        unit: body.unit ?? null,
        numbers: body.numbers ?? null,
        note: body.note ?? null,
        hasDocument: body.document === undefined ? parts.sendsDocuments : body.document === 'pdf',
        from: sourceOf({ file, body }),
        by: nameOf(principal),
      });
      return { status: 201, body: await showRun(parts, run) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/runs/columns',
    scope: 'runs:write',
    tag,
    summary: 'See which columns of a table are recognised',
    description: 'A form with a part `file`. Nothing is stored.',
    body: z.strictObject({ kind: kindText }),
    form: { maxBytes: maxFileBytes, maxFields: 1 },
    answers: {
      200: {
        description: 'The columns, and what they are taken for',
        schema: z.object({
          format: z.enum(['xlsx', 'csv']),
          encoding: z.string().nullable(),
          columns: z.array(z.object({ header: z.string(), samples: z.array(z.string()) })),
          mapping: mappingShape,
          isKept: z.boolean().meta({ description: 'The mapping was given for such a table before' }),
          missing: z.array(z.string()).meta({ description: 'What a mapping has to say beside' }),
          fields: z.array(z.enum(tableFields)),
          rows: z.int(),
        }),
      },
    },
    refusals: [413, 415, 422],
    async handle({ principal, body, file }) {
      if (file === null) throw new ValidationFailed([{ field: 'file', message: 'is required' }]);
      const described = await describeTable(parts.runs, principal.tenantId, file.content, body.kind);
      return { status: 200, body: { ...described, fields: tableFields } };
    },
  }),
];

const stateQuery = z.enum(rowStates);

const statesOf = (state: RowState | undefined): readonly RowState[] | null =>
  state === undefined ? null : [state];

const reading = (parts: RunParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/runs',
    scope: 'runs:read',
    tag,
    summary: 'List runs, newest first',
    query: z.strictObject({ ...pageFields, state: z.enum(runStates).optional() }),
    answers: { 200: { description: 'A page of runs', schema: listSchema(runSummaryShape) } },
    async handle({ principal, query: { state, ...query } }) {
      const filter = state === undefined ? {} : { state };
      const page = await parts.runs.list(principal.tenantId, filter, pageRequestOf(query));
      return { status: 200, body: listJson(page, toRunSummary) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/runs/{id}',
    scope: 'runs:read',
    tag,
    summary: 'Read a run: rows by state, sums per unit, progress',
    params: idParams,
    answers: { 200: { description: 'The run', schema: runShape } },
    refusals: [404],
    async handle({ principal, params }) {
      return { status: 200, body: await showRun(parts, await findRun(parts, principal, params.id)) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/runs/{id}/rows',
    scope: 'runs:read',
    tag,
    summary: 'List the rows of a run in their order',
    params: idParams,
    query: z.strictObject({ ...pageFields, state: stateQuery.optional() }),
    answers: { 200: { description: 'A page of rows', schema: listSchema(rowShape) } },
    refusals: [404],
    async handle({ principal, params, query: { state, ...query } }) {
      const run = await findRun(parts, principal, params.id);
      const page = await parts.runRows.list(run.tenantId, run.id, statesOf(state), pageRequestOf(query));
      return { status: 200, body: listJson(page, (row) => toRowShape(row, sightOf(principal))) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/runs/{id}/rows/{n}',
    scope: 'runs:read',
    tag,
    summary: 'Read a row of a run',
    params: rowParams,
    answers: { 200: { description: 'The row', schema: rowShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const run = await findRun(parts, principal, params.id);
      const row = await parts.runRows.find(run.tenantId, run.id, params.n);
      if (row === null) throw new NotFound('There is no such row.');
      return { status: 200, headers: etagOf(row.rev), body: toRowShape(row, sightOf(principal)) };
    },
  }),
];

const rowChange = z.strictObject({
  customer: idText.optional(),
  account: lineOfText(64).optional(),
  contact: contactOfRow.nullable().optional(),
  language: languageText.nullable().optional(),
  reference: reference(64).nullable().optional(),
  periodEnd: localDate.nullable().optional(),
  lines: lines.min(1).optional(),
  babs: babsShape.optional(),
  excluded: z.boolean().optional(),
});

const changing = (parts: RunParts): AnyRoute =>
  defineRoute({
    method: 'patch',
    path: '/v1/runs/{id}/rows/{n}',
    scope: 'runs:write',
    tag,
    summary: 'Correct a row before the start',
    description:
      'What is left out stays; an empty object looks at the row anew, after the books were corrected. `lines` takes the place of all balances.',
    params: rowParams,
    body: rowChange,
    answers: { 200: { description: 'The row as it stands', schema: rowShape } },
    refusals: [404, 409, 412, 413, 415],
    async handle({ principal, params, body, ifMatch }) {
      refuseForbiddenWords(...shownOf(body));
      const run = await findRun(parts, principal, params.id);
      // Absent and undefined are one for what the body leaves out.
      const change = withoutUndefined(body) as RowChange;
      const row = await parts.changeRow(run, params.n, change, ifMatch);
      return { status: 200, headers: etagOf(row.rev), body: toRowShape(row, sightOf(principal)) };
    },
  });

/** Bulk reconciliations: a table becomes letters (docs/how-to/a-run.md). */
export const runRoutes = (parts: RunParts): readonly AnyRoute[] => [
  ...making(parts),
  ...reading(parts),
  changing(parts),
  ...runOrderRoutes(parts),
  ...runReportRoutes(parts),
];
