import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { CustomType } from '../../triggers/custom-type.ts';
import type { CustomTypeRepository } from '../../triggers/custom-type.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';

interface CustomTypeDocument {
  _id: string;
  tenantId: string;
  type: string;
  updatedAt: Date;
  updatedBy: string;
  /** Left out: written before changes were counted. */
  rev?: number;
  body: Binary;
}

type Body = Pick<CustomType, 'name' | 'fields'>;

const collection = 'triggertypes';
const idOf = (tenantId: string, type: string): string => `${tenantId}:${type}`;
/** More than anybody will make. */
const mostTypes = 500;

export class MongoCustomTypeRepository implements CustomTypeRepository {
  readonly #types: Model<CustomTypeDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#types = models.model<CustomTypeDocument>(collection);
    this.#vault = vault;
  }

  async find(tenantId: string, type: string): Promise<CustomType | null> {
    const found = await this.#types
      .findOne({ _id: idOf(tenantId, type), tenantId }, null, majority)
      .lean<CustomTypeDocument>();
    return found === null ? null : this.#toType(found);
  }

  async list(tenantId: string): Promise<CustomType[]> {
    const found = await this.#types
      .find({ tenantId }, null, majority)
      .sort({ type: 1 })
      .limit(mostTypes)
      .lean<CustomTypeDocument[]>();
    return found.map((document) => this.#toType(document));
  }

  async save(
    { tenantId, type, updatedAt, updatedBy, rev, name, fields }: CustomType,
    before: CustomType | null,
  ): Promise<boolean> {
    const _id = idOf(tenantId, type);
    const body = this.#vault.seal(tenantId, collection, _id, 'body', { name, fields } satisfies Body);
    if (before === null)
      return (
        (await insertOnce(this.#types, [{ _id, tenantId, type, updatedAt, updatedBy, rev, body }])).length ===
        0
      );
    const { matchedCount } = await this.#types
      .updateOne({ _id, ...asSeen(before), tenantId }, { $set: { updatedAt, updatedBy, rev, body } })
      .exec();
    return matchedCount === 1;
  }

  async remove(type: CustomType): Promise<boolean> {
    const { tenantId } = type;
    const _id = idOf(tenantId, type.type);
    return (await this.#types.deleteOne({ _id, ...asSeen(type), tenantId })).deletedCount === 1;
  }

  #toType({ _id, tenantId, type, updatedAt, updatedBy, rev, body }: CustomTypeDocument): CustomType {
    const opened = this.#vault.open<Body>(tenantId, collection, _id, 'body', body);
    return { tenantId, type, updatedAt, updatedBy, rev: rev ?? updatedAt.getTime(), ...opened };
  }
}

/** One of before changes were counted is at the revision of its instant. */
const asSeen = ({ rev, updatedAt }: Pick<CustomType, 'rev' | 'updatedAt'>) =>
  rev === updatedAt.getTime() ? { updatedAt, rev: trusted({ $in: [rev, null] }) } : { rev };
