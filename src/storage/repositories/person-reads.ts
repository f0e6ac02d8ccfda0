import type { Binary } from 'mongodb';
import type { ResolvedPerson } from '../../customers/identity.repository.ts';
import type { Language } from '../../vocabulary/language.ts';
import type { HotCommands } from '../hot-commands.ts';
import { RecentlyUsed } from '../../shared/recently-used.ts';
import { groupedReads } from './grouped-access.ts';

export interface IdentityDocument {
  _id: string;
  tenantId: string;
  channelId: string;
  contactId: string;
  conversationId: string;
  createdAt: Date;
}

export interface ContactDocument {
  _id: string;
  tenantId: string;
  ref: string | null;
  phoneKey: string | null;
  sameAs?: string | null;
  language: Language;
  memberships: { customerRef: string }[];
  createdAt: Date;
  body: Binary;
}

/** Ids of conversations that are remembered to be there, twice at most; some 200 bytes each. */
const maxRemembered = 10_000;

type Read<Found> = (tenantId: string, key: string) => Promise<Found | undefined>;

export const isSamePerson = (
  one: IdentityDocument | undefined,
  other: IdentityDocument | undefined,
): boolean =>
  one !== undefined && one.contactId === other?.contactId && one.conversationId === other.conversationId;

/** What is asked about one person at a time; what is asked together is one query (ADR 0020). */
export class PersonReads {
  readonly identityOf: Read<IdentityDocument>;
  readonly contactOf: Read<ContactDocument>;
  readonly contactOfPhone: Read<ContactDocument>;
  readonly #conversationOf: Read<{ _id: string }>;
  /** Seen by a majority read, and nothing deletes conversations: what was there once is there. */
  readonly #present = new RecentlyUsed<true>(maxRemembered);

  constructor(commands: HotCommands) {
    this.identityOf = groupedReads(
      (tenantId, keys) => commands.find<IdentityDocument>('identities', { _id: { $in: keys }, tenantId }),
      ({ _id }) => _id,
    );
    this.contactOf = groupedReads(
      (tenantId, ids) => commands.find<ContactDocument>('contacts', { _id: { $in: ids }, tenantId }),
      ({ _id }) => _id,
    );
    this.contactOfPhone = groupedReads(
      (tenantId, keys) =>
        commands.find<ContactDocument>('contacts', { tenantId, phoneKey: { $in: keys, $type: 'string' } }),
      ({ phoneKey }) => phoneKey,
    );
    this.#conversationOf = groupedReads(
      (tenantId, ids) =>
        commands.find<{ _id: string }>(
          'conversations',
          { _id: { $in: ids }, tenantId },
          { projection: { _id: 1 } },
        ),
      ({ _id }) => _id,
    );
  }

  /**
   * The conversation that all these names lead to, the seat of the contact first. Null: something of it is missing or
   * leads elsewhere; otherwise opening it would write nothing.
   */
  async openConversation(
    tenantId: string,
    contactId: string,
    keys: readonly string[],
  ): Promise<ResolvedPerson | null> {
    const [seat, ...others] = await Promise.all(keys.map((key) => this.identityOf(tenantId, key)));
    if (seat === undefined || !others.every((other) => isSamePerson(other, seat))) return null;
    const { conversationId } = seat;
    return (await this.#isThere(tenantId, conversationId)) ? { contactId, conversationId } : null;
  }

  async #isThere(tenantId: string, conversationId: string): Promise<boolean> {
    const name = `${tenantId}\n${conversationId}`;
    if (this.#present.has(name)) return true;
    if ((await this.#conversationOf(tenantId, conversationId)) === undefined) return false;
    this.#present.get(name, () => true);
    return true;
  }
}
