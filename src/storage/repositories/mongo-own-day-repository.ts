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
  /** Left out: written before changes were counted. */
  rev?: number;
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

  async find(tenantId: string, date: string): Promise<OwnDay | null> {
    const found = await this.#days
      .findOne({ _id: idOf(tenantId, date), tenantId }, null, majority)
      .lean<OwnDayDocument>();
    return found === null ? null : this.#toDay(found);
  }

  async save({ tenantId, date, kind, name, at, by, rev }: OwnDay, before: OwnDay | null): Promise<boolean> {
    const _id = idOf(tenantId, date);
    const body = this.#vault.seal(tenantId, collection, _id, 'body', { name });
    if (before === null)
      return (await insertOnce(this.#days, [{ _id, tenantId, date, kind, at, by, rev, body }])).length === 0;
    const written = await this.#days
      .updateOne({ _id, ...asSeen(before), tenantId }, { $set: { kind, at, by, rev, body } })
      .exec();
    return written.matchedCount === 1;
  }

  async remove(day: OwnDay): Promise<boolean> {
    const { tenantId, date } = day;
    const removed = await this.#days.deleteOne({ _id: idOf(tenantId, date), ...asSeen(day), tenantId });
    return removed.deletedCount === 1;
  }

  async list(tenantId: string, from: string, to: string): Promise<OwnDay[]> {
    const found = await this.#days
      .find({ date: trusted({ $gte: from, $lte: to }), tenantId }, null, majority)
      .sort({ date: 1 })
      .limit(mostDays)
      .lean<OwnDayDocument[]>();
    return found.map((day) => this.#toDay(day));
  }

  #toDay({ _id, tenantId, date, kind, at, by, rev, body }: OwnDayDocument): OwnDay {
    const { name } = this.#vault.open<{ name: string }>(tenantId, collection, _id, 'body', body);
    return { tenantId, date, kind, name, at, by, rev: rev ?? at.getTime() };
  }
}

/** One of before changes were counted is at the revision of its instant. */
const asSeen = ({ rev, at }: Pick<OwnDay, 'rev' | 'at'>) =>
  rev === at.getTime() ? { at, rev: trusted({ $in: [rev, null] }) } : { rev };
