import { z } from 'zod';
import type { ConsentRepository } from '../consent/consent.repository.ts';
import type { AgreementRepository } from '../customers/agreement.repository.ts';
import type { InternalNoteRepository } from '../conversations/internal-note.repository.ts';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { DecisionRepository } from '../evidence/decision.repository.ts';
import { archiveOf } from '../exports/customer-history.ts';
import { listCsv, listSpreadsheet, type ListTable } from '../exports/list-file.ts';
import { conversationTable, customerTable, requestTable, taskTable } from '../exports/list-tables.ts';
import { notesOfCustomer } from '../exports/notes-of-customer.ts';
import { eachOf } from '../exports/read-transcript.ts';
import { inChunks } from '../exports/transcript-json.ts';
import type { ExportFacts } from '../exports/transcript.ts';
import type { RequestFilter, RequestRecord, RequestRepository } from '../requests/request.repository.ts';
import { NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { taskStatuses, type TaskRecord } from '../tasks/task.ts';
import { agreementJson } from './agreement-routes.ts';
import { toConsentShape } from './consent-routes.ts';
import { toCustomerShape } from './customer-shape.ts';
import { colleagueNames } from './colleague-names.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { toNoteShape } from './note-routes.ts';
import type { Principal } from './principal.ts';
import { toRequestShape } from './request-shape.ts';
import { idText } from './shape-fields.ts';
import { sightInFiles } from './sight-of.ts';
import { noteTaskViews, visibleRoles, type TaskParts } from './task-routes.ts';
import {
  exportLanguage,
  exportTag as tag,
  factsOf,
  transcriptOfCustomer,
  writeTranscript,
  type TranscriptRouteParts,
} from './transcript-routes.ts';
import type { Scope } from '../staff/permissions.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';

export interface ExportRouteParts extends TranscriptRouteParts {
  agreements: Pick<AgreementRepository, 'list'>;
  customers: CustomerRepository;
  requests: RequestRepository;
  notes: Pick<InternalNoteRepository, 'list' | 'listOf'>;
  staff: Pick<StaffRepository, 'find'>;
  consents: ConsentRepository;
  decisions: DecisionRepository;
  tasks: TaskParts['tasks'];
  noteView: TaskParts['noteView'];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

async function* listJsonOf<Item>(
  items: AsyncIterable<Item>,
  shape: (item: Item) => unknown,
): AsyncGenerator<string> {
  yield '[';
  let isFirst = true;
  for await (const item of items) {
    yield `${isFirst ? '\n' : ',\n'}${JSON.stringify(await shape(item))}`;
    isFirst = false;
  }
  yield '\n]\n';
}

const historyFiles = (parts: ExportRouteParts, principal: Principal, facts: ExportFacts) => {
  const { tenantId } = principal;
  const sight = sightInFiles(principal);
  const ref = facts.about?.id ?? '';
  const requests = () => eachOf((page) => parts.requests.list(tenantId, { customerRef: ref }, page));
  const transcript = (format: 'pdf' | 'json') => ({
    name: `transcript.${format}`,
    content: () => writeTranscript(format, transcriptOfCustomer(parts, tenantId, facts)),
  });
  return [
    {
      name: 'customer.json',
      async *content() {
        const customer = await parts.customers.find(tenantId, ref);
        yield json(customer === null ? null : toCustomerShape(customer, sight));
      },
    },
    {
      name: 'agreements.json',
      async *content() {
        const agreements = await parts.agreements.list(tenantId, ref);
        yield json(agreements.map((agreement) => agreementJson(agreement, sight)));
      },
    },
    transcript('pdf'),
    transcript('json'),
    { name: 'requests.json', content: () => inChunks(listJsonOf(requests(), toRequestShape)) },
    {
      name: 'decisions.json',
      content: () => inChunks(listJsonOf(decisionsOf(parts, tenantId, requests()), (decision) => decision)),
    },
    {
      name: 'consents.json',
      content: () =>
        inChunks(
          listJsonOf(
            eachOf((page) => parts.consents.list(tenantId, { customerRef: ref }, page)),
            toConsentShape,
          ),
        ),
    },
    {
      name: 'notes.json',
      content: () => {
        const nameOfBy = colleagueNames(parts.staff, tenantId);
        return inChunks(
          listJsonOf(notesOfCustomer(parts, tenantId, ref), async (note) =>
            toNoteShape(note, await nameOfBy(note.by)),
          ),
        );
      },
    },
  ];
};

async function* decisionsOf(
  { decisions }: Pick<ExportRouteParts, 'decisions'>,
  tenantId: TenantId,
  requests: AsyncIterable<RequestRecord>,
) {
  for await (const { id } of requests) yield* await decisions.listOfRequest(tenantId, id);
}

const historyRoute = (parts: ExportRouteParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/customers/{ref}/history',
    scope: 'customers:read',
    alsoNeeds: ['conversations:read', 'requests:read', 'consents:read'],
    tag,
    summary: 'Export everything about a customer as one file',
    description:
      'A ZIP, streamed: `customer.json`, `agreements.json`, `transcript.pdf`, `transcript.json`, `requests.json`, `decisions.json` (the evidence as it was hashed), ' +
      '`consents.json`, `notes.json` (what staff wrote down about its people), and `manifest.json` with who took it when, and size and SHA-256 of each. Nothing of the compliance compartment. Few PDFs are drawn at once: 503 `busy` after twenty seconds in line.',
    params: z.object({ ref: idText.max(64) }),
    query: z.strictObject({ language: exportLanguage }),
    makesPdf: () => true,
    answers: { 200: { description: 'The archive', schema: z.string(), mediaType: 'application/zip' } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const { tenantId } = principal;
      const { ref } = params;
      if ((await parts.customers.find(tenantId, ref)) === null)
        throw new NotFound('There is no such customer.');
      const facts = await factsOf(parts, principal, query, { what: 'customer', id: ref });
      const { by, at, company } = facts;
      const details = { format: 'zip', from: null, to: null };
      await parts.noteExport({ tenantId, what: 'history', subject: ref, by, at, details });
      const told = { format: 'mutabik-history/1', by, at, company, customer: ref };
      const content = archiveOf(historyFiles(parts, principal, facts), told);
      return {
        status: 200,
        stream: { content, mimeType: 'application/zip', filename: `history-${ref}.zip` },
      };
    },
  });

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const listFields = { format: z.enum(['csv', 'xlsx']).default('csv'), language: exportLanguage };

interface List<Item> {
  name: string;
  items: AsyncIterable<Item>;
  table: (written: { language: ExportFacts['language']; timeZone: string }) => ListTable<Item>;
}

const listAnswer = async <Item>(
  parts: ExportRouteParts,
  principal: Principal,
  { format, language }: { format: 'csv' | 'xlsx'; language: ExportFacts['language'] },
  { name, items, table }: List<Item>,
) => {
  const { by, at, timeZone } = await factsOf(parts, principal, { language }, null);
  const details = { format, from: null, to: null };
  await parts.noteExport({ tenantId: principal.tenantId, what: 'list', subject: name, by, at, details });
  const columns = table({ language, timeZone });
  const filename = `${name}.${format}`;
  if (format === 'csv') {
    const content = listCsv(items, columns, language);
    return { status: 200, stream: { content, mimeType: 'text/csv; charset=utf-8', filename } };
  }
  const content = await listSpreadsheet(items, columns, language);
  return { status: 200, file: { content, mimeType: spreadsheet, filename, scanned: true } };
};

const listDescription =
  'CSV of any length, with semicolons; XLSX of 20,000 lines. What a spreadsheet program would take for a formula is made text. In the audit log.';

const described = (name: string, scope: Scope) => ({
  ...{ method: 'get' as const, path: `/v1/exports/${name}`, scope, tag },
  summary: `Export the list of ${name}`,
  description: listDescription,
  answers: { 200: { description: 'The file', schema: z.string(), mediaType: 'text/csv' } },
  refusals: [413],
});

/** Looking at tasks of the compartment is on record one by one, in a file as well. */
async function* seenTasks(parts: ExportRouteParts, principal: Principal, tasks: AsyncIterable<TaskRecord>) {
  for await (const task of tasks) {
    await noteTaskViews(parts, principal, [task]);
    yield task;
  }
}

const requestFields = {
  kind: z.enum(['reconciliation', 'approval', 'document', 'feedback', 'notice']).optional(),
  status: z.enum(['open', 'closed']).optional(),
  customer: idText.optional(),
};

const listRoutes = (parts: ExportRouteParts): readonly AnyRoute[] => [
  defineRoute({
    ...described('customers', 'customers:read'),
    query: z.strictObject(listFields),
    async handle({ principal, query }) {
      const items = eachOf((page) => parts.customers.list(principal.tenantId, page));
      const table = customerTable(sightInFiles(principal));
      return listAnswer(parts, principal, query, { name: 'customers', items, table });
    },
  }),
  defineRoute({
    ...described('requests', 'requests:read'),
    query: z.strictObject({ ...listFields, ...requestFields }),
    async handle({ principal, query }) {
      const { kind, status, customer } = query;
      const filter: RequestFilter = {
        ...(kind === undefined ? {} : { kind }),
        ...(status === undefined ? {} : { status }),
        ...(customer === undefined ? {} : { customerRef: customer }),
      };
      const items = eachOf((page) => parts.requests.list(principal.tenantId, filter, page));
      return listAnswer(parts, principal, query, { name: 'requests', items, table: requestTable });
    },
  }),
  defineRoute({
    ...described('conversations', 'conversations:read'),
    query: z.strictObject({ ...listFields, customer: idText.optional() }),
    async handle({ principal, query }) {
      const filter = query.customer === undefined ? {} : { customerRef: query.customer };
      const items = eachOf((page) => parts.conversations.list(principal.tenantId, filter, page));
      return listAnswer(parts, principal, query, { name: 'conversations', items, table: conversationTable });
    },
  }),
  defineRoute({
    ...described('tasks', 'tasks:read'),
    query: z.strictObject({ ...listFields, status: z.enum(taskStatuses).optional() }),
    async handle({ principal, query }) {
      const filter = query.status === undefined ? {} : { status: query.status };
      const roles = visibleRoles(principal);
      const tasks = eachOf((page) => parts.tasks.list(principal.tenantId, roles, filter, page));
      const items = seenTasks(parts, principal, tasks);
      return listAnswer(parts, principal, query, { name: 'tasks', items, table: taskTable });
    },
  }),
];

/** Lists as tables, and everything about a customer as one file (ADR 0062). */
export const exportRoutes = (parts: ExportRouteParts): readonly AnyRoute[] => [
  historyRoute(parts),
  ...listRoutes(parts),
];
