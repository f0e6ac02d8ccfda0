import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { CustomerImport, ImportState } from '../../imports/customer-import.ts';
import type { CustomerImportRepository, ImportChange } from '../../imports/customer-import.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

type Body = Pick<CustomerImport, 'filename' | 'problems'>;
type ImportDocument = Omit<CustomerImport, 'id' | keyof Body> & {
  _id: string;
  /** Who works it, and until when; left out: nobody. */
  lease?: { owner: string; until: Date };
  body: Binary;
};

const collection = 'imports';

export class MongoCustomerImportRepository implements CustomerImportRepository {
  readonly #imports: Model<ImportDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#imports = models.model<ImportDocument>(collection);
    this.#vault = vault;
  }

  async create({ id, filename, problems, ...one }: CustomerImport): Promise<boolean> {
    const body = this.#seal(one.tenantId, id, { filename, problems });
    return (await insertOnce(this.#imports, [{ _id: id, ...one, body }])).length === 0;
  }

  async find(tenantId: TenantId, id: string): Promise<CustomerImport | null> {
    const found = await this.#imports.findOne({ _id: id, tenantId }, null, readLimit).lean<ImportDocument>();
    return found === null ? null : this.#toImport(found);
  }

  async list(tenantId: TenantId, { limit, after }: PageRequest): Promise<Page<CustomerImport>> {
    const until = after === null ? null : dateOfKey(after.key);
    const older =
      after === null || until === null
        ? {}
        : {
            $or: [
              { createdAt: trusted({ $lt: until }) },
              { createdAt: until, _id: trusted({ $lt: after.id }) },
            ],
          };
    const rows = await this.#imports
      .find({ ...older, tenantId }, null, readLimit)
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean<ImportDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toImport(row),
      ({ _id, createdAt }) => ({ key: createdAt.toISOString(), id: _id }),
    );
  }

  async change(
    tenantId: TenantId,
    id: string,
    from: ImportState,
    { problems, ...change }: ImportChange,
  ): Promise<boolean> {
    const filename = problems === undefined ? null : ((await this.find(tenantId, id))?.filename ?? null);
    const body = problems === undefined ? {} : { body: this.#seal(tenantId, id, { filename, problems }) };
    const written = await this.#imports.updateOne(
      { _id: id, state: from, tenantId },
      { $set: { ...change, ...body } },
    );
    return written.matchedCount === 1;
  }

  async findWorkable(tenantId: TenantId): Promise<CustomerImport[]> {
    const found = await this.#imports
      .find(
        {
          $or: [
            { state: trusted({ $in: ['checking', 'writing'] }) },
            { state: trusted({ $in: ['done', 'abandoned'] }), hasRows: true },
            { state: 'cancelled', $or: [{ hasRows: true }, { result: null }] },
          ],
          tenantId,
        },
        null,
        readLimit,
      )
      .sort({ createdAt: 1 })
      .lean<ImportDocument[]>();
    return found.map((one) => this.#toImport(one));
  }

  async findAbandoned(tenantId: TenantId, before: Date): Promise<CustomerImport[]> {
    const found = await this.#imports
      .find({ state: 'reading', createdAt: trusted({ $lt: before }), tenantId }, null, readLimit)
      .lean<ImportDocument[]>();
    return found.map((one) => this.#toImport(one));
  }

  async takeLease(
    tenantId: TenantId,
    id: string,
    { owner, now, until }: { owner: string; now: Date; until: Date },
  ): Promise<boolean> {
    const written = await this.#imports.updateOne(
      {
        _id: id,
        $or: [{ lease: null }, { 'lease.owner': owner }, { 'lease.until': trusted({ $lte: now }) }],
        tenantId,
      },
      { $set: { lease: { owner, until } } },
    );
    return written.matchedCount === 1;
  }

  async removeOver(tenantId: TenantId, before: Date): Promise<void> {
    await this.#imports.deleteMany({
      state: trusted({ $in: ['done', 'abandoned', 'cancelled'] }),
      createdAt: trusted({ $lt: before }),
      hasRows: false,
      tenantId,
    });
  }

  #seal(tenantId: TenantId, id: string, body: Body): Binary {
    return this.#vault.seal(tenantId, collection, id, 'body', body);
  }

  #toImport({ _id, body, lease: _lease, ...row }: ImportDocument): CustomerImport {
    return { ...row, id: _id, ...this.#vault.open<Body>(row.tenantId, collection, _id, 'body', body) };
  }
}
