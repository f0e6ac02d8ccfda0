import { customerInputSchema, type CustomerInput } from '../customers/customer-schema.ts';
import type { Contact, Customer } from '../customers/customer.ts';
import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { PutCustomer } from '../customers/put-customer.ts';
import { readTable } from '../runs/table/read-table.ts';
import { TableTooLarge, TableUnreadable } from '../runs/table/table-errors.ts';
import { AppError, ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import {
  findColumns,
  readCustomers,
  type LineProblem,
  type ReadContact,
  type ReadCustomer,
} from './read-customers.ts';

/** What one call takes: each customer is looked up, and written where it changed, before the answer. */
const maxLines = 2_000;

/** Which column of the file holds what is not clear. */
export class ImportColumnsNotRecognised extends AppError {
  readonly code = 'columns_not_recognised';
  readonly retryable = false;
}

export interface ImportOrder {
  /** False: looked at, nothing is written. */
  isApplied: boolean;
  /** Writes the customers that are right although others are not. Left out and something is wrong: nothing is written. */
  skipsProblems: boolean;
  by: string;
  mayVouch: boolean;
}

/** What a file says against what is stored. After an order that was applied: what was done. */
export interface ImportReport {
  isApplied: boolean;
  lines: number;
  made: number;
  changed: number;
  unchanged: number;
  /** Customers with something wrong: they stay as they were. */
  refused: number;
  problems: readonly LineProblem[];
}

const contactRefFor = (
  read: ReadContact,
  { ref, contacts }: Pick<Customer, 'ref' | 'contacts'>,
  taken: ReadonlySet<string>,
): string => {
  if (read.ref !== null) return read.ref;
  const same = contacts.find(({ phone }) => phone === read.phone);
  if (same !== undefined) return same.ref;
  let n = 1;
  while (taken.has(`${ref}-${n}`)) n += 1;
  return `${ref}-${n}`;
};

const inputOfContact = ({ phoneUnlinkedAt: _at, phoneVerified: _proved, ...contact }: Contact) => ({
  ...contact,
  roles: [...contact.roles],
  limits: [...contact.limits],
});

/** What is stored with what the file says put over it: what it does not name stays, so that a list of telephones takes nobody's limits away. */
const mergedInput = (read: ReadCustomer, stored: Customer | null): unknown => {
  const before = stored ?? { ref: read.ref, contacts: [] as readonly Contact[] };
  const contacts = new Map(before.contacts.map((contact) => [contact.ref, inputOfContact(contact)] as const));
  for (const contact of read.contacts) {
    const { line: _line, ...said } = contact;
    const ref = contactRefFor(contact, before, new Set(contacts.keys()));
    const known = contacts.get(ref);
    contacts.set(ref, { ...(known ?? { roles: [], canBind: false, limits: [] }), ...said, ref } as never);
  }
  return {
    ...keptFields(stored),
    name: read.name,
    language: read.language ?? stored?.language ?? 'tr',
    ...(read.recipientType === undefined ? {} : { recipientType: read.recipientType }),
    ...(read.labels === undefined ? {} : { labels: read.labels }),
    contacts: [...contacts.values()],
  };
};

/** Whatever a customer may have that no column is for: a field that is added to customers later is kept as well. */
const keptFields = (stored: Customer | null): object =>
  Object.fromEntries(
    Object.keys(customerInputSchema.shape)
      .filter((field) => field !== 'accounts' && field !== 'contacts')
      .map((field) => [field, stored?.[field as keyof Customer]])
      .filter(([, value]) => value !== undefined && value !== null),
  );

const shapeOf = ({ name, language, recipientType, labels, contacts }: CustomerInput | Customer): string =>
  JSON.stringify([
    ...[name, language, recipientType ?? null, labels ?? []],
    contacts.map((one) => [
      ...[one.ref, one.name, one.phone, one.language ?? language, [...one.roles].sort(), one.canBind],
      (one.limits ?? []).map(({ unit, quantity }) => [unit, quantity]),
    ]),
  ]);

export const makeImportCustomers = ({
  customers,
  putCustomer,
}: {
  customers: Pick<CustomerRepository, 'find'>;
  putCustomer: PutCustomer;
}) => {
  const planOf = async (tenantId: TenantId, read: ReadCustomer, problems: LineProblem[]) => {
    const stored = await customers.find(tenantId, read.ref);
    const parsed = customerInputSchema.safeParse(mergedInput(read, stored));
    if (!parsed.success) {
      problems.push({ line: read.line, ref: read.ref, field: 'ref', code: 'refused' });
      return null;
    }
    const kind =
      stored === null ? 'made' : shapeOf(parsed.data) === shapeOf(stored) ? 'unchanged' : 'changed';
    return {
      ref: read.ref,
      line: read.line,
      input: parsed.data,
      seenRev: stored?.rev ?? null,
      kind,
    } as const;
  };
  return async (tenantId: TenantId, content: Buffer, order: ImportOrder): Promise<ImportReport> => {
    const table = await readTable(content);
    const found = findColumns(table.lines);
    if (found === null) throw new ImportColumnsNotRecognised('No line names a customer number and a name.');
    const data = table.lines.slice(found.dataFrom);
    if (data.length > maxLines) throw new TableTooLarge(`An import takes at most ${maxLines} lines.`);
    if (data.length === 0) throw new TableUnreadable('empty');
    const { customers: read, problems } = readCustomers(data, found.columns);
    const wrongRefs = new Set(problems.map(({ ref }) => ref));
    const report = { made: 0, changed: 0, unchanged: 0, refused: wrongRefs.size };
    const plans = [];
    for (const one of read) {
      if (wrongRefs.has(one.ref)) continue;
      const plan = await planOf(tenantId, one, problems);
      if (plan === null) report.refused += 1;
      else plans.push(plan);
    }
    const isApplied = order.isApplied && (problems.length === 0 || order.skipsProblems);
    for (const { ref, line, input, seenRev, kind } of plans) {
      try {
        if (isApplied && kind !== 'unchanged')
          await putCustomer(tenantId, ref, { ...input, seenRev, by: order.by, mayVouch: order.mayVouch });
        report[kind] += 1;
      } catch (error) {
        if (!(error instanceof AppError) || error.retryable || error instanceof ValidationFailed) throw error;
        report.refused += 1;
        problems.push({ line, ref, field: 'phone', code: 'refused' });
      }
    }
    return { isApplied, lines: data.length, ...report, problems };
  };
};
