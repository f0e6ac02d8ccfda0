import type { Collection } from 'mongodb';
import type { SenderIdentity } from '../../vocabulary/inbound-unit.ts';
import { phoneForm } from '../../vocabulary/phone-form.ts';
import { randomId } from '../../shared/ids.ts';
import type { HotCommands } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { groupedUpserts } from './grouped-access.ts';
import { identityKeyOf } from './identity-key.ts';
import type { IdentityDocument, PersonReads } from './person-reads.ts';

interface Parts {
  models: Models;
  commands: HotCommands;
  reads: PersonReads;
  vault: Vault;
  now: () => Date;
}

/** The names people are known by on a channel, as they are stored, and where each leads (ADR 0030). */
export class IdentityNames {
  readonly #identities: Collection<IdentityDocument>;
  // Each is settled alone, and what several need travels together.
  readonly #writeIdentity: ReturnType<typeof groupedUpserts>;
  readonly #commands: HotCommands;
  readonly #reads: PersonReads;
  readonly #vault: Vault;
  readonly #now: () => Date;

  constructor({ models, commands, reads, vault, now }: Parts) {
    this.#identities = models.collection<IdentityDocument>('identities');
    this.#writeIdentity = groupedUpserts(commands, 'identities');
    this.#commands = commands;
    this.#reads = reads;
    this.#vault = vault;
    this.#now = now;
  }

  /**
   * The one conversation of a contact on a channel, decided by one upsert: whoever asks first, under whatever name, makes
   * it, and everybody else gets the same. `known`: the conversation the person has already.
   */
  async seatOf(
    tenantId: string,
    channelId: string,
    contactId: string,
    known?: string,
  ): Promise<IdentityDocument> {
    const taken =
      known ?? (await this.#firstOf(tenantId, channelId, contactId))?.conversationId ?? randomId('cnv');
    const _id = this.key(tenantId, channelId, `contact:${contactId}`);
    return this.upsert({
      _id,
      tenantId,
      channelId,
      contactId,
      conversationId: taken,
      createdAt: this.#now(),
    });
  }

  /** Of several names that lead to several conversations the oldest decides, in whatever order the database gives them. */
  async #firstOf(tenantId: string, channelId: string, contactId: string): Promise<IdentityDocument | null> {
    const found = await this.#identities.find({ tenantId, contactId, channelId }).toArray();
    const ageOf = ({ createdAt, _id }: IdentityDocument): string => `${createdAt.toISOString()} ${_id}`;
    return found.sort((one, other) => ageOf(one).localeCompare(ageOf(other)))[0] ?? null;
  }

  /** This name leads to this person from now on. */
  async point(
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
  async upsert(document: IdentityDocument): Promise<IdentityDocument> {
    const { _id, ...rest } = document;
    await this.#writeIdentity({ _id }, { $setOnInsert: rest });
    const stored = await this.#reads.identityOf(document.tenantId, _id);
    if (stored === undefined) throw new Error('the identity was not stored');
    return stored;
  }

  /** Who is known by these names, by name. */
  async find(tenantId: string, keys: readonly string[]): Promise<Map<string, IdentityDocument>> {
    if (keys.length === 0) return new Map();
    const found = await this.#commands.find<IdentityDocument>('identities', {
      _id: { $in: [...new Set(keys)] },
      tenantId,
    });
    return new Map(found.map((identity) => [identity._id, identity]));
  }

  /** User id first: it is the stable name of a person; the phone is an alias (platform 5.7). */
  keysOf(tenantId: string, channelId: string, sender: SenderIdentity): string[] {
    return [
      ...(sender.userId === null ? [] : [this.key(tenantId, channelId, `user:${sender.userId}`)]),
      ...(sender.phone === null ? [] : [this.key(tenantId, channelId, `phone:${sender.phone}`)]),
    ];
  }

  key(tenantId: string, channelId: string, alias: string): string {
    return identityKeyOf(this.#vault, tenantId, channelId, alias);
  }

  phoneKey(tenantId: string, phone: string): string {
    return this.#vault.pseudonym(tenantId, `phone:${phoneForm(phone)}`);
  }
}
