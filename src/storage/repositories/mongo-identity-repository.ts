import type { Collection } from 'mongodb';
import type {
  IdentityRepository,
  NewConversation,
  ResolvedPerson,
} from '../../customers/identity.repository.ts';
import type { SenderIdentity } from '../../vocabulary/inbound-unit.ts';
import { randomId } from '../../shared/ids.ts';
import type { Language } from '../../vocabulary/language.ts';
import { HotCommands } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { NewPeople, type Newcomer } from './new-people.ts';
import { IdentityNames } from './identity-names.ts';
import { isSamePerson, PersonReads, type ContactDocument, type IdentityDocument } from './person-reads.ts';
import { noteShownPhone, type PersonDocument } from './note-shown-phone.ts';

interface Unverified {
  person: ResolvedPerson;
  sender: SenderIdentity;
}

/** The number is a contact's of the books, and not this person's. */
const isAnother = (holder: ContactDocument | undefined, contactId: string): boolean =>
  holder !== undefined && holder.ref !== null && holder._id !== contactId;

export class MongoIdentityRepository implements IdentityRepository {
  readonly #identities: Collection<IdentityDocument>;
  readonly #people: Collection<PersonDocument>;
  readonly #newPeople: NewPeople;
  readonly #names: IdentityNames;
  readonly #reads: PersonReads;
  readonly #commands: HotCommands;
  readonly #vault: Vault;
  readonly #now: () => Date;
  readonly #defaultLanguage: (tenantId: string) => Promise<Language>;

