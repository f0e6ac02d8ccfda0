import { newConversationState } from '../../conversations/conversation-state.ts';
import type { SenderIdentity } from '../../vocabulary/inbound-unit.ts';
import { randomId } from '../../shared/ids.ts';
import type { Language } from '../../vocabulary/language.ts';
import type { HotCommands } from '../hot-commands.ts';
import type { Vault } from '../vault.ts';
import { sealContactBody, type ContactDocument } from './contact-document.ts';
import { sealConversation, type StoredConversation } from './conversation-document.ts';
import { groupedUpserts } from './grouped-access.ts';
import { identityKeyOf } from './identity-key.ts';
import type { IdentityDocument, PersonReads } from './person-reads.ts';

/** Somebody nobody has seen, under names that nobody else of the same call has. */
export interface Newcomer {
  sender: SenderIdentity;
  /** Key of the name that decides, and of those that lead to the same person. */
  stableKey: string;
  otherKeys: readonly string[];
  /** Null: the platform gave only a user id. */
  phoneKey: string | null;
}

/** How a conversation begins. */
export interface Opening {
  conversationId: string;
  contactId: string;
  language: Language;
  address: { phone: string | null; userId: string | null };
}

/** One who was made, with the names that lead there; `opening`: all of them do, and the conversation is as it was written here. */
export interface MadePerson {
  aliases: readonly IdentityDocument[];
  opening: Opening | null;
}

interface Plan extends Pick<Newcomer, 'sender' | 'phoneKey'> {
  stable: IdentityDocument;
  others: readonly IdentityDocument[];
  seat: IdentityDocument;
  opening: Opening;
}

/** Contacts and conversations of people who are in no books, made once whoever makes them. */
export class NewPeople {
  readonly #commands: HotCommands;
  readonly #reads: PersonReads;
  readonly #vault: Vault;
  readonly #now: () => Date;
  readonly #writeContact: ReturnType<typeof groupedUpserts>;
  readonly #writeConversation: ReturnType<typeof groupedUpserts>;

  constructor(parts: { commands: HotCommands; reads: PersonReads; vault: Vault; now: () => Date }) {
    this.#commands = parts.commands;
    this.#reads = parts.reads;
    this.#vault = parts.vault;
    this.#now = parts.now;
    this.#writeContact = groupedUpserts(parts.commands, 'contacts');
    this.#writeConversation = groupedUpserts(parts.commands, 'conversations');
  }

  /**
   * All of them in two rounds of writes. The first decides: the stable name of a person is inserted once, so whoever gets it in
   * makes this person, and makes all of it (reliability A.5). Null: the name was there after all; who that is, and what of it
   * is missing, is asked.
   */
  async make(
    tenantId: string,
    channelId: string,
    newcomers: readonly Newcomer[],
    language: Language,
  ): Promise<(MadePerson | null)[]> {
    const people = newcomers.map((newcomer) => this.#plan(tenantId, channelId, newcomer, language));
    const taken = await this.#commands.insert(
      'identities',
      people.map(({ stable }) => stable),
    );
    const mine = people.filter((_, index) => !taken.has(index));
    const [conversations, names] = await Promise.all([
      this.#insertConversations(tenantId, channelId, mine),
      this.#insertNames(mine),
      this.#insertContacts(tenantId, mine),
    ]);
    return people.map((person, index) => {
      if (taken.has(index)) return null;
      const aliases = person.others.filter((name) => names.has(name));
      const isWhole = conversations.has(person) && aliases.length === person.others.length;
      return { aliases: [person.stable, ...aliases], opening: isWhole ? person.opening : null };
    });
  }

