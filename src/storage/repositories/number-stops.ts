import { trusted, type Model } from 'mongoose';
import type { StopWord } from '../../customers/contact-links.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { contactBodyOf, phoneKeyOf, type ContactDocument } from './contact-document.ts';
import { ContactPeople, type ConversationOwner } from './contact-people.ts';
import { readLimit } from './paging.ts';

/** Who wants no messages, by number: whichever record has it (ADR 0031). */
export class NumberStops {
  readonly #contacts: Model<ContactDocument>;
  readonly #conversations: Model<ConversationOwner>;
  readonly #people: ContactPeople;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#contacts = models.model<ContactDocument>('contacts');
    this.#conversations = models.model<ConversationOwner>('conversations');
    this.#people = new ContactPeople(models, vault);
    this.#vault = vault;
  }

  /** Of whoever chats there, and of whoever has the number they chat from. */
  async note(tenantId: string, conversationId: string, { phone, stoppedAt }: StopWord): Promise<void> {
    const conversation = await this.#conversations
      .findOne({ _id: conversationId, tenantId }, null, readLimit)
      .lean<ConversationOwner>();
    const book = await this.#people.bookOf(tenantId, { conversationId });
    const own = book?._id ?? conversation?.contactId;
    if (own !== undefined) await this.#contacts.updateOne({ _id: own, tenantId }, { $set: { stoppedAt } });
    if (phone !== null)
      await this.#contacts.updateMany({ ...this.#at(tenantId, phone), tenantId }, { $set: { stoppedAt } });
  }

  /** The number the contact behind a conversation has now; null: none, or it is a stranger's. */
  async phoneOf(tenantId: string, conversationId: string): Promise<string | null> {
    const book = await this.#people.bookOf(tenantId, { conversationId });
    return book === null ? null : contactBodyOf(this.#vault, book).phone;
  }

  async isStopped(tenantId: string, phone: string): Promise<boolean> {
    const holder = await this.#contacts
      .findOne({ ...this.#at(tenantId, phone), tenantId }, null, readLimit)
      .lean<ContactDocument>();
    return holder?.stoppedAt instanceof Date;
  }

  /** Of the contacts who have the number. */
  async conversationsAt(tenantId: string, phone: string): Promise<string[]> {
    const holders = await this.#contacts
      .find({ ...this.#at(tenantId, phone), tenantId }, { ref: 1 }, readLimit)
      .lean<Pick<ContactDocument, 'ref'>[]>();
    const refs = holders.flatMap(({ ref }) => (ref === null ? [] : [ref]));
    if (refs.length === 0) return [];
    const found = await this.#conversations
      .find({ contactRef: trusted({ $in: refs }), tenantId }, { _id: 1 }, readLimit)
      .lean<{ _id: string }[]>();
    return found.map(({ _id }) => _id);
  }

  #at(tenantId: string, phone: string) {
    return {
      phoneKey: trusted({ $eq: phoneKeyOf(this.#vault, tenantId, phone), $type: 'string' as const }),
    };
  }
}
