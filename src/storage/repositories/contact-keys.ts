import { trusted, type Model } from 'mongoose';
import type { KeyDoubt, KeyNews, KeyProof } from '../../customers/contact-links.ts';
import { isSamePhone } from '../../vocabulary/phone-form.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { unavailable } from '../write-errors.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { contactBodyOf, phoneKeyOf, sealContactBody, type ContactDocument } from './contact-document.ts';
import { ContactPeople, type ConversationOwner, type IdentityNames } from './contact-people.ts';
import { identityKeyOf } from './identity-key.ts';
import { readLimit } from './paging.ts';
import { tokensOfContact } from './search-tokens.ts';

type Identity = IdentityNames & { createdAt: Date };
type Keys = { phone: string | null; userId: string | null };

interface KeyMove {
  keys: Keys;
  previous: Keys;
  at: Date;
  /** Who said so. */
  by: 'platform' | 'person';
}

const maxRounds = 5;

/**
 * Keys that move, and what they prove (ADR 0030). Every change may come more than once: the contact is marked first, so that
 * nothing is told to anybody, then the new names are given and the old ones taken away.
 */
export class ContactKeys {
  readonly #contacts: Model<ContactDocument>;
  readonly #identities: Model<Identity>;
  readonly #conversations: Model<ConversationOwner & { channelId: string }>;
  readonly #people: ContactPeople;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#contacts = models.model<ContactDocument>('contacts');
    this.#identities = models.model<Identity>('identities');
    this.#conversations = models.model<ConversationOwner & { channelId: string }>('conversations');
    this.#people = new ContactPeople(models, vault);
    this.#vault = vault;
  }

  /** Somebody else may be behind these keys. Answers whether a key is another contact's in the books: it stays there. */
  async doubt(tenantId: string, conversationId: string, doubt: KeyDoubt): Promise<{ isConflict: boolean }> {
    const book = await this.#people.bookOf(tenantId, { conversationId });
    if (book === null) return { isConflict: false };
    await this.#mark(tenantId, book._id, doubt.at);
    if (doubt.current === null) return { isConflict: false };
    const holder = await this.#holderOf(tenantId, doubt.current.phone, book._id);
    if (holder !== null) await this.#mark(tenantId, holder._id, doubt.at);
    if (doubt.isShown) return { isConflict: holder !== null };
    const keys = holder === null ? doubt.current : { ...doubt.current, phone: null };
    const move = { keys, previous: doubt.previous, at: doubt.at, by: 'platform' as const };
    await this.#moveNumber(tenantId, book._id, move);
    await this.#rename(tenantId, conversationId, book, move);
    return { isConflict: holder !== null };
  }

  /** The person proved who they are under these keys: they are the contact's, and those of before are not any more. */
  async prove(
    tenantId: string,
    conversationId: string,
    { keys, at }: KeyProof,
  ): Promise<{ isConflict: boolean }> {
    const book = await this.#people.bookOf(tenantId, { conversationId });
    if (book === null || !isOpenAt(book, at)) return { isConflict: false };
    const holder = await this.#holderOf(tenantId, keys.phone, book._id);
    if (holder !== null) {
      await this.#mark(tenantId, holder._id, at);
      return { isConflict: true };
    }
    const { phone } = contactBodyOf(this.#vault, book);
    const move = { keys, previous: { phone, userId: null }, at, by: 'person' as const };
    await this.#moveNumber(tenantId, book._id, move);
    await this.#rename(tenantId, conversationId, book, move);
    if (keys.phone === null) return { isConflict: false };
    const isOfThen = [{ doubtedAt: null }, { doubtedAt: trusted({ $lte: at }) }];
    await this.#contacts.updateOne(
      { _id: book._id, phoneKey: phoneKeyOf(this.#vault, tenantId, keys.phone), $or: isOfThen, tenantId },
      { $set: { phoneVerified: true, phoneVerifiedAt: at, doubtedAt: null } },
    );
    return { isConflict: false };
  }

  /** Names that the platform gave are the person's; of names of another contact nothing is, and both are in doubt. */
  async learn(
    tenantId: string,
    conversationId: string,
    { keys, alias, at }: KeyNews,
  ): Promise<{ isConflict: boolean }> {
    const own = await this.#conversations
      .findOne({ _id: conversationId, tenantId }, null, readLimit)
      .lean<ConversationOwner & { channelId: string }>();
    if (own === null) return { isConflict: false };
    const { channelId, contactId } = own;
    const book = await this.#people.bookOf(tenantId, { conversationId });
    const isMoved = book !== null && !isSamePhone(contactBodyOf(this.#vault, book).phone, keys.phone);
    // What was said of a number that is not the contact's any more says nothing of the contact.
    if (isMoved && keys.phone !== null) return { isConflict: false };
    const ownId = book?._id ?? contactId;
    const names = [
      keys.userId === null ? null : `user:${keys.userId}`,
      alias === null ? null : `phone:${alias}`,
    ]
      .filter((name) => name !== null)
      .map((name) => identityKeyOf(this.#vault, tenantId, channelId, name));
    const others = await this.#othersBehind(tenantId, { names, phone: alias, ownId });
    if (others.length > 0) {
      for (const { _id } of [...(book === null ? [] : [book]), ...others])
        await this.#mark(tenantId, _id, at);
      return { isConflict: true };
    }
    for (const _id of names) await this.#point(_id, own, at);
    return { isConflict: false };
  }

  /** Contacts of the books, besides this one, to whom one of these names leads or whose number it is. */
  async #othersBehind(
    tenantId: string,
    { names, phone, ownId }: { names: readonly string[]; phone: string | null; ownId: string },
  ): Promise<ContactDocument[]> {
    const known = await this.#identities
      .find({ _id: trusted({ $in: names }), tenantId }, null, readLimit)
      .lean<Identity[]>();
    const books = await Promise.all(
      known.map(({ conversationId }) => this.#people.bookOf(tenantId, { conversationId })),
    );
    const holder = await this.#holderOf(tenantId, phone, ownId);
    return [...books, holder].filter((book) => book !== null).filter(({ _id }) => _id !== ownId);
  }

  async #point(
    _id: string,
    { tenantId, channelId, contactId, _id: conversationId }: ConversationOwner & { channelId: string },
    at: Date,
  ): Promise<void> {
    await againOnDuplicate(() =>
      this.#identities
        .updateOne(
          { _id, tenantId },
          { $set: { channelId, contactId, conversationId }, $setOnInsert: { createdAt: at } },
          { upsert: true },
        )
        .exec(),
    );
  }

  /** Nothing is told at any key of this contact; what was proved or said by the books later stands. */
  async #mark(tenantId: string, _id: string, at: Date): Promise<void> {
    const before = { $lt: at };
    const later = (field: string) => ({ $or: [{ [field]: null }, { [field]: trusted(before) }] });
    await this.#contacts.updateOne(
      { _id, $and: ['doubtedAt', 'phoneVerifiedAt', 'vouchedAt'].map(later), tenantId },
      { $set: { phoneVerified: false, doubtedAt: at, doubtedBy: 'platform' } },
    );
  }

  /** Another contact of the books has this number. */
  async #holderOf(tenantId: string, phone: string | null, own: string): Promise<ContactDocument | null> {
    if (phone === null) return null;
    const phoneKey = trusted({ $eq: phoneKeyOf(this.#vault, tenantId, phone), $type: 'string' as const });
    const holder = await this.#contacts
      .findOne({ phoneKey, tenantId }, null, readLimit)
      .lean<ContactDocument>();
    return holder === null || holder._id === own || holder.ref === null ? null : holder;
  }

  /** The contact has the new number; the books naming the old one again change nothing. */
  async #moveNumber(tenantId: string, _id: string, { keys, previous, at, by }: KeyMove): Promise<void> {
    if (keys.phone === null) return;
    for (let round = 1; round <= maxRounds; round += 1) {
      const book = await this.#contacts.findOne({ _id, tenantId }, null, readLimit).lean<ContactDocument>();
      if (book === null) return;
      const { name, phone, unlinkedPhone = null } = contactBodyOf(this.#vault, book);
      // Done before, or the books gave another number meanwhile.
      if (isSamePhone(phone, keys.phone) || (phone !== null && !isSamePhone(phone, previous.phone))) return;
      const phoneKey = phoneKeyOf(this.#vault, tenantId, keys.phone);
      const stoppedAt = await this.#freeOfStrangers(tenantId, phoneKey, _id);
      const address = { phone: keys.phone, unlinkedPhone: phone ?? unlinkedPhone };
      const body = sealContactBody(this.#vault, tenantId, _id, { name, ...address });
      const stopped = stoppedAt === null ? {} : { stoppedAt };
      // What the registry has is of the number before.
      const foundBy = tokensOfContact(this.#vault, tenantId, { name, ...address });
      const number = { phoneKey, body, foundBy, phoneSince: at, phoneBy: by, iys: null };
      const written = await this.#contacts.updateOne(
        { _id, body: book.body, tenantId },
        { $set: { ...number, ...stopped } },
      );
      if (written.matchedCount > 0) return;
    }
    throw unavailable('contact', new Error('too many writers at once'));
  }

  /** Somebody who is in no books and wrote from there is this person; answers since when they want no messages. */
  async #freeOfStrangers(tenantId: string, phoneKey: string, own: string): Promise<Date | null> {
    const strangers = {
      phoneKey: trusted({ $eq: phoneKey, $type: 'string' as const }),
      ref: null,
      _id: trusted({ $ne: own }),
      tenantId,
    };
    const known = await this.#contacts.find(strangers, null, readLimit).lean<ContactDocument[]>();
    await this.#contacts.updateMany(strangers, { $set: { phoneKey: null } });
    return known.find(({ stoppedAt }) => stoppedAt instanceof Date)?.stoppedAt ?? null;
  }

  /** The new names lead to this conversation; whatever else led to it on its channel, and the old number anywhere, to nobody. */
  async #rename(
    tenantId: string,
    conversationId: string,
    book: ContactDocument,
    { keys, previous, at }: KeyMove,
  ): Promise<void> {
    const own = await this.#conversations
      .findOne({ _id: conversationId, tenantId }, null, readLimit)
      .lean<ConversationOwner & { channelId: string }>();
    if (own === null) return;
    const { channelId } = own;
    const { contactIds, identities } = await this.#people.knownAs(tenantId, book);
    const names = [
      ...(keys.userId === null ? [] : [`user:${keys.userId}`]),
      ...(keys.phone === null ? [] : [`phone:${keys.phone}`]),
    ].map((name) => identityKeyOf(this.#vault, tenantId, channelId, name));
    for (const _id of names) await this.#point(_id, own, at);
    const withdrawn = identities.filter(
      ({ _id, channelId: on, contactId: of }) =>
        !names.includes(_id) &&
        !this.#people.isSeat(_id, tenantId, on, of) &&
        (on === channelId || this.#isNumber(_id, tenantId, on, previous.phone)),
    );
    await this.#identities.deleteMany({
      _id: trusted({ $in: withdrawn.map(({ _id }) => _id) }),
      contactId: trusted({ $in: contactIds }),
      tenantId,
    });
  }

  #isNumber(id: string, tenantId: string, channelId: string, phone: string | null): boolean {
    return phone !== null && id === identityKeyOf(this.#vault, tenantId, channelId, `phone:${phone}`);
  }
}

/** What was proved before somebody else was found behind the keys, or before the books gave the number, proves nothing. */
const isOpenAt = ({ unlinkedAt, phoneSince, doubtedAt }: ContactDocument, at: Date): boolean =>
  !(unlinkedAt instanceof Date && unlinkedAt >= at) &&
  [phoneSince, doubtedAt].every((since) => !(since instanceof Date) || since <= at);
