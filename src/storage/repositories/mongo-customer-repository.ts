import { trusted, type Model } from 'mongoose';
import type { ContactFactsRepository } from '../../step/contact-facts.repository.ts';
import type { ContactFacts } from '../../vocabulary/contact-facts.ts';
import type { KeyDoubt, KeyNews, KeyProof, LinkedPerson, StopWord } from '../../customers/contact-links.ts';
import type { ContactWithCustomers, Customer } from '../../customers/customer.ts';
import type {
  CustomerRepository,
  ReachedCustomer,
  RefFilter,
  SeenRev,
} from '../../customers/customer.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import { HotCommands } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { duplicatesOf, isDuplicateKey, unavailable } from '../write-errors.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { bulkWrite } from './bulk-write.ts';
import {
  phoneKeyOf,
  seesBalancesOf,
  toContactFacts,
  toContactWithCustomers,
  type ContactDocument,
} from './contact-document.ts';
import {
  admission,
  changeOfRights,
  dismissal,
  hasRef,
  membersOf,
  releases,
  writeOfContact,
} from './contact-writes.ts';
import { sealCustomerBody, type CustomerDocument } from './customer-document.ts';
import { CustomerEdit, changedSince } from './customer-edit.ts';
import { CustomerReads, customerIdOf } from './customer-reads.ts';
import { MongoAccountRepository } from './mongo-account-repository.ts';
import { ContactKeys } from './contact-keys.ts';
import { MongoContactLinkRepository } from './mongo-contact-link-repository.ts';
import { NumberStops } from './number-stops.ts';
import { pageOf, readLimit, refsBehind } from './paging.ts';
import { PhoneAliases } from './phone-aliases.ts';
import { planContacts, type PlannedContact } from './plan-contacts.ts';
import { tokensOfCustomer } from './search-tokens.ts';
import type { ContactLinkRepository } from '../../customers/contact-link.repository.ts';

/** A contact became another one between reading and writing; never leaves this file. */
class ContactChanged extends Error {}

/** How often a write is planned again, and how many later writers of one customer it follows. */
const maxRounds = 10;
const maxFollowed = 50;

/**
 * The customer's document says who may do what; the contacts carry a copy of it, because that is what a conversation
 * asks for. Rights are taken away before the customer is written and given afterwards, so that a crash in between
 * leaves nobody with rights that were not asked for; doing the same write again completes it.
 */
