import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { CustomerImportRepository } from './customer-import.repository.ts';
import type { CustomerImport, ImportCancelled } from './customer-import.ts';

/** It came to its end before anybody stopped it. */
export class ImportOver extends AppError {
  readonly code = 'import_over';
  readonly retryable = false;
}

/** Puts on record who stopped an import; the same import is one entry. */
export type NoteCancelled = (
  note: { tenantId: TenantId; importId: string } & ImportCancelled,
) => Promise<void>;

interface CancelImportParts {
  imports: Pick<CustomerImportRepository, 'find' | 'change'>;
  noteCancelled: NoteCancelled;
  clock: Clock;
}

/**
 * Stops an import for good, by one write under the state it is in; whoever works it looks between two batches, and customers that are being
 * written are finished. Called again it answers alike, and whose stop it was stays. Throws `NotFound`, `ImportOver`.
 */
export const makeCancelImport =
  ({ imports, noteCancelled, clock }: CancelImportParts) =>
  async (tenantId: TenantId, id: string, by: string): Promise<CustomerImport> => {
    const read = async (): Promise<CustomerImport> => {
      const found = await imports.find(tenantId, id);
      if (found === null) throw new NotFound('There is no such import.');
      return found;
    };
    let one = await read();
    // Its states follow one another: it is stopped in one of them, or over.
    while (one.state === 'reading' || one.state === 'checking' || one.state === 'writing') {
      const cancelled = { at: clock.now(), by, was: one.state };
      await imports.change(tenantId, id, one.state, { state: 'cancelled', cancelled });
      one = await read();
    }
    if (one.cancelled === undefined)
      throw new ImportOver(`The import is ${one.state}: nothing is left to stop.`);
    await noteCancelled({ tenantId, importId: id, ...one.cancelled });
    return one;
  };
