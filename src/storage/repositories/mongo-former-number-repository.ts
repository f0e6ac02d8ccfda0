import { trusted, type Model } from 'mongoose';
import type { FormerNumberRepository } from '../../customers/former-number.repository.ts';
import type { FormerChat, HeldNumber } from '../../customers/former-number.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { NumberHolder } from '../../vocabulary/number-holder.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { contactBodyOf, phoneKeyOf, type ContactDocument } from './contact-document.ts';
import { ContactPeople } from './contact-people.ts';
import { hasRef } from './contact-writes.ts';
import type { StoredConversation } from './conversation-document.ts';
import { readLimit } from './paging.ts';

type Reached = Pick<StoredConversation, '_id' | 'channelId' | 'windowExpiresAt' | 'lastMessageAt'>;

const reach = { channelId: 1, windowExpiresAt: 1, lastMessageAt: 1 } as const;

export class MongoFormerNumberRepository implements FormerNumberRepository {
  readonly #contacts: Model<ContactDocument>;
  readonly #conversations: Model<StoredConversation>;
  readonly #people: ContactPeople;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#contacts = models.model<ContactDocument>('contacts');
    this.#conversations = models.model<StoredConversation>('conversations');
    this.#people = new ContactPeople(models, vault);
    this.#vault = vault;
  }

  async numbersOf(tenantId: TenantId, contactRefs: readonly string[]): Promise<Map<string, HeldNumber>> {
    const found = await this.#contacts
      .find({ ...hasRef(contactRefs), tenantId }, null, readLimit)
      .lean<ContactDocument[]>();
    return new Map(
      found.flatMap((document): [string, HeldNumber][] => {
        const { phone, unlinkedPhone } = contactBodyOf(this.#vault, document);
        const held = phone ?? unlinkedPhone ?? null;
        return document.ref === null || held === null
          ? []
          : [[document.ref, { phone: held, isUnlinked: phone === null }]];
      }),
    );
  }

  async findChat(tenantId: TenantId, contactRef: string): Promise<FormerChat | null> {
    const book = await this.#people.bookOf(tenantId, { contactRef });
    if (book === null) return null;
    const { underPhone } = await this.#people.knownAs(tenantId, book);
    if (underPhone.length === 0) return null;
    const ids = underPhone.map(({ conversationId }) => conversationId);
    const found = await this.#conversations
      .find({ _id: trusted({ $in: ids }), tenantId }, reach, readLimit)
      .lean<Reached[]>();
    const [last] = found
      .filter(({ lastMessageAt }) => isProved(book) || isSaidSince(book, lastMessageAt))
      .sort((one, other) => millisecondsOf(other.lastMessageAt) - millisecondsOf(one.lastMessageAt));
    if (last === undefined) return null;
    const { _id: conversationId, channelId, windowExpiresAt } = last;
    return { conversationId, channelId, windowExpiresAt };
  }

  async holdersOf(tenantId: string, phones: readonly string[]): Promise<Map<string, NumberHolder>> {
    if (phones.length === 0) return new Map();
    const byKey = new Map(phones.map((phone) => [phoneKeyOf(this.#vault, tenantId, phone), phone]));
    const found = await this.#contacts
      .find({ phoneKey: trusted({ $in: [...byKey.keys()], $type: 'string' }), tenantId }, null, readLimit)
      .lean<ContactDocument[]>();
    return new Map(
      found.flatMap(({ phoneKey, ref, stoppedAt }): [string, NumberHolder][] => {
        const phone = byKey.get(phoneKey ?? '');
        if (phone === undefined) return [];
        if (ref !== null) return [[phone, 'contact']];
        return stoppedAt instanceof Date ? [[phone, 'stopped']] : [];
      }),
    );
  }
}

const isProved = ({ phoneVerified, doubtedAt }: ContactDocument): boolean =>
  (phoneVerified ?? true) && (doubtedAt ?? null) === null;

/** Of a number the books gave in an earlier release nobody knows since when: what was said was said there. */
const isSaidSince = ({ phoneSince }: ContactDocument, lastMessageAt: Date | null): boolean =>
  lastMessageAt !== null && millisecondsOf(lastMessageAt) > millisecondsOf(phoneSince ?? null);

const millisecondsOf = (at: Date | null): number => at?.getTime() ?? 0;
