import type { Collection } from 'mongodb';
import { newConversationState } from '../../conversations/conversation-state.ts';
import type { IdentityRepository, ResolvedPerson } from '../../customers/identity.repository.ts';
import type { SenderIdentity } from '../../vocabulary/inbound-unit.ts';
import { randomId } from '../../shared/ids.ts';
import type { Language } from '../../vocabulary/language.ts';
import { HotCommands } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { groupedUpserts } from './grouped-access.ts';
import { sealConversation, type StoredConversation } from './conversation-document.ts';
import { isSamePerson, PersonReads, type ContactDocument, type IdentityDocument } from './person-reads.ts';
import { identityKeyOf } from './identity-key.ts';
import { noteShownPhone, type PersonDocument } from './note-shown-phone.ts';

interface Person extends ResolvedPerson {
  language: Language;
  address: { phone: string | null; userId: string | null };
}

export class MongoIdentityRepository implements IdentityRepository {
  readonly #identities: Collection<IdentityDocument>;
  readonly #contacts: Collection<ContactDocument>;
  readonly #people: Collection<PersonDocument>;
  readonly #conversations: Collection<StoredConversation>;
  // New people often come in crowds: each is settled alone, and what all of them need travels together.
  readonly #writeIdentity: ReturnType<typeof groupedUpserts>;
  readonly #writeContact: ReturnType<typeof groupedUpserts>;
  readonly #writeConversation: ReturnType<typeof groupedUpserts>;
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
    this.#contacts = models.collection<ContactDocument>('contacts');
    this.#people = models.collection<PersonDocument>('contacts');
    this.#conversations = models.collection<StoredConversation>('conversations');
    this.#commands = new HotCommands(models);
    this.#writeIdentity = groupedUpserts(this.#commands, 'identities');
    this.#writeContact = groupedUpserts(this.#commands, 'contacts');
    this.#writeConversation = groupedUpserts(this.#commands, 'conversations');
    this.#reads = new PersonReads(this.#commands);
    this.#vault = vault;
    this.#now = parts.now;
    this.#defaultLanguage = parts.defaultLanguage;
  }

  async resolve(
    tenantId: string,
    channelId: string,
    senders: readonly SenderIdentity[],
    options: { verify: boolean },
  ): Promise<ResolvedPerson[]> {
    const keys = senders.map((sender) => this.#keysOf(tenantId, channelId, sender));
    const found = await this.#find(tenantId, keys.flat());
    const unverified: { person: ResolvedPerson; sender: SenderIdentity }[] = [];
    // New people are made side by side, so that their writes travel together; whoever shares a name waits for the other.
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
      return { contactId, conversationId };
    });
    const resolved = await Promise.all(people);
    if (unverified.length > 0) await this.#verify(tenantId, channelId, unverified);
    return resolved;
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
      this.#key(tenantId, channelId, `contact:${contactId}`),
      ...(phone === null ? [] : [this.#key(tenantId, channelId, `phone:${phone}`)]),
    ]);
    if (open !== null) return open;
    const running =
      phone === null ? null : await this.#conversationUnder(tenantId, channelId, contactId, phone);
    const seat = await this.#seatOf(tenantId, channelId, contactId, running ?? undefined);
    const person = { ...seat, language: contact.language, address: { phone, userId: null } };
    await this.#ensureConversation(tenantId, channelId, person);
    if (phone !== null) await this.#point(this.#key(tenantId, channelId, `phone:${phone}`), seat);
    return { contactId, conversationId: seat.conversationId };
  }

  async join(
    tenantId: string,
    channelId: string,
    previous: SenderIdentity,
    current: SenderIdentity,
  ): Promise<void> {
    const before = await this.#find(tenantId, this.#keysOf(tenantId, channelId, previous));
    const person = [...before.values()][0];
    if (person === undefined) return;
    const { contactId, conversationId } = person;
    for (const key of this.#keysOf(tenantId, channelId, current)) {
      await this.#identities.updateOne(
        { _id: key, tenantId },
        { $set: { contactId, conversationId }, $setOnInsert: { channelId, createdAt: this.#now() } },
        { upsert: true },
      );
    }
  }

  /** The slow path: somebody new, or a person who appears under a name we had not seen. */
  async #settle(tenantId: string, channelId: string, sender: SenderIdentity): Promise<ResolvedPerson> {
    const keys = this.#keysOf(tenantId, channelId, sender);
    const known = await Promise.all(keys.map((key) => this.#reads.identityOf(tenantId, key)));
    // Number and user id lead to two people: the one who is in the books is the person, the id is joined to him.
    const candidates = known.filter((one) => one !== undefined);
    const person =
      candidates.length > 1 ? await this.#inBooks(tenantId, candidates) : (candidates[0] ?? null);
    const named = person ?? (await this.#create(tenantId, channelId, sender, keys[0] as string));
    // Two names of one person that came to two conversations at the same moment: his seat decides.
    const seat = await this.#seatOf(tenantId, channelId, named.contactId, named.conversationId);
    const settled = { ...named, conversationId: seat.conversationId };
    const showsNumber = person !== null && sender.phone !== null && known.at(-1) === undefined;
    if (showsNumber)
      await noteShownPhone(
        this.#people,
        tenantId,
        settled.contactId,
        this.#phoneKey(tenantId, sender.phone as string),
      );
    for (const [index, key] of keys.entries()) {
      if (!isSamePerson(known[index], settled)) await this.#point(key, settled);
    }
    return settled;
  }

  async #inBooks(tenantId: string, candidates: readonly IdentityDocument[]): Promise<IdentityDocument> {
    const contacts = await this.#contacts
      .find(
        { _id: { $in: candidates.map(({ contactId }) => contactId) }, tenantId },
        { projection: { ref: 1 } },
      )
      .toArray();
    const booked = contacts.find(({ ref }) => ref !== null)?._id;
    return candidates.find(({ contactId }) => contactId === booked) ?? (candidates[0] as IdentityDocument);
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
    const phoneKey = sender.phone === null ? null : this.#phoneKey(tenantId, sender.phone);
    const contact =
      (phoneKey === null ? undefined : await this.#reads.contactOfPhone(tenantId, phoneKey)) ?? null;
    const language = contact?.language ?? (await this.#defaultLanguage(tenantId));
    const seat = contact === null ? null : await this.#seatOf(tenantId, channelId, contact._id);
    const identity = await this.#upsert({
      _id: key,
      tenantId,
      channelId,
      contactId: contact?._id ?? randomId('ct'),
      conversationId: seat?.conversationId ?? randomId('cnv'),
      createdAt: this.#now(),
    });
    if (contact === null)
      await this.#ensureStranger(tenantId, identity.contactId, sender, phoneKey, language);
    const address = { phone: sender.phone, userId: sender.userId };
    await this.#ensureConversation(tenantId, channelId, { ...identity, language, address });
    return identity;
  }

  /** A process may have died between the identity and the conversation. */
  async #verify(
    tenantId: string,
    channelId: string,
    people: readonly { person: ResolvedPerson; sender: SenderIdentity }[],
  ): Promise<void> {
    const ids = [...new Set(people.map(({ person }) => person.conversationId))];
    const found = await this.#conversations
      .find({ _id: { $in: ids }, tenantId }, { projection: { _id: 1 } })
      .toArray();
    const known = new Set(found.map(({ _id }) => _id));
    for (const { person, sender } of people) {
      if (known.has(person.conversationId)) continue;
      known.add(person.conversationId);
      const contact = await this.#contacts.findOne({ _id: person.contactId, tenantId });
      const language = contact?.language ?? (await this.#defaultLanguage(tenantId));
      const address = { phone: sender.phone, userId: sender.userId };
      await this.#ensureConversation(tenantId, channelId, { ...person, language, address });
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
      _id: this.#key(tenantId, channelId, `phone:${phone}`),
      tenantId,
    });
    if (alias === null || alias.contactId === contactId) return alias?.conversationId ?? null;
    const writer = await this.#people.findOne(
      { _id: alias.contactId, tenantId },
      { projection: { sameAs: 1 } },
    );
    return writer?.sameAs === contactId ? alias.conversationId : null;
  }

  /**
   * The one conversation of a contact on a channel, decided by one upsert: whoever asks first, under whatever name, makes
   * it, and everybody else gets the same. `known`: the conversation the person has already.
   */
  async #seatOf(
    tenantId: string,
    channelId: string,
    contactId: string,
    known?: string,
  ): Promise<IdentityDocument> {
    const taken =
      known ??
      (await this.#identities.findOne({ tenantId, contactId, channelId }))?.conversationId ??
      randomId('cnv');
    const _id = this.#key(tenantId, channelId, `contact:${contactId}`);
    return this.#upsert({
      _id,
      tenantId,
      channelId,
      contactId,
      conversationId: taken,
      createdAt: this.#now(),
    });
  }

  /** This name leads to this person from now on. */
  async #point(
    key: string,
    { tenantId, channelId, contactId, conversationId }: IdentityDocument,
  ): Promise<void> {
    await this.#writeIdentity(
      { _id: key, tenantId },
      {
        $set: { channelId, contactId, conversationId },
        $setOnInsert: { createdAt: this.#now() },
      },
    );
  }

  /** Of several that make it at the same moment one wins; everybody gets what the winner wrote. */
  async #upsert(document: IdentityDocument): Promise<IdentityDocument> {
    const { _id, ...rest } = document;
    await this.#writeIdentity({ _id }, { $setOnInsert: rest });
    const stored = await this.#reads.identityOf(document.tenantId, _id);
    if (stored === undefined) throw new Error('the identity was not stored');
    return stored;
  }

  async #ensureStranger(
    tenantId: string,
    contactId: string,
    sender: SenderIdentity,
    phoneKey: string | null,
    language: Language,
  ): Promise<void> {
    const body = this.#vault.seal(tenantId, 'contacts', contactId, 'body', {
      name: sender.profileName ?? '',
      phone: sender.phone,
    });
    const contact = {
      tenantId,
      ref: null,
      phoneKey,
      language,
      memberships: [],
      createdAt: this.#now(),
      body,
    };
    await this.#writeContact({ _id: contactId }, { $setOnInsert: contact });
  }

  async #ensureConversation(tenantId: string, channelId: string, person: Person): Promise<void> {
    const { conversationId: id, contactId, language, address } = person;
    const document: Omit<StoredConversation, '_id'> = {
      tenantId,
      channelId,
      contactId,
      contactRef: null,
      customerRefs: [],
      rev: 0,
      attempts: 0,
      lease: { owner: null, token: 0, until: new Date(0), claim: null },
      lastStepId: null,
      body: sealConversation(this.#vault, tenantId, id, { state: newConversationState(language), address }),
      applied: [],
      relays: [],
      pendingSince: null,
      nextTimerAt: null,
      windowExpiresAt: null,
      lastMessageAt: null,
      paceUntil: null,
      mode: 'bot',
      language,
      openRequestIds: [],
    };
    await this.#writeConversation({ _id: id }, { $setOnInsert: document });
  }

  async #find(tenantId: string, keys: readonly string[]): Promise<Map<string, IdentityDocument>> {
    if (keys.length === 0) return new Map();
    const found = await this.#commands.find<IdentityDocument>('identities', {
      _id: { $in: [...new Set(keys)] },
      tenantId,
    });
    return new Map(found.map((identity) => [identity._id, identity]));
  }

  /** User id first: it is the stable name of a person; the phone is an alias (platform 5.7). */
  #keysOf(tenantId: string, channelId: string, sender: SenderIdentity): string[] {
    return [
      ...(sender.userId === null ? [] : [this.#key(tenantId, channelId, `user:${sender.userId}`)]),
      ...(sender.phone === null ? [] : [this.#key(tenantId, channelId, `phone:${sender.phone}`)]),
    ];
  }

  #key(tenantId: string, channelId: string, alias: string): string {
    return identityKeyOf(this.#vault, tenantId, channelId, alias);
  }

  #phoneKey(tenantId: string, phone: string): string {
    return this.#vault.pseudonym(tenantId, `phone:${phone}`);
  }
}
