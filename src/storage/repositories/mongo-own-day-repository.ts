import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { OwnDay, OwnDayKind } from '../../triggers/calendar/business-days.ts';
import type { OwnDayRepository } from '../../triggers/calendar/own-day.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';

interface OwnDayDocument {
  _id: string;
  tenantId: string;
  date: string;
  kind: OwnDayKind;
  at: Date;
  by: string;
  body: Binary;
}

const collection = 'calendardays';
const idOf = (tenantId: string, date: string): string => `${tenantId}:${date}`;
/** More than the days anybody asks for at once. */
const mostDays = 5_000;

export class MongoOwnDayRepository implements OwnDayRepository {
  readonly #days: Model<OwnDayDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#days = models.model<OwnDayDocument>(collection);
    this.#vault = vault;
  }

  async save({ tenantId, date, kind, name, at, by }: OwnDay): Promise<void> {
    const _id = idOf(tenantId, date);
    const body = this.#vault.seal(tenantId, collection, _id, 'body', { name });
    const taken = await insertOnce(this.#days, [{ _id, tenantId, date, kind, at, by, body }]);
    if (taken.length > 0)
      await this.#days.updateOne({ _id, tenantId }, { $set: { kind, at, by, body } }).exec();
  }

  async remove(tenantId: string, date: string): Promise<boolean> {
    return (await this.#days.deleteOne({ _id: idOf(tenantId, date), tenantId })).deletedCount === 1;
  }

  async list(tenantId: string, from: string, to: string): Promise<OwnDay[]> {
    const found = await this.#days
      .find({ date: trusted({ $gte: from, $lte: to }), tenantId }, null, majority)
      .sort({ date: 1 })
      .limit(mostDays)
      .lean<OwnDayDocument[]>();
    return found.map(({ _id, body, ...day }) => ({
      ...{ tenantId: day.tenantId, date: day.date, kind: day.kind, at: day.at, by: day.by },
      ...this.#vault.open<{ name: string }>(tenantId, collection, _id, 'body', body),
    }));
  }
}
