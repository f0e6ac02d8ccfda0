import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
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

  async save({ tenantId, type, updatedAt, updatedBy, name, fields }: CustomType, before: CustomType | null) {
    const _id = idOf(tenantId, type);
    const body = this.#vault.seal(tenantId, collection, _id, 'body', { name, fields } satisfies Body);
    if (before === null)
      return (
        (await insertOnce(this.#types, [{ _id, tenantId, type, updatedAt, updatedBy, body }])).length === 0
      );
    const { matchedCount } = await this.#types
      .updateOne(
        { _id, updatedAt: before.updatedAt, updatedBy: before.updatedBy, tenantId },
        { $set: { updatedAt, updatedBy, body } },
      )
      .exec();
    return matchedCount === 1;
  }

  async remove(tenantId: string, type: string): Promise<boolean> {
    return (await this.#types.deleteOne({ _id: idOf(tenantId, type), tenantId })).deletedCount === 1;
  }

  #toType({ _id, tenantId, type, updatedAt, updatedBy, body }: CustomTypeDocument): CustomType {
    const opened = this.#vault.open<Body>(tenantId, collection, _id, 'body', body);
    return { tenantId, type, updatedAt, updatedBy, ...opened };
  }
}