export class MongoCustomerRepository
  implements CustomerRepository, ContactFactsRepository, ContactLinkRepository
{
  readonly #customers: Model<CustomerDocument>;
  readonly #contacts: Model<ContactDocument>;
  readonly #aliases: PhoneAliases;
  readonly #accounts: MongoAccountRepository;
  readonly #links: Pick<ContactLinkRepository, 'markVerified' | 'unlinkPhone'>;
  readonly #keys: ContactKeys;
  readonly #stops: NumberStops;
  readonly #commands: HotCommands;
  readonly #reads: CustomerReads;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#customers = models.model<CustomerDocument>('customers');
    this.#contacts = models.model<ContactDocument>('contacts');
    this.#aliases = new PhoneAliases(models, vault);
    this.#accounts = new MongoAccountRepository(models, vault);
    this.#links = new MongoContactLinkRepository(models, vault);
    this.#keys = new ContactKeys(models, vault);
    this.#stops = new NumberStops(models, vault);
    const commands = new HotCommands(models);
    this.#commands = commands;
    this.#vault = vault;
    this.#reads = new CustomerReads({ commands, accounts: this.#accounts, vault });
  }

  async upsert(customer: Customer, seenRev: SeenRev = null): Promise<Customer> {
    const edit = new CustomerEdit(this.#customers, seenRev);
    try {
      return await this.#upsertInRounds(customer, edit);
    } catch (error) {
      await edit.giveUp(customer);
      throw error;
    }
  }

  async #upsertInRounds(customer: Customer, edit: CustomerEdit): Promise<Customer> {
    for (let round = 1; ; round += 1) {
      try {
        return await this.#upsertOnce(customer, edit);
      } catch (error) {
        // Somebody wrote one of these contacts at the same moment: plan again with what is there now.
        const isRace =
          error instanceof ContactChanged || isDuplicateKey(error) || duplicatesOf(error) !== null;
        if (!isRace) throw error;
        if (round === maxRounds) throw unavailable('customer', error);
      }
    }
  }

  async find(tenantId: TenantId, ref: string): Promise<Customer | null> {
    return this.#reads.find(tenantId, ref);
  }

  async findActing(tenantId: TenantId, ref: string): Promise<Customer | null> {
    return this.#reads.findActing(tenantId, ref);
  }

  async list(
    tenantId: TenantId,
    { limit, after }: PageRequest,
    { refs }: RefFilter = {},
  ): Promise<Page<Customer>> {
    const rows = await this.#customers
      .find({ ...refsBehind(after, refs), tenantId }, null, readLimit)
      .sort({ ref: 1 })
      .limit(limit + 1)
      .lean<CustomerDocument[]>();
    const customers = await this.#reads.toCustomers(tenantId, rows);
    return pageOf(
      customers,
      limit,
      (customer) => customer,
      ({ ref }) => ({ key: ref, id: ref }),
    );
  }

  async listReached(
    tenantId: TenantId,
    { refs }: RefFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<ReachedCustomer>> {
    const rows = await this.#customers
      .find({ ...refsBehind(after, refs), tenantId }, null, readLimit)
      .sort({ ref: 1 })
      .limit(limit + 1)
      .lean<CustomerDocument[]>();
    return pageOf(
      await this.#reads.toReached(tenantId, rows),
      limit,
      (one) => one,
      ({ customer: { ref } }) => ({ key: ref, id: ref }),
    );
  }

  async listContacts(
    tenantId: TenantId,
    { customerRef, refs }: RefFilter & { customerRef?: string },
    { limit, after }: PageRequest,
  ): Promise<Page<ContactWithCustomers>> {
    const member =
      customerRef === undefined
        ? { memberships: trusted({ $ne: [] }) }
        : { 'memberships.customerRef': customerRef };
    const rows = await this.#contacts
      .find({ ...refsBehind(after, refs), ...member, tenantId }, null, readLimit)
      .sort({ ref: 1 })
      .limit(limit + 1)
      .lean<ContactDocument[]>();
    const contacts = rows.flatMap((row) => toContactWithCustomers(this.#vault, row) ?? []);
    return pageOf(
      contacts,
      limit,
      (contact) => contact,
      ({ ref }) => ({ key: ref, id: ref }),
    );
  }

  /** Our id of a contact of the books; null: no such contact in this tenant. */
  async contactIdOf(tenantId: string, contactRef: string): Promise<string | null> {
    return this.#reads.contactIdOf(tenantId, contactRef);
  }

  /** Whoever has the number of a contact of the books wants no messages. */
  async isStopped(tenantId: string, contactRef: string): Promise<boolean> {
    return this.#reads.isStopped(tenantId, contactRef);
  }

  async factsOf(tenantId: string, contactIds: readonly string[]): Promise<ReadonlyMap<string, ContactFacts>> {
    const asked = await this.#contactsById(tenantId, contactIds);
    const others = asked.flatMap(({ sameAs }) => sameAs ?? []);
    const byId = new Map(
      [...asked, ...(await this.#contactsById(tenantId, others))].map((one) => [one._id, one]),
    );
    const accounts = await this.#accounts.ofCustomers(tenantId, [...byId.values()].flatMap(seesBalancesOf));
    const facts = new Map<string, ContactFacts>();
    for (const { _id, sameAs } of asked) {
      const document = byId.get(sameAs ?? _id);
      const known = document === undefined ? null : toContactFacts(this.#vault, document, accounts);
      if (known !== null) facts.set(_id, known);
    }
    return facts;
  }

  async markVerified(tenantId: string, person: LinkedPerson, at: Date): Promise<void> {
    await this.#links.markVerified(tenantId, person, at);
  }

  async proveKeys(
    tenantId: string,
    conversationId: string,
    proof: KeyProof,
  ): Promise<{ isConflict: boolean }> {
    return this.#keys.prove(tenantId, conversationId, proof);
  }

  async doubtKeys(
    tenantId: string,
    conversationId: string,
    doubt: KeyDoubt,
  ): Promise<{ isConflict: boolean }> {
    return this.#keys.doubt(tenantId, conversationId, doubt);
  }

  async learnKeys(tenantId: string, conversationId: string, news: KeyNews): Promise<{ isConflict: boolean }> {
    return this.#keys.learn(tenantId, conversationId, news);
  }

  async noteStop(tenantId: string, conversationId: string, word: StopWord): Promise<void> {
    await this.#stops.note(tenantId, conversationId, word);
  }

  /** The number the contact behind a conversation has now; null: none, or it is a stranger's. */
  async phoneOf(tenantId: string, conversationId: string): Promise<string | null> {
    return this.#stops.phoneOf(tenantId, conversationId);
  }

  /** Whoever has this number wants no messages. */
  async isNumberStopped(tenantId: string, phone: string): Promise<boolean> {
    return this.#stops.isStopped(tenantId, phone);
  }

  async conversationsAt(tenantId: string, phone: string): Promise<string[]> {
    return this.#stops.conversationsAt(tenantId, phone);
  }

  async unlinkPhone(tenantId: string, person: LinkedPerson, at: Date): Promise<void> {
    await this.#links.unlinkPhone(tenantId, person, at);
  }

  async #upsertOnce(customer: Customer, edit: CustomerEdit): Promise<Customer> {
    const known = await this.#knownContacts(customer);
    const planned = planContacts(customer, known, this.#vault);
    await edit.begin(customer);
    // One that is not there yet has nothing that could be taken away: it is made before anything else is changed.
    const isMade = edit.isMaking;
    if (isMade) await this.#make(customer, edit);
    if (known.length > 0) await this.#takeAway(customer, planned);
    if (!isMade) await this.#write(customer);
    await this.#give(customer, planned);
    const stored = await this.#followLast(customer);
    for (const { accountNo, lines, asOf } of customer.accounts ?? [])
      await this.#accounts.report(customer.tenantId, customer.ref, accountNo, lines, asOf);
    const [read] = await this.#reads.toCustomers(customer.tenantId, [stored]);
    return read ?? { ...customer, createdAt: stored.createdAt };
  }

  async #contactsById(tenantId: string, ids: readonly string[]): Promise<ContactDocument[]> {
    if (ids.length === 0) return [];
    return this.#commands.find('contacts', { _id: { $in: [...new Set(ids)] }, tenantId });
  }

  /** Everybody who is named, who holds one of the numbers, or who acts for this customer now. */
  async #knownContacts({ tenantId, ref, contacts }: Customer): Promise<ContactDocument[]> {
    const phoneKeys = contacts.map(({ phone }) => phoneKeyOf(this.#vault, tenantId, phone));
    const found = await Promise.all([
      this.#contacts
        .find({ ...hasRef(contacts.map((contact) => contact.ref)), tenantId }, null, readLimit)
        .lean<ContactDocument[]>(),
      this.#contacts
        .find({ phoneKey: trusted({ $in: phoneKeys, $type: 'string' }), tenantId }, null, readLimit)
        .lean<ContactDocument[]>(),
      this.#contacts
        .find({ 'memberships.customerRef': ref, tenantId }, null, readLimit)
        .lean<ContactDocument[]>(),
    ]);
    return [...new Map(found.flat().map((document) => [document._id, document])).values()];
  }

  /** What somebody could do and shall not do any more; numbers that change hands. */
  async #takeAway(customer: Customer, planned: readonly PlannedContact[]): Promise<void> {
    const { tenantId, ref, updatedAt } = customer;
    const members = membersOf(this.#vault, customer);
    await bulkWrite(this.#contacts, [
      dismissal(tenantId, ref, members),
      ...members.map((member) => changeOfRights(tenantId, ref, member)),
      ...releases(tenantId, planned),
    ]);
    await this.#moveAliases(tenantId, planned, updatedAt);
  }

  async #moveAliases(tenantId: string, planned: readonly PlannedContact[], at: Date): Promise<void> {
    const moved = planned.flatMap(({ contact, document, formerPhone: from }) =>
      document === null || from === null ? [] : [{ id: document._id, from, to: contact.phone }],
    );
    if (moved.length === 0) return;
    const same = await this.#contacts
      .find(
        { sameAs: trusted({ $in: moved.map(({ id }) => id), $type: 'string' }), tenantId },
        null,
        readLimit,
      )
      .lean<ContactDocument[]>();
    const moves = moved.map(({ id, from, to }) => ({
      contactIds: [id, ...same.filter(({ sameAs }) => sameAs === id).map(({ _id }) => _id)],
      from,
      to,
    }));
    await this.#aliases.move(tenantId, moves, at);
  }

  #fieldsOf(customer: Customer) {
    const { tenantId, ref, language, updatedAt } = customer;
    const body = sealCustomerBody(this.#vault, customerIdOf(tenantId, ref), customer);
    const foundBy = tokensOfCustomer(this.#vault, tenantId, customer);
    return { language, members: membersOf(this.#vault, customer), updatedAt, foundBy, body };
  }

  /** Only where there is none. */
  async #make(customer: Customer, edit: CustomerEdit): Promise<void> {
    const { tenantId, ref, createdAt } = customer;
    const _id = customerIdOf(tenantId, ref);
    const made = { ...this.#fieldsOf(customer), ref, createdAt, rev: 1 };
    const { upsertedCount } = await againOnDuplicate(() =>
      this.#customers.updateOne({ _id, tenantId }, { $setOnInsert: made }, { upsert: true }).exec(),
    );
    if (upsertedCount === 0) throw changedSince();
    edit.made();
  }

  async #write(customer: Customer): Promise<void> {
    const { tenantId, ref, createdAt } = customer;
    const _id = customerIdOf(tenantId, ref);
    const change = {
      ...{ $set: this.#fieldsOf(customer), $inc: { rev: 1 }, $unset: { edit: 1 as const } },
      $setOnInsert: { ref, createdAt },
    };
    await againOnDuplicate(() =>
      this.#customers.updateOne({ _id, tenantId }, change, { upsert: true }).exec(),
    );
  }

  async #give(customer: Customer, planned: readonly PlannedContact[]): Promise<void> {
    if (planned.length === 0) return;
    const written = await bulkWrite(
      this.#contacts,
      planned.map((one) => writeOfContact(customer, one, this.#vault)),
    );
    if (written.insertedCount + written.matchedCount < planned.length) throw new ContactChanged();
    await bulkWrite(
      this.#contacts,
      membersOf(this.#vault, customer).map((member) => admission(customer.tenantId, customer.ref, member)),
    );
  }

  /**
   * Two writes of one customer at once: whoever ends last gives everybody the rights of the write that counts. Answers
   * what is stored.
   */
  async #followLast(customer: Customer): Promise<CustomerDocument> {
    const { tenantId, ref } = customer;
    let members = membersOf(this.#vault, customer);
    for (let round = 1; round <= maxFollowed; round += 1) {
      const last = await this.#customers
        .findOne({ _id: customerIdOf(tenantId, ref), tenantId }, null, readLimit)
        .lean<CustomerDocument>();
      if (last === null) break;
      if (JSON.stringify(last.members) === JSON.stringify(members)) return last;
      members = last.members;
      await bulkWrite(this.#contacts, [
        dismissal(tenantId, ref, members),
        ...members.map((member) => changeOfRights(tenantId, ref, member)),
        ...members.map((member) => admission(tenantId, ref, member)),
      ]);
    }
    throw unavailable('customer', new ContactChanged());
  }
}
