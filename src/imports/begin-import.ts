import { hash } from 'node:crypto';
import { IdempotencyKeyReused } from '../inbox/idempotency-key-reused.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CustomerImportRepository } from './customer-import.repository.ts';
import { maxProblems, type CustomerImport, type ImportOrder } from './customer-import.ts';
import type { ImportRowRepository } from './import-row.repository.ts';
import type { ReadImport } from './read-import.ts';

export interface NewImport {
  /** Derived from an idempotency key, or random. */
  id: string;
  filename: string | null;
  order: ImportOrder;
}

export interface BeginImportParts {
  imports: Pick<CustomerImportRepository, 'find' | 'create' | 'change'>;
  rows: Pick<ImportRowRepository, 'add' | 'removeAll'>;
  clock: Clock;
}

/** Rows that are stored together. */
const chunk = 500;

const storeRows = async (
  { rows }: BeginImportParts,
  { tenantId, id: importId }: CustomerImport,
  { customers }: ReadImport,
): Promise<void> => {
  for (let from = 0; from < customers.length; from += chunk)
    await rows.add(
      customers.slice(from, from + chunk).map((customer, index) => ({
        ...{ tenantId, importId, n: from + index + 1, state: 'waiting' },
        ...{ kind: null, seenRev: null, problem: null, customer },
      })),
    );
};

const fingerprintOf = ({ fingerprint }: ReadImport, { isApplied, skipsProblems }: ImportOrder): string =>
  hash('sha256', `${fingerprint} ${String(isApplied)} ${String(skipsProblems)}`);

const isOver = ({ state }: CustomerImport): boolean =>
  state === 'done' || state === 'abandoned' || state === 'cancelled';

/**
 * Stores all customers of a long table, to be checked and written by whoever works imports. Called again under the same id with the same
 * content it finishes what was begun, or answers what is there; with other content it is refused (`IdempotencyKeyReused`).
 */
export const makeBeginImport =
  (parts: BeginImportParts) =>
  async (
    tenantId: TenantId,
    read: ReadImport,
    { id, filename, order }: NewImport,
  ): Promise<CustomerImport> => {
    const { imports, rows, clock } = parts;
    const fingerprint = fingerprintOf(read, order);
    const made: CustomerImport = {
      ...{ tenantId, id, state: 'reading', order, fingerprint, filename },
      ...{ lines: read.lines, customers: read.customers.length, wrong: read.wrong },
      ...{ problems: read.problems.slice(0, maxProblems), problemCount: read.problems.length },
      ...{ isApplied: false, result: null, hasRows: true, createdAt: clock.now(), doneAt: null },
    };
    const known = (await imports.create(made)) ? made : await imports.find(tenantId, id);
    if (known?.fingerprint !== fingerprint)
      throw new IdempotencyKeyReused('This Idempotency-Key was used before for another import.');
    if (known.state !== 'reading') return known;
    await storeRows(parts, known, read);
    if (await imports.change(tenantId, id, 'reading', { state: 'checking' }))
      return (await imports.find(tenantId, id)) ?? known;
    // Given up as too slow, stopped, or finished by the same call elsewhere: rows of one that is over were removed, and nobody removes these.
    const current = (await imports.find(tenantId, id)) ?? known;
    if (isOver(current)) await rows.removeAll(tenantId, id);
    return current;
  };

export type BeginImport = ReturnType<typeof makeBeginImport>;
