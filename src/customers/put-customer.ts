import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import { isSamePhone } from '../vocabulary/phone-form.ts';
import type { CustomerRepository, SeenRev } from './customer.repository.ts';
import type { CustomerInput } from './customer-schema.ts';
import type { Contact, Customer, CustomerAccount, IysState } from './customer.ts';
import type { FormerNumberRepository } from './former-number.repository.ts';
import type { FormerChat, FormerOutcome, HeldNumber } from './former-number.ts';

/** Makes or replaces a customer with exactly the given contacts; answers what is stored. */
export type PutCustomer = (
  tenantId: TenantId,
  ref: string,
  input: CustomerInput & WrittenBy,
) => Promise<Customer>;

/** Who writes; left out: the set-up, which vouches for nobody. */
interface WrittenBy {
  by?: string;
  /** Whoever may do the work of staff may say that a number is the person's. */
  mayVouch?: boolean;
  /** A table may be old: an entry of the registry that was said later stays. */
  keepsNewerIys?: boolean;
  /** Left out: whatever is there. */
  seenRev?: SeenRev;
}

/** What is kept of a number that took another's place. */
export interface NumberChange {
  tenantId: TenantId;
  contactRef: string;
  /** E.164 with `+`. */
  from: string;
  to: string;
  by: string;
  at: Date;
  /** Why the former number will not be told; left out: its conversation says (`FormerNote`). */
  former?: FormerOutcome;
}

/** The former number is to be told that it is the contact's no more, once the change is in the books. */
export interface NumberReplaced {
  id: string;
  tenantId: TenantId;
  contactRef: string;
  /** E.164 with `+`. */
  phone: string;
  chat: FormerChat;
  at: Date;
}

interface PutCustomerParts {
  customers: Pick<CustomerRepository, 'upsert'>;
  formerNumbers: Pick<FormerNumberRepository, 'numbersOf' | 'findChat'>;
  noteNumberChange(change: NumberChange): Promise<void>;
  /** Resolves when it is stored: a crash after this loses nothing. */
  numberReplaced(replaced: NumberReplaced): Promise<void>;
  clock: Clock;
}

interface Change {
  contactRef: string;
  from: string;
  to: string;
  isUnlinked: boolean;
}

const changesOf = (
  before: ReadonlyMap<string, HeldNumber>,
  contacts: readonly Pick<Contact, 'ref' | 'phone'>[],
): Change[] =>
  contacts.flatMap(({ ref: contactRef, phone: to }) => {
    const held = before.get(contactRef);
    return held === undefined || held.phone === to
      ? []
      : [{ contactRef, from: held.phone, to, isUnlinked: held.isUnlinked }];
  });

/**
 * On record before it happens: a crash in between leaves a note of what was asked, never a change without one. Whether it
 * came to pass is looked at when the former number is told.
 */
const foretell = async (
  { formerNumbers, noteNumberChange, numberReplaced }: PutCustomerParts,
  { from, to, contactRef, isUnlinked }: Change,
  { tenantId, by, at }: Pick<NumberChange, 'tenantId' | 'by' | 'at'>,
): Promise<void> => {
  const isTold = !isUnlinked && !isSamePhone(from, to);
  const chat = isTold ? await formerNumbers.findChat(tenantId, contactRef) : null;
  const why = isUnlinked ? 'wrong_number' : isTold ? 'no_conversation' : 'same_number';
  const former = chat === null ? { former: `not_told:${why}` as const } : {};
  await noteNumberChange({ tenantId, contactRef, from, to, by, at, ...former });
  if (chat === null) return;
  const id = derivedId('in', 'former', tenantId, contactRef, from, to, at.toISOString());
  await numberReplaced({ id, tenantId, contactRef, phone: from, chat, at });
};

export const makePutCustomer =
  (parts: PutCustomerParts): PutCustomer =>
  async (tenantId, ref, input) => {
    const now = parts.clock.now();
    const contacts = input.contacts.map(({ language, limits, iys, ...contact }) => ({
      ...contact,
      ...(iys === undefined ? {} : { iys: iysOf(iys) }),
      language: language ?? input.language,
      limits: limits ?? [],
    }));
    const by = input.by ?? 'system';
    const refs = contacts.map((contact) => contact.ref);
    const before = await parts.formerNumbers.numbersOf(tenantId, refs);
    for (const change of changesOf(before, contacts))
      await foretell(parts, change, { tenantId, by, at: now });
    const written: Customer = {
      ref,
      name: input.name,
      language: input.language,
      contacts,
      recipientType: input.recipientType ?? null,
      writtenAccountContract: input.writtenAccountContract ?? null,
      taxNumber: input.taxNumber ?? null,
      labels: input.labels,
      ...(input.accounts === undefined ? {} : { accounts: input.accounts.map(reportedAt(now)) }),
      createdAt: now,
      updatedAt: now,
      updatedBy: by,
      mayVouch: input.mayVouch ?? false,
      ...(input.keepsNewerIys === true ? { keepsNewerIys: true } : {}),
      tenantId,
    };
    return parts.customers.upsert(written, input.seenRev ?? null);
  };

const iysOf = (iys: CustomerInput['contacts'][number]['iys']): IysState | null =>
  iys === undefined || iys === null
    ? null
    : { ...iys, saidAt: new Date(iys.saidAt), recordedAt: new Date(iys.recordedAt) };

const reportedAt =
  (now: Date) =>
  ({ accountNo, lines, asOf }: NonNullable<CustomerInput['accounts']>[number]): CustomerAccount => ({
    accountNo,
    lines,
    asOf: asOf === undefined ? now : new Date(asOf),
  });
