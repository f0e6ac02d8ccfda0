import type { Binary } from 'mongodb';
import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { PrivacyRequest } from '../../consent/privacy-request.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { insertOnce } from './insert-once.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';
import type { PrivacyRequestRepository } from '../../consent/privacy-request.repository.ts';

/** `note` is sealed: an answer to a data subject is personal data. */
type PrivacyRequestDocument = Omit<PrivacyRequest, 'id' | 'note'> & { _id: string; note: Binary | null };

const collection = 'privacyrequests';

export class MongoPrivacyRequestRepository implements PrivacyRequestRepository {
  readonly #requests: Model<PrivacyRequestDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#requests = models.model<PrivacyRequestDocument>(collection);
    this.#vault = vault;
  }

  async open(requests: readonly PrivacyRequest[]): Promise<void> {
    await insertOnce(
      this.#requests,
      requests.map(({ id, note, ...request }) => ({
        _id: id,
        ...request,
        note: this.#seal(request.tenantId, id, note),
      })),
    );
  }

  async find(tenantId: TenantId, id: string): Promise<PrivacyRequest | null> {
    const found = await this.#requests
      .findOne({ _id: id, tenantId }, null, readLimit)
      .lean<PrivacyRequestDocument>();
    return found === null ? null : this.#toRecord(found);
  }

  async list(
    tenantId: TenantId,
    filter: { status?: PrivacyRequest['status'] },
    { limit, after }: PageRequest,
  ): Promise<Page<PrivacyRequest>> {
    const from: QueryFilter<PrivacyRequestDocument> =
      after === null
        ? {}
        : {
            dueAt: trusted({ $gte: dateOfKey(after.key) }),
            $or: [{ dueAt: trusted({ $gt: dateOfKey(after.key) }) }, { _id: trusted({ $gt: after.id }) }],
          };
    const rows = await this.#requests
      .find({ ...filter, ...from, tenantId }, null, readLimit)
      .sort({ dueAt: 1, _id: 1 })
      .limit(limit + 1)
      .lean<PrivacyRequestDocument[]>();
    return pageOf(
      rows,
      limit,
      (row) => this.#toRecord(row),
      ({ _id, dueAt }) => ({ key: dueAt.toISOString(), id: _id }),
    );
  }

  async close(
    tenantId: TenantId,
    id: string,
    { note, ...closing }: Pick<PrivacyRequest, 'closedAt' | 'closedBy' | 'outcome' | 'note'>,
  ): Promise<boolean> {
    const written = await this.#requests.updateOne(
      { _id: id, status: 'open', tenantId },
      { $set: { ...closing, note: this.#seal(tenantId, id, note), status: 'closed' } },
    );
    return written.matchedCount === 1;
  }

  #seal(tenantId: string, id: string, note: string | null): Binary | null {
    return note === null ? null : this.#vault.seal(tenantId, collection, id, 'note', { note });
  }

  #toRecord({ _id, note, ...row }: PrivacyRequestDocument): PrivacyRequest {
    const opened =
      note === null
        ? { note: null }
        : this.#vault.open<{ note: string }>(row.tenantId, collection, _id, 'note', note);
    return { ...row, id: _id, note: opened.note };
  }
}
