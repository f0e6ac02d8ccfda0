import type { Binary, Collection, Filter } from 'mongodb';
import type { ConsentFilter, ConsentRecord, ConsentRepository } from '../../consent/consent-record.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';

type ConsentBody = Pick<ConsentRecord, 'text' | 'answer'>;
type ConsentDocument = Omit<ConsentRecord, 'id' | keyof ConsentBody> & { _id: string; body: Binary };

export class MongoConsentRepository implements ConsentRepository {
  readonly #consents: Collection<ConsentDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#consents = models.collection<ConsentDocument>('consents');
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
    const found = await this.#consents.findOne({ _id: id, tenantId }, readLimit);
    return found === null ? null : this.#toRecord(found);
  }

  async list(
    tenantId: TenantId,
    { customerRef, ...filter }: ConsentFilter,
    { limit, after }: PageRequest,
  ): Promise<Page<ConsentRecord>> {
    const from: Filter<ConsentDocument> =
      after === null
        ? {}
        : {
            at: { $lte: dateOfKey(after.key) },
            $or: [{ at: { $lt: dateOfKey(after.key) } }, { _id: { $lt: after.id } }],
          };
    const ofCustomer: Filter<ConsentDocument> =
      customerRef === undefined ? {} : { customerRefs: customerRef };
    const rows = await this.#consents
      .find({ ...filter, ...ofCustomer, ...from, tenantId }, readLimit)
      .sort({ at: -1, _id: -1 })
      .limit(limit + 1)
      .toArray();
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
