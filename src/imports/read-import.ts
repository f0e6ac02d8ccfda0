import { hash } from 'node:crypto';
import { readTable } from '../runs/table/read-table.ts';
import { TableTooLarge, TableUnreadable } from '../runs/table/table-errors.ts';
import { AppError } from '../shared/errors.ts';
import {
  findColumns,
  readCustomers,
  type LineProblem,
  type ReadCustomer,
  type TableOwner,
} from './read-customers.ts';

/** Of a table of customers, as of a run. */
const maxLines = 20_000;

/** Which column of the file holds what is not clear. */
export class ImportColumnsNotRecognised extends AppError {
  readonly code = 'columns_not_recognised';
  readonly retryable = false;
}

/** What a file says, before anybody looked into the books. */
export interface ReadImport {
  /** SHA-256 (hex) of the file. */
  fingerprint: string;
  lines: number;
  /** Those of whom the table says nothing wrong, in its order. */
  customers: readonly ReadCustomer[];
  /** Customers with something wrong; lines that name nobody are one of them. */
  wrong: number;
  problems: readonly LineProblem[];
}

/** Throws `TableUnreadable`, `TableTooLarge`, `ImportColumnsNotRecognised`. */
export const readImport = async (content: Buffer, owner: TableOwner): Promise<ReadImport> => {
  const table = await readTable(content);
  const found = findColumns(table.lines);
  if (found === null) throw new ImportColumnsNotRecognised('No line names a customer number and a name.');
  const data = table.lines.slice(found.dataFrom);
  if (data.length > maxLines) throw new TableTooLarge(`An import takes at most ${maxLines} lines.`);
  if (data.length === 0) throw new TableUnreadable('empty');
  const { customers, problems } = readCustomers(data, found.columns, owner);
  const wrongRefs = new Set(problems.map(({ ref }) => ref));
  return {
    fingerprint: hash('sha256', content),
    lines: data.length,
    customers: customers.filter(({ ref }) => !wrongRefs.has(ref)),
    wrong: wrongRefs.size,
    problems,
  };
};
