import { trusted, type Model } from 'mongoose';
import type { LinkPlan, LinkTarget, PersonLinkRepository } from '../../customers/person-link.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { phoneKeyOf, type ContactDocument } from './contact-document.ts';
import { ContactPeople, type ConversationOwner, type IdentityNames } from './contact-people.ts';
import { identityKeyOf } from './identity-key.ts';
import { readLimit } from './paging.ts';

type Conversation = ConversationOwner & { channelId: string };

export class MongoPersonLinkRepository implements PersonLinkRepository {
  readonly #contacts: Model<ContactDocument>;
  readonly #identities: Model<IdentityNames>;
  readonly #conversations: Model<Conversation>;
  readonly #people: ContactPeople;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#contacts = models.model<ContactDocument>('contacts');
    this.#identities = models.model<IdentityNames>('identities');
    this.#conversations = models.model<Conversation>('conversations');
    this.#people = new ContactPeople(models, vault);
    this.#vault = vault;
  }

  async planLink(
    tenantId: string,
    conversationId: string,
    { target, keys }: Parameters<PersonLinkRepository['planLink']>[2],
  ): Promise<LinkPlan> {
    const conversation = await this.#conversations
      .findOne({ _id: conversationId, tenantId }, null, readLimit)
      .lean<Conversation>();
    const contact = await this.#contactOf(tenantId, target);
    if (conversation === null || contact === null || contact.ref === null) return { is: 'missing' };
    const { channelId, contactId: strangerId } = conversation;
    const book = await this.#people.bookOf(tenantId, { conversationId });
    if (book !== null && book._id !== contact._id) return { is: 'taken' };
    if (book !== null) return { is: 'linked', conversationId };
    const names = await this.#namesOf(tenantId, { contactId: strangerId, channelId });
    if (names.length === 0) return this.#ledBefore(tenantId, { channelId, contactId: contact._id, keys });
    return { is: 'open', channelId, contactId: contact._id, contactRef: contact.ref, strangerId };
  }

  async leadTo(
    tenantId: string,
    stranger: { contactId: string; channelId: string },
    { contactId, conversationId }: { contactId: string; conversationId: string },
  ): Promise<void> {
    const names = await this.#namesOf(tenantId, stranger);
    await this.#identities.updateMany(
      { _id: trusted({ $in: names.map(({ _id }) => _id) }), contactId: stranger.contactId, tenantId },
      { $set: { contactId, conversationId } },
    );
  }

  /** Nobody is found as the stranger any more: the names were led away, to this contact or to another. */
  async #ledBefore(
    tenantId: string,
    {
      channelId,
      contactId,
      keys: { phone, userId },
    }: { channelId: string; contactId: string; keys: { phone: string | null; userId: string | null } },
  ): Promise<LinkPlan> {
    const names = [userId === null ? null : `user:${userId}`, phone === null ? null : `phone:${phone}`];
    const ids = names.flatMap((name) =>
      name === null ? [] : [identityKeyOf(this.#vault, tenantId, channelId, name)],
    );
    const [led] = await this.#identities
      .find({ _id: trusted({ $in: ids }), tenantId }, null, readLimit)
      .lean<IdentityNames[]>();
    return led?.contactId === contactId
      ? { is: 'linked', conversationId: led.conversationId }
      : { is: 'taken' };
  }

  async #contactOf(tenantId: string, target: LinkTarget): Promise<ContactDocument | null> {
    if ('contactRef' in target) return this.#people.bookOf(tenantId, target);
    const phoneKey = phoneKeyOf(this.#vault, tenantId, target.phone);
    return this.#contacts
      .findOne({ phoneKey: trusted({ $eq: phoneKey, $type: 'string' }), tenantId }, null, readLimit)
      .lean<ContactDocument>();
  }

  /** All but the seat, which says where the stranger's own conversation is. */
  async #namesOf(
    tenantId: string,
    { contactId, channelId }: { contactId: string; channelId: string },
  ): Promise<IdentityNames[]> {
    const found = await this.#identities
      .find({ contactId, channelId, tenantId }, null, readLimit)
      .lean<IdentityNames[]>();
    return found.filter(({ _id }) => _id !== this.#seatOf(tenantId, channelId, contactId));
  }

  #seatOf(tenantId: string, channelId: string, contactId: string): string {
    return identityKeyOf(this.#vault, tenantId, channelId, `contact:${contactId}`);
  }
}
