import type { Binary } from 'mongodb';
import type { Model } from 'mongoose';
import type { UnitConstant } from '../../money/unit-constants.ts';
import type { ConstantRepository, ConstantsVersion } from '../../units/constant.repository.ts';
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

interface ConstantsDocument extends StoredVersion {
  _id: string;
  tenantId: string;
  code: string;
  /** The newest last; it is the one above. At most `versionsKept`. */
  versions: StoredVersion[];
}

const collection = 'unitconstants';
const idOf = (tenantId: string, code: string): string => `${tenantId}:${code}`;
/** More than a tenant has units. */
const mostUnits = 500;
/** Of a unit: rates may change several times a day, and a document holds 16 MB. What letters said stands in their evidence. */
const versionsKept = 200;

/** The constants of a unit stand in one document, so that each change is one write. */
export class MongoConstantRepository implements ConstantRepository {
  readonly #constants: Model<ConstantsDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#constants = models.model<ConstantsDocument>(collection);
    this.#vault = vault;
  }

  async list(tenantId: string): Promise<ConstantsVersion[]> {
    const found = await this.#constants
      .find({ tenantId }, { versions: 0 }, majority)
      .sort({ code: 1 })
      .limit(mostUnits)
      .lean<ConstantsDocument[]>();
    return found.map((document) => this.#toVersion(document, document));
  }

  async versionsOf(tenantId: string, code: string): Promise<ConstantsVersion[]> {
    const _id = idOf(tenantId, code);
    const found = await this.#constants.findOne({ _id, tenantId }, null, majority).lean<ConstantsDocument>();
    return found === null ? [] : found.versions.map((stored) => this.#toVersion(found, stored));
  }

  async save(tenantId: string, { version, code, constants, at, by }: ConstantsVersion): Promise<boolean> {
    const _id = idOf(tenantId, code);
    const body = this.#vault.seal(tenantId, collection, _id, `version ${version}`, constants);
    const stored = { version, at, by, body };
    if (version === 1) {
      const made = { _id, tenantId, code, ...stored, versions: [stored] };
      return (await insertOnce(this.#constants, [made])).length === 0;
    }
    const { matchedCount } = await this.#constants
      .updateOne(
        { _id, version: version - 1, tenantId },
        { $set: stored, $push: { versions: { $each: [stored], $slice: -versionsKept } } },
      )
      .exec();
    return matchedCount === 1;
  }

  #toVersion(
    { _id, tenantId, code }: ConstantsDocument,
    { version, at, by, body }: StoredVersion,
  ): ConstantsVersion {
    const constants = this.#vault.open<UnitConstant[]>(tenantId, collection, _id, `version ${version}`, body);
    return { version, code, constants, at, by };
  }
}