  /** A stranger's contact; without effect where it is there. */
  async ensureContact(
    tenantId: string,
    contactId: string,
    { sender, phoneKey }: Pick<Newcomer, 'sender' | 'phoneKey'>,
    language: Language,
  ): Promise<void> {
    const { _id, ...contact } = this.#contact(tenantId, contactId, { sender, phoneKey, language });
    await this.#writeContact({ _id }, { $setOnInsert: contact });
    if (phoneKey === null || (await this.#reads.contactOf(tenantId, contactId)) !== undefined) return;
    // The number got a holder since it was asked for. If that is a contact of the books, this is who writes.
    const holder = await this.#reads.contactOfPhone(tenantId, phoneKey);
    const sameAs = (holder?.ref ?? null) === null ? {} : { sameAs: holder?._id };
    await this.#writeContact({ _id }, { $setOnInsert: { ...contact, phoneKey: null, ...sameAs } });
  }

  /** Without effect where it is there. */
  async ensureConversation(tenantId: string, channelId: string, opening: Opening): Promise<void> {
    const { _id, ...conversation } = this.#conversation(tenantId, channelId, opening);
    await this.#writeConversation({ _id }, { $setOnInsert: conversation });
  }

  #plan(tenantId: string, channelId: string, newcomer: Newcomer, language: Language): Plan {
    const { sender, phoneKey, stableKey, otherKeys } = newcomer;
    const ids = { contactId: randomId('ct'), conversationId: randomId('cnv') };
    const name = (_id: string): IdentityDocument => ({
      ...{ _id, tenantId, channelId, ...ids },
      createdAt: this.#now(),
    });
    const address = { phone: sender.phone, userId: sender.userId };
    return {
      ...{ sender, phoneKey },
      stable: name(stableKey),
      others: otherKeys.map(name),
      // By which a contact's one conversation on a channel is found.
      seat: name(identityKeyOf(this.#vault, tenantId, channelId, `contact:${ids.contactId}`)),
      opening: { ...ids, language, address },
    };
  }

  async #insertContacts(tenantId: string, people: readonly Plan[]): Promise<void> {
    const there = await this.#commands.insert(
      'contacts',
      people.map(({ sender, phoneKey, opening: { contactId, language } }) =>
        this.#contact(tenantId, contactId, { sender, phoneKey, language }),
      ),
    );
    await Promise.all(
      people
        .filter((_, index) => there.has(index))
        .map((person) =>
          this.ensureContact(tenantId, person.opening.contactId, person, person.opening.language),
        ),
    );
  }

  /** Answers whose conversation was not there before. */
  async #insertConversations(
    tenantId: string,
    channelId: string,
    people: readonly Plan[],
  ): Promise<ReadonlySet<Plan>> {
    const there = await this.#commands.insert(
      'conversations',
      people.map(({ opening }) => this.#conversation(tenantId, channelId, opening)),
    );
    return new Set(people.filter((_, index) => !there.has(index)));
  }

  /** The seats, and the names beside the stable one; answers which of them were not there before. */
  async #insertNames(people: readonly Plan[]): Promise<ReadonlySet<IdentityDocument>> {
    const names = people.flatMap(({ seat, others }) => [seat, ...others]);
    const there = await this.#commands.insert('identities', names);
    return new Set(names.filter((_, index) => !there.has(index)));
  }

  #contact(
    tenantId: string,
    contactId: string,
    { sender, phoneKey, language }: Pick<Newcomer, 'sender' | 'phoneKey'> & { language: Language },
  ): ContactDocument {
    const body = { name: sender.profileName ?? '', phone: sender.phone };
    return {
      _id: contactId,
      tenantId,
      ref: null,
      phoneKey,
      language,
      memberships: [],
      createdAt: this.#now(),
      body: sealContactBody(this.#vault, tenantId, contactId, body),
    };
  }

  #conversation(
    tenantId: string,
    channelId: string,
    { conversationId, contactId, language, address }: Opening,
  ): StoredConversation {
    const state = newConversationState(language);
    return {
      _id: conversationId,
      tenantId,
      channelId,
      contactId,
      contactRef: null,
      customerRefs: [],
      rev: 0,
      attempts: 0,
      lease: { owner: null, token: 0, until: new Date(0), claim: null },
      lastStepId: null,
      body: sealConversation(this.#vault, tenantId, conversationId, { state, address }),
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
      waited: null,
    };
  }
}
