import { trusted, type Model } from 'mongoose';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { identityKeyOf } from './identity-key.ts';

interface IdentityDocument {
  _id: string;
  tenantId: string;
  channelId: string;
  contactId: string;
  conversationId: string;
  createdAt: Date;
}

export interface PhoneMove {
  /** The contact and whoever turned out to be the same person (`sameAs`). */
  contactIds: readonly string[];
  /** E.164 with `+`. */
  from: string;
  to: string;
}

/**
 * A contact got another number in the books: the new number leads to the same conversation, and the old one to nobody,
 * so that whoever gets it next does not answer in this contact's name.
 */
export class PhoneAliases {
  readonly #identities: Model<IdentityDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#identities = models.model<IdentityDocument>('identities');
    this.#vault = vault;
  }

  async move(tenantId: string, moves: readonly PhoneMove[], at: Date): Promise<void> {
    if (moves.length === 0) return;
    const contactIds = moves.flatMap((move) => move.contactIds);
    const known = await this.#identities
      .find({ contactId: trusted({ $in: contactIds }), tenantId })
      .lean<IdentityDocument[]>();
    const steps = moves.flatMap((move) => {
      const own = known.filter(({ contactId }) => move.contactIds.includes(contactId));
      return [...new Set(own.map(({ channelId }) => channelId))].flatMap((channelId) => {
        const oldKey = identityKeyOf(this.#vault, tenantId, channelId, `phone:${move.from}`);
        // The conversation that ran under the old number goes on; without one, any of the contact's on this channel.
        const from =
          own.find(({ _id }) => _id === oldKey) ?? own.find((identity) => identity.channelId === channelId);
        if (from === undefined) return [];
        const { contactId, conversationId } = from;
        const newKey = identityKeyOf(this.#vault, tenantId, channelId, `phone:${move.to}`);
        const identity = { tenantId, channelId, contactId, conversationId, createdAt: at };
        return [{ newKey, oldKey, holders: [...move.contactIds], identity }];
      });
    });
    const add = async (): Promise<void> => {
      for (const { newKey, identity } of steps) {
        await this.#identities.updateOne({ _id: newKey }, { $setOnInsert: identity }, { upsert: true });
      }
    };
    await add();
    for (const { oldKey, holders } of steps) {
      await this.#identities.deleteOne({ _id: oldKey, contactId: trusted({ $in: holders }), tenantId });
    }
    // Two who exchanged their numbers: each new number was still the other's old one the first time.
    if (moves.length > 1) await add();
  }
}