  constructor(
    models: Models,
    vault: Vault,
    parts: { now: () => Date; defaultLanguage: (tenantId: string) => Promise<Language> },
  ) {
    this.#identities = models.collection<IdentityDocument>('identities');
    this.#people = models.collection<PersonDocument>('contacts');
    this.#commands = new HotCommands(models);
    this.#reads = new PersonReads(this.#commands);
    const shared = { commands: this.#commands, reads: this.#reads, vault, now: parts.now };
    this.#newPeople = new NewPeople(shared);
    this.#names = new IdentityNames({ ...shared, models });
    this.#vault = vault;
    this.#now = parts.now;
    this.#defaultLanguage = parts.defaultLanguage;
  }

  async resolve(
    tenantId: string,
    channelId: string,
    senders: readonly SenderIdentity[],
    options: { verify: boolean; onNew?(conversation: NewConversation): void },
  ): Promise<ResolvedPerson[]> {
    const keys = senders.map((sender) => this.#names.keysOf(tenantId, channelId, sender));
    const found = await this.#names.find(tenantId, keys.flat());
    const newcomers = await this.#newcomersOf(tenantId, senders, { keys, found });
    const doubtful = await this.#make(tenantId, channelId, newcomers, { found, onNew: options.onNew });
    const unverified: Unverified[] = [];
    // Settled side by side, so that their writes travel together; whoever shares a name waits for the other.
    const settling = new Map<string, Promise<unknown>>();
    const people = senders.map(async (sender, index): Promise<ResolvedPerson> => {
      const own = keys[index] as string[];
      const known = own.map((key) => found.get(key));
      const first = known[0];
      if (first !== undefined && known.every((one) => one !== undefined && isSamePerson(one, first))) {
        const person = { contactId: first.contactId, conversationId: first.conversationId };
        if (options.verify) unverified.push({ person, sender });
        return person;
      }
      const others = own.map((key) => settling.get(key)).filter((one) => one !== undefined);
      const before = Promise.allSettled(others);
      const settled = before.then(() => this.#settle(tenantId, channelId, sender));
      for (const key of own) settling.set(key, settled);
      const { contactId, conversationId } = await settled;
      const person = { contactId, conversationId };
      if (options.verify || own.some((key) => doubtful.has(key))) unverified.push({ person, sender });
      return person;
    });
    const resolved = await Promise.all(people);
    if (unverified.length > 0) await this.#verify(tenantId, channelId, unverified);
    return resolved;
  }

  async find(tenantId: string, channelId: string, sender: SenderIdentity): Promise<ResolvedPerson | null> {
    const keys = this.#names.keysOf(tenantId, channelId, sender);
    const found = await this.#names.find(tenantId, keys);
    const named = keys.map((key) => found.get(key)).find((one) => one !== undefined);
    if (named !== undefined) return { contactId: named.contactId, conversationId: named.conversationId };
    if (sender.phone === null) return null;
    const phoneKey = this.#names.phoneKey(tenantId, sender.phone);
    const contact = await this.#reads.contactOfPhone(tenantId, phoneKey);
    return contact === undefined ? null : this.findConversation(tenantId, channelId, contact._id);
  }

  async openConversation(
    tenantId: string,
    channelId: string,
    contactId: string,
  ): Promise<ResolvedPerson | null> {
    const contact = await this.#reads.contactOf(tenantId, contactId);
    if (contact === undefined) return null;
    const { phone } = this.#vault.open<{ phone: string | null }>(
      tenantId,
      'contacts',
      contactId,
      'body',
      contact.body,
    );
    const open = await this.#reads.openConversation(tenantId, contactId, [
      this.#names.key(tenantId, channelId, `contact:${contactId}`),
      ...(phone === null ? [] : [this.#names.key(tenantId, channelId, `phone:${phone}`)]),
    ]);
    if (open !== null) return open;
    const running =
      phone === null ? null : await this.#conversationUnder(tenantId, channelId, contactId, phone);
    const seat = await this.#names.seatOf(tenantId, channelId, contactId, running ?? undefined);
    const opening = { ...seat, language: contact.language, address: { phone, userId: null } };
    await this.#newPeople.ensureConversation(tenantId, channelId, opening);
    if (phone !== null) await this.#names.point(this.#names.key(tenantId, channelId, `phone:${phone}`), seat);
    return { contactId, conversationId: seat.conversationId };
  }

  async findConversation(
    tenantId: string,
    channelId: string,
    contactId: string,
  ): Promise<ResolvedPerson | null> {
    const seat = await this.#reads.identityOf(
      tenantId,
      this.#names.key(tenantId, channelId, `contact:${contactId}`),
    );
    return seat === undefined ? null : { contactId, conversationId: seat.conversationId };
  }

  async join(
    tenantId: string,
    channelId: string,
    previous: SenderIdentity,
    current: SenderIdentity,
  ): Promise<void> {
    const before = await this.#names.find(tenantId, this.#names.keysOf(tenantId, channelId, previous));
    const person = this.#names
      .keysOf(tenantId, channelId, previous)
      .map((key) => before.get(key))
      .find((one) => one !== undefined);
    if (person === undefined) return;
    const { contactId, conversationId } = person;
    const holder =
      current.phone === null
        ? undefined
        : await this.#reads.contactOfPhone(tenantId, this.#names.phoneKey(tenantId, current.phone));
    for (const key of this.#names.keysOf(tenantId, channelId, current)) {
      const known = await this.#reads.identityOf(tenantId, key);
      const isNumber =
        current.phone !== null && key === this.#names.key(tenantId, channelId, `phone:${current.phone}`);
      // A key of somebody else in the books stays theirs (ADR 0030).
      if (isNumber && isAnother(holder, contactId)) continue;
      if (known !== undefined && known.contactId !== contactId && (await this.#isInBooks(tenantId, known)))
        continue;
      await this.#identities.updateOne(
        { _id: key, tenantId },
        { $set: { contactId, conversationId }, $setOnInsert: { channelId, createdAt: this.#now() } },
        { upsert: true },
      );
    }
  }

  /** Senders under whose names nobody is known, neither here nor in the books; the first of several who share a name. */
  async #newcomersOf(
    tenantId: string,
    senders: readonly SenderIdentity[],
    { keys, found }: { keys: readonly string[][]; found: ReadonlyMap<string, IdentityDocument> },
  ): Promise<Newcomer[]> {
    const named = new Set<string>();
    const newcomers: Newcomer[] = [];
    for (const [index, sender] of senders.entries()) {
      const own = keys[index] as string[];
      const [stableKey, ...otherKeys] = own;
      if (stableKey === undefined || own.some((key) => found.has(key) || named.has(key))) continue;
      for (const key of own) named.add(key);
      const phoneKey = sender.phone === null ? null : this.#names.phoneKey(tenantId, sender.phone);
      newcomers.push({ sender, stableKey, otherKeys, phoneKey });
    }
    const phoneKeys = newcomers.flatMap(({ phoneKey }) => phoneKey ?? []);
    if (phoneKeys.length === 0) return newcomers;
    const holders = await this.#commands.find<{ _id: string; phoneKey: string }>(
      'contacts',
      { tenantId, phoneKey: { $in: phoneKeys, $type: 'string' } },
      { projection: { phoneKey: 1 } },
    );
    const held = new Set(holders.map(({ phoneKey }) => phoneKey));
    return newcomers.filter(({ phoneKey }) => phoneKey === null || !held.has(phoneKey));
  }

  /** Makes them and adds them to what was found; answers the stable names that turned out to be there. */
  async #make(
    tenantId: string,
    channelId: string,
    newcomers: readonly Newcomer[],
    known: {
      found: Map<string, IdentityDocument>;
      onNew: ((conversation: NewConversation) => void) | undefined;
    },
  ): Promise<ReadonlySet<string>> {
    const doubtful = new Set<string>();
    if (newcomers.length === 0) return doubtful;
    const language = await this.#defaultLanguage(tenantId);
    const made = await this.#newPeople.make(tenantId, channelId, newcomers, language);
    for (const [index, person] of made.entries()) {
      const { stableKey } = newcomers[index] as Newcomer;
      if (person === null) doubtful.add(stableKey);
      for (const alias of person?.aliases ?? []) known.found.set(alias._id, alias);
      const opening = person?.opening ?? null;
      if (opening !== null) known.onNew?.({ tenantId, channelId, ...opening });
    }
    return doubtful;
  }

  /** The slow path: a contact of the books who writes, or a person who appears under a name we had not seen. */
  async #settle(tenantId: string, channelId: string, sender: SenderIdentity): Promise<ResolvedPerson> {
    const keys = this.#names.keysOf(tenantId, channelId, sender);
    const known = await Promise.all(keys.map((key) => this.#reads.identityOf(tenantId, key)));
    const candidates = known.filter((one) => one !== undefined);
    const person = await this.#personOf(tenantId, candidates);
    const named = person ?? (await this.#create(tenantId, channelId, sender, keys[0] as string));
    // Two names of one person that came to two conversations at the same moment: his seat decides.
    const seat = await this.#names.seatOf(tenantId, channelId, named.contactId, named.conversationId);
    const settled = { ...named, conversationId: seat.conversationId };
    // Keys of two people of the books: nothing is pointed elsewhere, the step finds out that they do not fit.
    if (candidates.length > 1 && (await this.#areTwoInBooks(tenantId, candidates))) return settled;
    const showsNumber = person !== null && sender.phone !== null && known.at(-1) === undefined;
    if (showsNumber)
      await noteShownPhone(
        this.#people,
        tenantId,
        settled.contactId,
        this.#names.phoneKey(tenantId, sender.phone as string),
      );
    for (const [index, key] of keys.entries()) {
      if (!isSamePerson(known[index], settled)) await this.#names.point(key, settled);
    }
    return settled;
  }

  /**
   * Number and user id lead to two people: the user id is the stable name of a person (platform 5.7), and a person of no books
   * who turns out to have a contact's number is that contact. Null: nobody is known by any of the keys.
   */
  async #personOf(
    tenantId: string,
    [first, second]: readonly IdentityDocument[],
  ): Promise<IdentityDocument | null> {
    if (first === undefined || second === undefined || first.contactId === second.contactId)
      return first ?? null;
    if (await this.#isInBooks(tenantId, first)) return first;
    return (await this.#isInBooks(tenantId, second)) ? second : first;
  }

  async #areTwoInBooks(tenantId: string, candidates: readonly IdentityDocument[]): Promise<boolean> {
    if (new Set(candidates.map(({ contactId }) => contactId)).size < 2) return false;
    const inBooks = await Promise.all(candidates.map((one) => this.#isInBooks(tenantId, one)));
    return inBooks.every(Boolean);
  }

  async #isInBooks(tenantId: string, { contactId }: IdentityDocument): Promise<boolean> {
    const contact = await this.#reads.contactOf(tenantId, contactId);
    return contact !== undefined && (contact.ref !== null || (contact.sameAs ?? null) !== null);
  }

  /**
   * A new person on this channel. The first alias decides: its upsert has one winner, whoever comes at the same moment
   * takes the winner's ids (reliability A.5).
   */
  async #create(
    tenantId: string,
    channelId: string,
    sender: SenderIdentity,
    key: string,
  ): Promise<IdentityDocument> {
    const phoneKey = sender.phone === null ? null : this.#names.phoneKey(tenantId, sender.phone);
    const contact =
      (phoneKey === null ? undefined : await this.#reads.contactOfPhone(tenantId, phoneKey)) ?? null;
    const language = contact?.language ?? (await this.#defaultLanguage(tenantId));
    const seat = contact === null ? null : await this.#names.seatOf(tenantId, channelId, contact._id);
    const identity = await this.#names.upsert({
      _id: key,
      tenantId,
      channelId,
      contactId: contact?._id ?? randomId('ct'),
      conversationId: seat?.conversationId ?? randomId('cnv'),
      createdAt: this.#now(),
    });
    if (contact === null)
      await this.#newPeople.ensureContact(tenantId, identity.contactId, { sender, phoneKey }, language);
    const { contactId, conversationId } = identity;
    const address = { phone: sender.phone, userId: sender.userId };
    await this.#newPeople.ensureConversation(tenantId, channelId, {
      ...{ contactId, conversationId, language, address },
    });
    return identity;
  }

  /** A process may have died between the names and the contact or the conversation they lead to. */
  async #verify(tenantId: string, channelId: string, people: readonly Unverified[]): Promise<void> {
    const idsOf = (key: keyof ResolvedPerson): string[] => [...new Set(people.map((one) => one.person[key]))];
    const [conversations, contacts] = await Promise.all([
      this.#commands.find<{ _id: string }>(
        'conversations',
        { _id: { $in: idsOf('conversationId') }, tenantId },
        { projection: { _id: 1 } },
      ),
      this.#commands.find<{ _id: string; language: Language }>(
        'contacts',
        { _id: { $in: idsOf('contactId') }, tenantId },
        { projection: { language: 1 } },
      ),
    ]);
    const known = new Set(conversations.map(({ _id }) => _id));
    const languages = new Map(contacts.map(({ _id, language }) => [_id, language]));
    for (const { person, sender } of people) {
      const { contactId, conversationId } = person;
      const language = languages.get(contactId) ?? (await this.#defaultLanguage(tenantId));
      if (!languages.has(contactId)) {
        languages.set(contactId, language);
        const phoneKey = sender.phone === null ? null : this.#names.phoneKey(tenantId, sender.phone);
        await this.#newPeople.ensureContact(tenantId, contactId, { sender, phoneKey }, language);
      }
      if (known.has(conversationId)) continue;
      known.add(conversationId);
      const address = { phone: sender.phone, userId: sender.userId };
      await this.#newPeople.ensureConversation(tenantId, channelId, { ...person, language, address });
    }
  }

  /** Somebody wrote under the contact's number before the contact had a conversation, and is known to be the contact. */
  async #conversationUnder(
    tenantId: string,
    channelId: string,
    contactId: string,
    phone: string,
  ): Promise<string | null> {
    const alias = await this.#identities.findOne({
      _id: this.#names.key(tenantId, channelId, `phone:${phone}`),
      tenantId,
    });
    if (alias === null || alias.contactId === contactId) return alias?.conversationId ?? null;
    const writer = await this.#people.findOne(
      { _id: alias.contactId, tenantId },
      { projection: { sameAs: 1 } },
    );
    return writer?.sameAs === contactId ? alias.conversationId : null;
  }
}
