import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { Channel, ChannelSecrets, ChannelTrouble, DailyLimit } from '../../channels/channel.ts';
import type { ChannelRepository } from '../../channels/channel.repository.ts';
import type { ChannelId, TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { pageOf, readLimit } from './paging.ts';

type ChannelDocument = Omit<Channel, 'id'> & { _id: ChannelId; secrets: Binary };

const toChannel = ({ _id, secrets: _secrets, ...rest }: ChannelDocument): Channel => ({ id: _id, ...rest });

export class MongoChannelRepository implements ChannelRepository {
  readonly #channels: Model<ChannelDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#channels = models.model<ChannelDocument>('channels');
    this.#vault = vault;
  }

  async find(tenantId: TenantId, id: ChannelId): Promise<Channel | null> {
    const found = await this.#channels
      .findOne({ _id: id, tenantId }, null, readLimit)
      .lean<ChannelDocument>();
    return found === null ? null : toChannel(found);
  }

  /** Over all tenants: the number is what says whose update it is. */
  async findByPhoneNumberId(phoneNumberId: string): Promise<Channel | null> {
    const found = await this.#channels.findOne({ phoneNumberId }, null, readLimit).lean<ChannelDocument>();
    return found === null ? null : toChannel(found);
  }

  async findReal(simulatedNumberId: string): Promise<Channel | null> {
    const found =
      (await this.#channels.findOne({ isReal: true }, null, readLimit).lean<ChannelDocument>()) ??
      (await this.#channels
        .findOne({ phoneNumberId: trusted({ $ne: simulatedNumberId }) }, null, readLimit)
        .lean<ChannelDocument>());
    return found === null ? null : toChannel(found);
  }

  async list(tenantId: TenantId, { limit, after }: PageRequest): Promise<Page<Channel>> {
    // Ids come out of the cursor as text; whatever it says, only channels of this tenant can be found.
    const from = after === null ? {} : { _id: trusted({ $gt: after.id as ChannelId }) };
    const rows = await this.#channels
      .find({ ...from, tenantId }, null, readLimit)
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<ChannelDocument[]>();
    return pageOf(rows, limit, toChannel, ({ _id }) => ({ key: _id, id: _id }));
  }

  async save(channel: Channel, secrets: ChannelSecrets): Promise<void> {
    const { id, tenantId, provider, phoneNumberId, wabaId, name, status, createdAt, isReal } = channel;
    const real = isReal === undefined ? {} : { isReal };
    const sealed = this.#vault.seal(tenantId, 'channels', id, 'secrets', secrets);
    await againOnDuplicate(() =>
      this.#channels
        .updateOne(
          { _id: id, tenantId },
          {
            $set: { provider, phoneNumberId, wabaId, name, status, secrets: sealed, ...real },
            $setOnInsert: { createdAt },
          },
          { upsert: true },
        )
        .exec(),
    );
  }

  async beginTrouble(
    tenantId: TenantId,
    id: ChannelId,
    trouble: ChannelTrouble,
  ): Promise<ChannelTrouble | null> {
    await this.#channels.updateOne(
      { _id: id, trouble: trusted({ $exists: false }), tenantId },
      { $set: { trouble } },
    );
    return (await this.find(tenantId, id))?.trouble ?? null;
  }

  async endTrouble(tenantId: TenantId, id: ChannelId): Promise<ChannelTrouble | null> {
    const before = await this.#channels
      .findOneAndUpdate(
        { _id: id, trouble: trusted({ $exists: true }), tenantId },
        { $unset: { trouble: 1 } },
        { returnDocument: 'before' },
      )
      .lean<ChannelDocument>();
    return before?.trouble ?? null;
  }

  async noteDailyLimit(tenantId: TenantId, id: ChannelId, dailyLimit: DailyLimit): Promise<boolean> {
    const first = await this.#channels.updateOne(
      { _id: id, dailyLimit: trusted({ $exists: false }), tenantId },
      { $set: { dailyLimit } },
    );
    if (first.matchedCount === 1) return true;
    const newer = await this.#channels.updateOne(
      { _id: id, 'dailyLimit.at': trusted({ $lt: dailyLimit.at }), tenantId },
      { $set: { dailyLimit } },
    );
    return newer.matchedCount === 1;
  }

  countTroubled(tenantId: TenantId): Promise<number> {
    return this.#channels.countDocuments({ trouble: trusted({ $exists: true }), tenantId }).exec();
  }

  async secretsOf(tenantId: TenantId, id: ChannelId): Promise<ChannelSecrets | null> {
    const found = await this.#channels
      .findOne({ _id: id, tenantId }, { secrets: 1 }, readLimit)
      .lean<ChannelDocument>();
    return found === null
      ? null
      : this.#vault.open<ChannelSecrets>(tenantId, 'channels', id, 'secrets', found.secrets);
  }
}
