import type { Binary } from 'mongodb';
import { trusted, type Model } from 'mongoose';
import type { AgreementRecord, AgreementRepository } from '../../customers/agreement.repository.ts';
import { derivedId, type TenantId } from '../../shared/ids.ts';
import type { Agreement } from '../../vocabulary/agreement.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { majority } from './paging.ts';

interface AgreementDocument {
  _id: string;
  tenantId: string;
  customerRef: string;
  agreementId: string;
  rev: number;
  updatedAt: Date;
  updatedBy: string;
  body: Binary;
}

type AgreementBody = Omit<Agreement, 'customerRef' | 'id'>;

const collection = 'agreements';
/** More than customers of one batch have. */
const mostFound = 10_000;

/** References hold the signs that would divide them. */
const idOf = (tenantId: string, customerRef: string, id: string): string =>
  derivedId('agr', tenantId, customerRef, id);

export class MongoAgreementRepository implements AgreementRepository {
  readonly #agreements: Model<AgreementDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#agreements = models.model<AgreementDocument>(collection);
    this.#vault = vault;
  }

  list(tenantId: TenantId, customerRef: string): Promise<AgreementRecord[]> {
    return this.ofCustomers(tenantId, [customerRef]);
  }

  async ofCustomers(tenantId: string, customerRefs: readonly string[]): Promise<AgreementRecord[]> {
    if (customerRefs.length === 0) return [];
    const found = await this.#agreements
      .find({ tenantId, customerRef: trusted({ $in: [...customerRefs] }) }, null, majority)
      .sort({ customerRef: 1, agreementId: 1 })
      .limit(mostFound)
      .lean<AgreementDocument[]>();
    return found.map((document) => this.#toRecord(document));
  }

  async hasAny(tenantId: string): Promise<boolean> {
    return (await this.#agreements.exists({ tenantId })) !== null;
  }

  async save(tenantId: TenantId, record: AgreementRecord, before: number | null): Promise<boolean> {
    const { customerRef, id, rev, updatedAt, updatedBy, ...body } = record;
    const _id = idOf(tenantId, customerRef, id);
    const sealed: AgreementBody = body;
    const stored = {
      ...{ rev, updatedAt, updatedBy },
      body: this.#vault.seal(tenantId, collection, _id, 'body', sealed),
    };
    if (before === null) {
      const made = { _id, tenantId, customerRef, agreementId: id, ...stored };
      return (await insertOnce(this.#agreements, [made])).length === 0;
    }
    const { matchedCount } = await this.#agreements
      .updateOne({ _id, rev: before, tenantId }, { $set: stored })
      .exec();
    return matchedCount === 1;
  }

  async remove(
    tenantId: TenantId,
    { customerRef, id, rev }: Pick<AgreementRecord, 'customerRef' | 'id' | 'rev'>,
  ): Promise<boolean> {
    const _id = idOf(tenantId, customerRef, id);
    const { deletedCount } = await this.#agreements.deleteOne({ _id, rev, tenantId }).exec();
    return deletedCount === 1;
  }

  #toRecord(document: AgreementDocument): AgreementRecord {
    const { _id, tenantId, customerRef, agreementId, rev, updatedAt, updatedBy } = document;
    const body = this.#vault.open<AgreementBody>(tenantId, collection, _id, 'body', document.body);
    return { customerRef, id: agreementId, ...body, rev, updatedAt, updatedBy };
  }
}
