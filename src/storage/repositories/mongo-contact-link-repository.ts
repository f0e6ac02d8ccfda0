import { trusted, type Model } from 'mongoose';
import type { LinkedPerson } from '../../customers/contact-links.ts';
import { derivedId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { isDuplicateKey, unavailable } from '../write-errors.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { contactBodyOf, phoneKeyOf, sealContactBody, type ContactDocument } from './contact-document.ts';
import {
  ContactPeople,
  type ConversationOwner,
  type IdentityNames,
  type KnownPerson,
} from './contact-people.ts';
import { readLimit } from './paging.ts';
import type { ContactLinkRepository } from '../../customers/contact-link.repository.ts';

const maxRounds = 5;

/** What was said about whose number it is, in contacts, identities and conversations. */
export class MongoContactLinkRepository implements Pick<
  ContactLinkRepository,
  'markVerified' | 'unlinkPhone'
> {
  readonly #contacts: Model<ContactDocument>;
  readonly #identities: Model<IdentityNames>;
  readonly #conversations: Model<ConversationOwner>;
  readonly #people: ContactPeople;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#contacts = models.model<ContactDocument>('contacts');
    this.#identities = models.model<IdentityNames>('identities');
    this.#conversations = models.model<ConversationOwner>('conversations');
    this.#people = new ContactPeople(models, vault);
    this.#vault = vault;
  }

  async markVerified(tenantId: string, person: LinkedPerson, at: Date): Promise<void> {
    const book = await this.#people.bookOf(tenantId, person);
    // What was proved before somebody else was found at the number proves nothing any more.
    if (book === null || (book.unlinkedAt instanceof Date && book.unlinkedAt >= at)) return;
    // Neither does it for a number that the books gave afterwards.
    const isOfThen = { $or: [{ phoneSince: null }, { phoneSince: trusted({ $lte: at }) }] };
    await this.#contacts.updateOne(
      { _id: book._id, phoneKey: trusted({ $type: 'string' }), phoneVerified: false, ...isOfThen, tenantId },
      { $set: { phoneVerified: true, phoneVerifiedAt: at } },
    );
  }

  /**
   * The contact loses its number first, so that nothing is sent there any more; the conversations change hands last, which
   * is how a repeated call knows that all is done.
   */
  async unlinkPhone(tenantId: string, person: LinkedPerson, at: Date): Promise<void> {
    const book = await this.#people.bookOf(tenantId, person);
    if (book === null) return;
    const known = await this.#people.knownAs(tenantId, book);
    const hasPhone = contactBodyOf(this.#vault, book).phone !== null;
    // Done before, and the contact got its number back since.
    if (hasPhone && book.unlinkedAt instanceof Date && book.unlinkedAt >= at) return;
    const conversationIds = new Set(known.underPhone.map(({ conversationId }) => conversationId));
    // Somebody who writes under another name than the number of the books: that number may well be right.
    const isElsewhere = hasPhone && 'conversationId' in person && !conversationIds.has(person.conversationId);
    if (isElsewhere) conversationIds.clear();
    else if (hasPhone) await this.#takePhone(tenantId, book, at);
    if ('conversationId' in person) conversationIds.add(person.conversationId);
    if (conversationIds.size > 0)
      await this.#handOver(tenantId, known, isElsewhere, [...conversationIds], at);
  }

  async #takePhone(tenantId: string, { _id }: ContactDocument, at: Date): Promise<void> {
    for (let round = 1; round <= maxRounds; round += 1) {
      const book = await this.#contacts.findOne({ _id, tenantId }, null, readLimit).lean<ContactDocument>();
      if (book === null) return;
      const { name, phone } = contactBodyOf(this.#vault, book);
      if (phone === null) return;
      const body = sealContactBody(this.#vault, tenantId, _id, { name, phone: null, unlinkedPhone: phone });
      const written = await this.#contacts.updateOne(
        { _id, body: book.body, tenantId },
        { $set: { phoneKey: null, unlinkedAt: at, body } },
      );
      if (written.matchedCount > 0) return;
    }
    throw unavailable('contact', new Error('too many writers at once'));
  }

  /** These conversations are a stranger's now, and so is every name that led to them. */
  async #handOver(
    tenantId: string,
    known: KnownPerson,
    isElsewhere: boolean,
    conversationIds: readonly string[],
    at: Date,
  ): Promise<void> {
    const { book, contactIds, identities, underPhone } = known;
    // Whoever wrote from there before the books named the number is a person of their own again.
    const former = (isElsewhere ? identities : underPhone).find(
      ({ contactId, conversationId }) => contactId !== book._id && conversationIds.includes(conversationId),
    );
    const strangerId = former?.contactId ?? derivedId('ct', 'unlinked', book._id, at.toISOString());
    await this.#makeStranger(tenantId, strangerId, known, isElsewhere ? null : known.phone, at);
    const inThem = { conversationId: trusted({ $in: [...conversationIds] }), tenantId };
    const seats = identities
      .filter(
        ({ _id, channelId, contactId }) =>
          contactId !== strangerId && this.#people.isSeat(_id, tenantId, channelId, contactId),
      )
      .map(({ _id }) => _id);
    await this.#identities.deleteMany({ _id: trusted({ $in: seats }), ...inThem });
    await this.#identities.updateMany(
      { contactId: trusted({ $in: contactIds }), ...inThem },
      { $set: { contactId: strangerId } },
    );
    await this.#conversations.updateMany(
      { _id: trusted({ $in: [...conversationIds] }), contactId: trusted({ $in: contactIds }), tenantId },
      { $set: { contactId: strangerId, contactRef: null, customerRefs: [] } },
    );
  }

  async #makeStranger(
    tenantId: string,
    strangerId: string,
    { book }: KnownPerson,
    phone: string | null,
    at: Date,
  ): Promise<void> {
    const body = sealContactBody(this.#vault, tenantId, strangerId, { name: '', phone });
    const stranger = {
      tenantId,
      ref: null,
      phoneKey: null,
      language: book.language,
      memberships: [],
      createdAt: at,
    };
    await againOnDuplicate(() =>
      this.#contacts
        .updateOne({ _id: strangerId }, { $setOnInsert: { ...stranger, body } }, { upsert: true })
        .exec(),
    );
    await this.#contacts.updateOne(
      { _id: strangerId, sameAs: book._id, tenantId },
      { $set: { sameAs: null } },
    );
    if (phone === null) return;
    try {
      await this.#contacts.updateOne(
        { _id: strangerId, ref: null, phoneKey: null, tenantId },
        { $set: { phoneKey: phoneKeyOf(this.#vault, tenantId, phone) } },
      );
    } catch (error) {
      // The books gave the number to another contact at this very moment: that contact is found by it.
      if (!isDuplicateKey(error)) throw error;
    }
  }
}
