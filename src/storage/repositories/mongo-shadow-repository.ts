import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import { GroupedWriter } from '../../shared/grouped-writer.ts';
import { derivedId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import {
  shadowKeptUntil,
  type Shadow,
  type ShadowEffect,
  type ShadowOutcome,
  type ShadowRecord,
} from '../../triggers/rules/shadow.ts';
import type { ShadowRepository } from '../../triggers/rules/shadow.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, majority, pageOf, readLimit } from './paging.ts';

type ShadowDocument = Omit<Shadow, 'id' | 'ended'> & {
  _id: string;
  ended?: NonNullable<Shadow['ended']>;
  expireAt: Date;
};

type Body = Pick<ShadowRecord, 'outcome' | 'now'>;
type RecordDocument = Omit<ShadowRecord, keyof Body> & { _id: string; body: Binary; expireAt: Date };

const collection = 'shadowrecords';
const maxBatch = 200;
const maxWaiting = 10_000;

const toShadow = ({ _id, expireAt: _kept, ended, ...row }: ShadowDocument): Shadow => ({
  ...{ ...row, id: _id },
  ended: ended ?? null,
});

/** Instants are text in what is sealed. */
const revived = ({ effects, ...outcome }: ShadowOutcome): ShadowOutcome => ({
  ...outcome,
  effects: effects.map((effect): ShadowEffect => {
    if (!('hold' in effect) || effect.hold === null) return effect;
    return { ...effect, hold: { ...effect.hold, until: new Date(effect.hold.until) } };
  }),
});

export class MongoShadowRepository implements ShadowRepository {
  readonly #shadows: Model<ShadowDocument>;
  readonly #records: Model<RecordDocument>;
  readonly #vault: Vault;
  readonly #writer: GroupedWriter<RecordDocument, boolean>;

  constructor(models: Models, vault: Vault) {
    this.#shadows = models.model<ShadowDocument>('triggershadows');
    this.#records = models.model<RecordDocument>(collection);
    this.#vault = vault;
    this.#writer = new GroupedWriter({
      ...{ maxBatch, maxWaiting },
      write: async (documents) => {
        const duplicates = new Set(await insertOnce(this.#records, documents));
        return documents.map((_one, at) => !duplicates.has(at));
      },
    });
  }

  async latest(tenantId: string, ruleId: string): Promise<Shadow | null> {
    const [found] = await this.#shadows
      .find({ ruleId, tenantId }, null, majority)
      .sort({ number: -1 })
      .limit(1)
      .lean<ShadowDocument[]>();
    return found === undefined ? null : toShadow(found);
  }

  async start({ id, ended: _none, ...shadow }: Shadow): Promise<boolean> {
    const document = { _id: id, ...shadow, expireAt: shadowKeptUntil(shadow) };
    return (await insertOnce(this.#shadows, [document])).length === 0;
  }

  async end(tenantId: string, id: string, ended: NonNullable<Shadow['ended']>): Promise<void> {
    await this.#shadows
      .updateOne({ _id: id, ended: trusted({ $exists: false }), tenantId }, { $set: { ended } })
      .exec();
  }

  async running(tenantId: string, now: Date): Promise<Shadow[]> {
    const rows = await this.#shadows
      .find({ until: trusted({ $gt: now }), ended: trusted({ $exists: false }), tenantId }, null, majority)
      .lean<ShadowDocument[]>();
    return rows.map(toShadow);
  }

  record({ outcome, now, ...record }: ShadowRecord, keptUntil: Date): Promise<boolean> {
    const { tenantId, shadowId, eventId } = record;
    const _id = derivedId('shr', tenantId, shadowId, eventId);
    const body = this.#vault.seal(tenantId, collection, _id, 'body', { outcome, now });
    return this.#writer.add({ _id, ...record, body, expireAt: keptUntil });
  }

  async count(tenantId: string, shadowId: string): Promise<{ recorded: number; differing: number }> {
    const [recorded, differing] = await Promise.all([
      this.#records.countDocuments({ shadowId, tenantId }, readLimit).exec(),
      this.#records.countDocuments({ shadowId, differs: true, tenantId }, readLimit).exec(),
    ]);
    return { recorded, differing };
  }

  async list(
    tenantId: string,
    { shadowId, differs }: { shadowId: string; differs?: boolean },
    { limit, after }: PageRequest,
  ): Promise<Page<ShadowRecord>> {
    const until = after === null ? null : dateOfKey(after.key);
    const rows = await this.#records
      .find(
        {
          ...(differs === undefined ? {} : { differs }),
          ...(after === null || until === null
            ? {}
            : { $or: [{ at: trusted({ $lt: until }) }, { at: until, _id: trusted({ $lt: after.id }) }] }),
          ...{ shadowId, tenantId },
        },
        null,
        readLimit,
      )
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<RecordDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRecord(row),
      ({ _id, at }) => ({ key: at.toISOString(), id: _id }),
    );
  }

  #toRecord({ _id, body, expireAt: _kept, ...row }: RecordDocument): ShadowRecord {
    const { outcome, now } = this.#vault.open<Body>(row.tenantId, collection, _id, 'body', body);
    return { ...row, outcome: revived(outcome), now: revived(now) };
  }
}
