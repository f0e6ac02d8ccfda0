import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { PushDevice } from '../../notifications/push-device.ts';
import type { PushDeviceRepository } from '../../notifications/push-device.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { againOnDuplicate } from './again-on-duplicate.ts';
import { majority, readLimit } from './paging.ts';

type Body = Pick<PushDevice, 'endpoint' | 'keys' | 'name'>;
type DeviceDocument = Omit<PushDevice, 'id' | 'last' | keyof Body> & {
  _id: string;
  lastAt: Date | null;
  lastOutcome: string | null;
  body: Binary;
};

const collection = 'pushdevices';

export class MongoPushDeviceRepository implements PushDeviceRepository {
  readonly #devices: Model<DeviceDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#devices = models.model<DeviceDocument>(collection);
    this.#vault = vault;
  }

  async save({ id, endpoint, keys, name, last, tenantId, ...rest }: PushDevice): Promise<string | null> {
    const sealed: Body = { endpoint, keys, name };
    const body = this.#vault.seal(tenantId, collection, id, 'body', sealed);
    const fields = { ...rest, lastAt: last?.at ?? null, lastOutcome: last?.outcome ?? null, body };
    const before = await againOnDuplicate(() =>
      this.#devices
        .findOneAndUpdate({ _id: id, tenantId }, { $set: fields }, { upsert: true, returnDocument: 'before' })
        .lean<DeviceDocument>(),
    );
    return before?.staffId ?? null;
  }

  async list(tenantId: TenantId, staffId: string): Promise<readonly PushDevice[]> {
    const rows = await this.#devices
      .find({ tenantId, staffId }, null, majority)
      .sort({ createdAt: 1, _id: 1 })
      .lean<DeviceDocument[]>();
    return rows.map((row) => this.#toDevice(row));
  }

  async has(tenantId: TenantId, staffId: string): Promise<boolean> {
    const found = await this.#devices
      .findOne({ tenantId, staffId }, { _id: 1 }, readLimit)
      .lean<{ _id: string }>();
    return found !== null;
  }

  async remove({ tenantId, staffId, id }: Parameters<PushDeviceRepository['remove']>[0]): Promise<boolean> {
    return (await this.#devices.deleteOne({ _id: id, staffId, tenantId })).deletedCount === 1;
  }

  async note(
    { tenantId, staffId, id }: Parameters<PushDeviceRepository['note']>[0],
    { last, failingSince, pausedUntil }: Parameters<PushDeviceRepository['note']>[1],
  ): Promise<void> {
    const state = { lastAt: last?.at ?? null, lastOutcome: last?.outcome ?? null, failingSince, pausedUntil };
    await this.#devices.updateOne({ _id: id, staffId, tenantId }, { $set: state });
  }

  #toDevice({ _id, lastAt, lastOutcome, body, ...row }: DeviceDocument): PushDevice {
    return {
      ...row,
      id: _id,
      last: lastAt === null || lastOutcome === null ? null : { at: lastAt, outcome: lastOutcome },
      ...this.#vault.open<Body>(row.tenantId, collection, _id, 'body', body),
    };
  }
}
