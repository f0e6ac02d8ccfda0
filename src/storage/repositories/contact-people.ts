import { trusted, type Model } from 'mongoose';
import type { LinkedPerson } from '../../customers/contact-links.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { contactBodyOf, type ContactDocument } from './contact-document.ts';
import { identityKeyOf } from './identity-key.ts';
import { readLimit } from './paging.ts';

export interface IdentityNames {
  _id: string;
  tenantId: string;
  channelId: string;
  contactId: string;
  conversationId: string;
}

export interface ConversationOwner {
  _id: string;
  tenantId: string;
  contactId: string;
  contactRef: string | null;
  customerRefs: string[];
}

/** A contact of the books with everybody who turned out to be the same person, and under which names they are known. */
export interface KnownPerson {
  book: ContactDocument;
  contactIds: string[];
  identities: IdentityNames[];
  phone: string | null;
  /** Identities under the number of the books. */
  underPhone: IdentityNames[];
}

/** Who a person is in the books, and under which names they are known. */
export class ContactPeople {
  readonly #contacts: Model<ContactDocument>;
  readonly #identities: Model<IdentityNames>;
  readonly #conversations: Model<ConversationOwner>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#contacts = models.model<ContactDocument>('contacts');
    this.#identities = models.model<IdentityNames>('identities');
    this.#conversations = models.model<ConversationOwner>('conversations');
    this.#vault = vault;
  }

  /** The contact of the books behind a person; null: a stranger, or nobody. */
  async bookOf(tenantId: string, person: LinkedPerson): Promise<ContactDocument | null> {
    const filter =
      'contactRef' in person ? { ref: trusted({ $eq: person.contactRef, $type: 'string' as const }) } : null;
    const found = await this.#contacts
      .findOne({ ...(filter ?? { _id: await this.#contactIn(tenantId, person) }), tenantId }, null, readLimit)
      .lean<ContactDocument>();
    if (found === null || found.ref !== null) return found;
    const sameAs = found.sameAs ?? null;
    const book =
      sameAs === null
        ? null
        : await this.#contacts.findOne({ _id: sameAs, tenantId }, null, readLimit).lean<ContactDocument>();
    return book === null || book.ref === null ? null : book;
  }

  async #contactIn(tenantId: string, person: LinkedPerson): Promise<string> {
    const _id = 'conversationId' in person ? person.conversationId : '';
    return (
      (await this.#conversations.findOne({ _id, tenantId }, null, readLimit).lean<ConversationOwner>())
        ?.contactId ?? ''
    );
  }

  async knownAs(tenantId: string, book: ContactDocument): Promise<KnownPerson> {
    const same = await this.#contacts
      .find({ sameAs: trusted({ $eq: book._id, $type: 'string' }), tenantId }, null, readLimit)
      .lean<ContactDocument[]>();
    const contactIds = [book._id, ...same.map(({ _id }) => _id)];
    const identities = await this.#identities
      .find({ contactId: trusted({ $in: contactIds }), tenantId }, null, readLimit)
      .lean<IdentityNames[]>();
    const { phone, unlinkedPhone } = contactBodyOf(this.#vault, book);
    const number = phone ?? unlinkedPhone ?? null;
    const underPhone = identities.filter(
      ({ _id, channelId }) =>
        number !== null && _id === identityKeyOf(this.#vault, tenantId, channelId, `phone:${number}`),
    );
    return { book, contactIds, identities, phone: number, underPhone };
  }

  /** The seat of a contact names its one conversation on a channel. */
  isSeat(id: string, tenantId: string, channelId: string, contactId: string): boolean {
    return id === identityKeyOf(this.#vault, tenantId, channelId, `contact:${contactId}`);
  }
}
