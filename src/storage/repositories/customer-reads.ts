import type { Customer } from '../../customers/customer.ts';
import type { ReachedCustomer } from '../../customers/customer.repository.ts';
import type { HotCommands } from '../hot-commands.ts';
import type { Vault } from '../vault.ts';
import type { ContactDocument } from './contact-document.ts';
import { toCustomer, type CustomerDocument } from './customer-document.ts';
import { groupedReads } from './grouped-access.ts';
import type { MongoAccountRepository } from './mongo-account-repository.ts';

export const customerIdOf = (tenantId: string, ref: string): string => `${tenantId}:${ref}`;

const byRefs = (tenantId: string, refs: readonly string[]) => ({
  ref: { $in: [...refs], $type: 'string' },
  tenantId,
});

interface CustomerReadParts {
  commands: HotCommands;
  accounts: Pick<MongoAccountRepository, 'ofCustomers'>;
  vault: Vault;
}

/** Customers put together from what lies in three collections; events that are worked together look up together (ADR 0020). */
export class CustomerReads {
  readonly #parts: CustomerReadParts;
  readonly #acting: (tenantId: string, ref: string) => Promise<Customer | undefined>;
  readonly #idByRef: (tenantId: string, ref: string) => Promise<ContactDocument | undefined>;

  constructor(parts: CustomerReadParts) {
    this.#parts = parts;
    this.#acting = groupedReads(
      (tenantId, refs) => this.#findAll(tenantId, refs, { accounts: false }),
      ({ ref }) => ref,
    );
    this.#idByRef = groupedReads(
      (tenantId, refs) =>
        parts.commands.find('contacts', byRefs(tenantId, refs), { projection: { ref: 1, stoppedAt: 1 } }),
      ({ ref }) => ref,
    );
  }

  async find(tenantId: string, ref: string): Promise<Customer | null> {
    return (await this.#findAll(tenantId, [ref], { accounts: true }))[0] ?? null;
  }

  /** Without balances. */
  async findActing(tenantId: string, ref: string): Promise<Customer | null> {
    return (await this.#acting(tenantId, ref)) ?? null;
  }

  async contactIdOf(tenantId: string, contactRef: string): Promise<string | null> {
    return (await this.#idByRef(tenantId, contactRef))?._id ?? null;
  }

  /** Whoever has the contact's number wants no messages. */
  async isStopped(tenantId: string, contactRef: string): Promise<boolean> {
    return (await this.#idByRef(tenantId, contactRef))?.stoppedAt instanceof Date;
  }

  async #findAll(
    tenantId: string,
    refs: readonly string[],
    show: { accounts: boolean },
  ): Promise<Customer[]> {
    const ids = refs.map((ref) => customerIdOf(tenantId, ref));
    const found = await this.#parts.commands.find<CustomerDocument>('customers', {
      _id: { $in: ids },
      tenantId,
    });
    return found.length === 0 ? [] : this.toCustomers(tenantId, found, show);
  }

  async toCustomers(
    tenantId: string,
    documents: readonly CustomerDocument[],
    show = { accounts: true },
  ): Promise<Customer[]> {
    const [byRef, accounts] = await Promise.all([
      this.#contactsOf(tenantId, documents),
      show.accounts
        ? this.#parts.accounts.ofCustomers(
            tenantId,
            documents.map(({ ref }) => ref),
          )
        : [],
    ]);
    return documents.map((document) => toCustomer(this.#parts.vault, document, byRef, accounts));
  }

  /** Without balances, beside who of the contacts stopped messages. */
  async toReached(tenantId: string, documents: readonly CustomerDocument[]): Promise<ReachedCustomer[]> {
    const byRef = await this.#contactsOf(tenantId, documents);
    return documents.map((document) => {
      const customer = toCustomer(this.#parts.vault, document, byRef, []);
      const refs = customer.contacts.map(({ ref }) => ref);
      return { customer, stopped: new Set(refs.filter((ref) => byRef.get(ref)?.stoppedAt instanceof Date)) };
    });
  }

  async #contactsOf(
    tenantId: string,
    documents: readonly CustomerDocument[],
  ): Promise<ReadonlyMap<string | null, ContactDocument>> {
    const refs = [...new Set(documents.flatMap(({ members }) => members.map(({ ref }) => ref)))];
    const found =
      refs.length === 0
        ? []
        : await this.#parts.commands.find<ContactDocument>('contacts', byRefs(tenantId, refs));
    return new Map(found.map((contact) => [contact.ref, contact]));
  }
}
