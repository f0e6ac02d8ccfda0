import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { ConsentFilter, ConsentRecord } from '../../consent/consent-record.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';
import type { ConsentRepository } from '../../consent/consent.repository.ts';

type ConsentBody = Pick<ConsentRecord, 'text' | 'answer'>;
type ConsentDocument = Omit<ConsentRecord, 'id' | keyof ConsentBody> & { _id: string; body: Binary };

export class MongoConsentRepository implements ConsentRepository {
  readonly #consents: Model<ConsentDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#consents = models.model<ConsentDocument>('consents');
    this.#vault = vault;
  }

  async record(consents: readonly ConsentRecord[]): Promise<void> {
    await insertOnce(
      this.#consents,
      consents.map(({ id, text, answer, ...consent }) => ({
        _id: id,
        ...consent,
        body: this.#vault.seal(consent.tenantId, 'consents', id, 'body', { text, answer }),
      })),
    );
  }

  async find(tenantId: TenantId, id: string): Promise<ConsentRecord | null> {
    const found = await this.#consents
      .findOne({ _id: id, tenantId }, null, readLimit)
      .lean<ConsentDocument>();
    return found === null ? null : this.#toRecord(found);
  }

  async list(
    tenantId: TenantId,
    { customerRef, ...filter }: ConsentFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<ConsentRecord>> {
    const from: QueryFilter<ConsentDocument> =
      after === null
        ? {}
        : {
            at: trusted({ $lte: dateOfKey(after.key) }),
            $or: [{ at: trusted({ $lt: dateOfKey(after.key) }) }, { _id: trusted({ $lt: after.id }) }],
          };
    const ofCustomer: QueryFilter<ConsentDocument> =
      customerRef === undefined ? {} : { customerRefs: customerRef };
    const rows = await this.#consents
      .find({ ...filter, ...ofCustomer, ...from, tenantId }, null, readLimit)
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .lean<ConsentDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRecord(row),
      ({ _id, at }) => ({ key: at.toISOString(), id: _id }),
    );
  }

  #toRecord({ _id, body, ...row }: ConsentDocument): ConsentRecord {
    return {
      ...row,
      id: _id,
      ...this.#vault.open<ConsentBody>(row.tenantId, 'consents', _id, 'body', body),
    };
  }
}
