import type { Binary } from 'mongodb';
import type { AccountFacts } from '../../vocabulary/contact-facts.ts';
import type { Customer, RecipientType } from '../../customers/customer.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Language } from '../../vocabulary/language.ts';
import type { Vault } from '../vault.ts';
import { toContact, type ContactDocument } from './contact-document.ts';
import type { Member } from './contact-writes.ts';

export interface CustomerDocument {
  _id: string;
  tenantId: TenantId;
  ref: string;
  language: Language;
  members: Member[];
  createdAt: Date;
  updatedAt: Date;
  rev?: number;
  /** Somebody who saw `rev` is writing. */
  edit?: { token: string; until: Date };
  /** Left out: stored before there was a search. */
  foundBy?: string[];
  body: Binary;
}

/** Sealed under `body`; what a record written before a field existed does not say is null. */
interface CustomerBody {
  name: string;
  recipientType?: RecipientType | null;
  writtenAccountContract?: boolean | null;
  taxNumber?: string | null;
  labels?: readonly string[];
}

export const sealCustomerBody = (vault: Vault, id: string, customer: Customer): Binary => {
  const { tenantId, name, recipientType = null, writtenAccountContract = null } = customer;
  const { taxNumber = null, labels = [] } = customer;
  const body: CustomerBody = { name, recipientType, writtenAccountContract, taxNumber, labels };
  return vault.seal(tenantId, 'customers', id, 'body', body);
};

export const customerBodyOf = (
  vault: Vault,
  { _id, tenantId, body }: Pick<CustomerDocument, '_id' | 'tenantId' | 'body'>,
): CustomerBody => vault.open<CustomerBody>(tenantId, 'customers', _id, 'body', body);

/** `contacts` and `accounts` may hold those of other customers too. */
export const toCustomer = (
  vault: Vault,
  document: CustomerDocument,
  contacts: ReadonlyMap<string | null, ContactDocument>,
  accounts: readonly AccountFacts[],
): Customer => {
  const { tenantId, ref, language, members, createdAt, updatedAt, rev = 0 } = document;
  const body = customerBodyOf(vault, document);
  return {
    ref,
    name: body.name,
    language,
    recipientType: body.recipientType ?? null,
    writtenAccountContract: body.writtenAccountContract ?? null,
    taxNumber: body.taxNumber ?? null,
    labels: body.labels ?? [],
    contacts: members.flatMap((member) => {
      const contact = contacts.get(member.ref);
      // Named and not written yet: another process is between the two writes.
      return contact === undefined ? [] : (toContact(vault, contact, { ...member, customerRef: ref }) ?? []);
    }),
    accounts: accounts
      .filter(({ customerRef }) => customerRef === ref)
      .map(({ accountNo, lines, asOf }) => ({ accountNo, lines, asOf: new Date(asOf) })),
    createdAt,
    updatedAt,
    rev,
    tenantId,
  };
};
