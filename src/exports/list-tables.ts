import type { ConversationRecord } from '../conversations/conversation-record.ts';
import type { Contact, Customer } from '../customers/customer.ts';
import type { NumberSight } from '../customers/masked-number.ts';
import { formatInstant } from '../money/format-time.ts';
import type { RequestRecord } from '../requests/request.repository.ts';
import type { WrittenCell } from '../runs/table/write-table.ts';
import type { TaskRecord } from '../tasks/task.ts';
import { wordOf, type StaffLanguage } from './export-texts.ts';
import type { ListTable } from './list-file.ts';

interface Written {
  language: StaffLanguage;
  timeZone: string;
}

const instant = (at: Date | null, { language, timeZone }: Written): string =>
  at === null ? '' : formatInstant(at.toISOString(), language, timeZone);

const amount = (value: string | undefined): WrittenCell => (value === undefined ? '' : { amount: value });

const contactCells = (contact: Contact | undefined, { language }: Written, sight: NumberSight): string[] =>
  contact === undefined
    ? ['', '', '', '', '']
    : [
        ...[contact.ref, contact.name, sight.phone(contact.phone), contact.roles.join(', ')],
        wordOf(contact.canBind ? 'yes' : 'no', language),
      ];

/** A line for each contact; one for a customer without any. */
export const customerTable =
  (sight: NumberSight) =>
  (written: Written): ListTable<Customer> => ({
    name: 'Customers',
    columns: [
      ...(['customer', 'name', 'language', 'taxNumber', 'labels'] as const),
      ...(['contact', 'contactName', 'phone', 'roles', 'canBind'] as const),
    ],
    linesOf: ({ ref, name, language, taxNumber, labels, contacts }) =>
      (contacts.length === 0 ? [undefined] : contacts).map((contact) => [
        ...[ref, name, language, sight.taxNumber(taxNumber ?? ''), (labels ?? []).join(', ')],
        ...contactCells(contact, written, sight),
      ]),
  });

/** A line for each balance that was asked; one for a request without any. */
export const requestTable = (written: Written): ListTable<RequestRecord> => ({
  name: 'Requests',
  columns: [
    ...(['id', 'kind', 'reference', 'version', 'customer', 'contact', 'status', 'outcome'] as const),
    ...(['unit', 'amount', 'side', 'answer', 'ownAmount', 'ownSide', 'explanation'] as const),
    ...(['createdAt', 'dueAt', 'closedAt', 'decision'] as const),
  ],
  linesOf: (request) =>
    (request.lines.length === 0 ? [undefined] : request.lines).map((line) => [
      ...[request.id, request.kind, request.reference, String(request.version), request.customerRef],
      ...[request.contactRef ?? '', request.status, request.outcome ?? ''],
      ...[line?.unit ?? '', amount(line?.quantity), line?.side ?? '', line?.answer ?? ''],
      ...[amount(line?.own?.quantity), line?.own?.side ?? '', request.reason ?? ''],
      ...[request.createdAt, request.dueAt, request.closedAt].map((at) => instant(at, written)),
      request.decision?.id ?? '',
    ]),
});

export const taskTable = (written: Written): ListTable<TaskRecord> => ({
  name: 'Tasks',
  columns: [
    ...(['id', 'reason', 'role', 'status', 'urgent', 'owner', 'customers', 'conversation'] as const),
    ...(['request', 'createdAt', 'dueAt', 'doneAt', 'doneBy', 'resolution'] as const),
  ],
  linesOf: (task) => [
    [
      ...[task.id, task.reason, task.role, task.status, wordOf(task.urgent ? 'yes' : 'no', written.language)],
      ...[task.owner ?? '', task.customerRefs.join(', '), task.conversationId ?? '', task.requestId ?? ''],
      ...[task.createdAt, task.dueAt, task.doneAt].map((at) => instant(at, written)),
      ...[task.doneBy ?? '', task.resolution ?? ''],
    ],
  ],
});

export const conversationTable = (written: Written): ListTable<ConversationRecord> => ({
  name: 'Conversations',
  columns: [
    ...(['conversation', 'contact', 'customers', 'mode', 'language', 'lastMessageAt'] as const),
    ...(['windowExpiresAt', 'openRequests'] as const),
  ],
  linesOf: (one) => [
    [
      ...[one.id, one.contactRef ?? '', one.customerRefs.join(', '), wordOf(one.mode, written.language)],
      ...[one.language, instant(one.lastMessageAt, written), instant(one.windowExpiresAt, written)],
      one.openRequestIds.join(', '),
    ],
  ],
});
