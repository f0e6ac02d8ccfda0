import type { Clock } from '../shared/clock.ts';
import { NotFound, PreconditionFailed, ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Agreement } from '../vocabulary/agreement.ts';
import type { AgreementRecord, AgreementRepository } from './agreement.repository.ts';
import type { CustomerRepository } from './customer.repository.ts';

/** What goes on record: who filed or removed which agreement. */
export interface AgreementNote {
  tenantId: TenantId;
  customerRef: string;
  agreementId: string;
  kind: Agreement['kind'];
  what: 'filed' | 'removed';
  by: string;
  at: Date;
}

export interface AgreementParts {
  agreements: AgreementRepository;
  customers: Pick<CustomerRepository, 'find'>;
  noteAgreement(note: AgreementNote): Promise<void>;
  /** What this process knows of the tenant is of before. */
  agreementsChanged(tenantId: string): void;
  clock: Clock;
}

/** Who writes for whom, and which revision they have seen; null: they do not say. */
export interface AgreementEdit {
  tenantId: TenantId;
  by: string;
  seen: number | null;
}

/** Of one customer at most. */
const mostAgreements = 50;

const changed = (): PreconditionFailed =>
  new PreconditionFailed('The agreement was changed since it was read.');

const shapeOf = ({ kind, form, signedOn, validFrom, validUntil, persons, document }: Agreement): string =>
  JSON.stringify([
    ...[kind, form, signedOn, validFrom, validUntil, document],
    persons.map(({ contactRef, name, phone, limits }) => [
      ...[contactRef, name, phone, limits.map(({ unit, quantity }) => [unit, quantity])],
    ]),
  ]);

/** All of a customer. Throws `NotFound` where there is no such customer. */
export const agreementsOf = async (
  { agreements, customers }: Pick<AgreementParts, 'agreements' | 'customers'>,
  tenantId: TenantId,
  customerRef: string,
): Promise<AgreementRecord[]> => {
  if ((await customers.find(tenantId, customerRef)) === null)
    throw new NotFound('There is no such customer.');
  return agreements.list(tenantId, customerRef);
};

/** Puts an agreement on file, or its next form; the same again changes nothing. Throws `NotFound`, `ValidationFailed`, `PreconditionFailed`. */
export const fileAgreement = async (
  parts: AgreementParts,
  { tenantId, by, seen }: AgreementEdit,
  agreement: Agreement,
): Promise<AgreementRecord> => {
  const all = await agreementsOf(parts, tenantId, agreement.customerRef);
  const before = all.find(({ id }) => id === agreement.id);
  if (seen !== null && seen !== (before?.rev ?? 0)) throw changed();
  if (before === undefined && all.length >= mostAgreements)
    throw new ValidationFailed([
      { field: 'path.id', message: `too_many: at most ${mostAgreements} of a customer are on file` },
    ]);
  if (before !== undefined && shapeOf(before) === shapeOf(agreement)) return before;
  const at = parts.clock.now();
  // A revision that somebody saw before it was taken off is none of the one that is filed again.
  const rev = before === undefined ? at.getTime() : before.rev + 1;
  const next = { ...agreement, rev, updatedAt: at, updatedBy: by };
  // On record first: a crash in between leaves a note of what was asked, never a change without one.
  await parts.noteAgreement(noteOf(tenantId, agreement, { what: 'filed', by, at }));
  const isWritten = await parts.agreements.save(tenantId, next, before?.rev ?? null);
  parts.agreementsChanged(tenantId);
  if (!isWritten) throw changed();
  return next;
};

/** Takes one off the file; what was decided under it keeps what it says. Throws `NotFound`, `PreconditionFailed`. */
export const removeAgreement = async (
  parts: AgreementParts,
  { tenantId, by, seen }: AgreementEdit,
  customerRef: string,
  id: string,
): Promise<void> => {
  const all = await parts.agreements.list(tenantId, customerRef);
  const before = all.find((one) => one.id === id);
  if (before === undefined) throw new NotFound('There is no such agreement.');
  if (seen !== null && seen !== before.rev) throw changed();
  await parts.noteAgreement(noteOf(tenantId, before, { what: 'removed', by, at: parts.clock.now() }));
  const isGone = await parts.agreements.remove(tenantId, before);
  parts.agreementsChanged(tenantId);
  if (!isGone) throw changed();
};

const noteOf = (
  tenantId: TenantId,
  { customerRef, id, kind }: Agreement,
  done: Pick<AgreementNote, 'what' | 'by' | 'at'>,
): AgreementNote => ({ tenantId, customerRef, agreementId: id, kind, ...done });
