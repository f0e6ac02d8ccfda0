import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { OwnUnit } from '../../money/own-units.ts';
import type { UnitRepository, UnitVersion } from '../../units/unit.repository.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';

interface StoredVersion {
  version: number;
  at: Date;
  by: string;
  body: Binary;
}

interface UnitDocument extends StoredVersion {
  _id: string;
  tenantId: string;
  code: string;
  /** The newest last; it is the one above. */
  versions: StoredVersion[];
}

const collection = 'units';
const idOf = (tenantId: string, code: string): string => `${tenantId}:${code}`;
/** More than a tenant can make (check-unit.ts). */
const mostUnits = 500;

/** Everything of a unit stands in one document, so that each change is one write. */
export class MongoUnitRepository implements UnitRepository {
  readonly #units: Model<UnitDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#units = models.model<UnitDocument>(collection);
    this.#vault = vault;
  }

  async list(tenantId: string): Promise<UnitVersion[]> {
    const found = await this.#units
      .find({ tenantId }, { versions: 0 }, majority)
      .sort({ code: 1 })
      .limit(mostUnits)
      .lean<UnitDocument[]>();
    return found.map((document) => this.#toVersion(tenantId, document._id, document));
  }

  async versionsOf(tenantId: string, code: string): Promise<UnitVersion[]> {
    const _id = idOf(tenantId, code);
    const found = await this.#units.findOne({ _id, tenantId }, null, majority).lean<UnitDocument>();
    return (found?.versions ?? []).map((stored) => this.#toVersion(tenantId, _id, stored));
  }

  async save(tenantId: string, { version, unit, at, by }: UnitVersion): Promise<boolean> {
    const _id = idOf(tenantId, unit.code);
    const body = this.#vault.seal(tenantId, collection, _id, `version ${version}`, unit);
    const stored = { version, at, by, body };
    if (version === 1) {
      const made = { _id, tenantId, code: unit.code, ...stored, versions: [stored] };
      return (await insertOnce(this.#units, [made])).length === 0;
    }
    const { matchedCount } = await this.#units
      .updateOne({ _id, version: version - 1, tenantId }, { $set: stored, $push: { versions: stored } })
      .exec();
    return matchedCount === 1;
  }

  #toVersion(tenantId: string, _id: string, { version, at, by, body }: StoredVersion): UnitVersion {
    const unit = this.#vault.open<OwnUnit>(tenantId, collection, _id, `version ${version}`, body);
    return { version, unit, at, by };
  }
}
