import type { Collection, Filter } from 'mongodb';
import type { RequestFilter, RequestRecord, RequestRepository } from '../../requests/request.repository.ts';
import type { RequestId, TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';
import { toRequestRecord, type RequestDocument } from './request-document.ts';

/** Field by field: a filter that was not given is not in the query at all (an `undefined` would match by accident). */
const queryOf = (filter: RequestFilter): Filter<RequestDocument> => {
  const { kind, status, customerRef, reference, eventId, dueBefore } = filter;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(customerRef === undefined ? {} : { customerRef }),
    ...(reference === undefined ? {} : { reference }),
    ...(eventId === undefined ? {} : { eventId }),
    ...(dueBefore === undefined ? {} : { dueAt: { $lt: dueBefore } }),
  };
};

const after = ({ key, id }: PagePosition): Filter<RequestDocument> => {
  const createdAt = dateOfKey(key);
  return {
    createdAt: { $lte: createdAt },
    $or: [{ createdAt: { $lt: createdAt } }, { _id: { $lt: id } }],
  };
};

export class MongoRequestRepository implements RequestRepository {
  readonly #requests: Collection<RequestDocument>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#requests = models.collection<RequestDocument>('requests');
    this.#vault = vault;
  }

  async find(tenantId: TenantId, id: RequestId): Promise<RequestRecord | null> {
    const found = await this.#requests.findOne({ _id: id, tenantId }, readLimit);
    return found === null ? null : toRequestRecord(this.#vault, found);
  }

  async list(tenantId: TenantId, filter: RequestFilter, page: PageRequest): Promise<Page<RequestRecord>> {
    const rows = await this.#requests
      .find({ ...queryOf(filter), ...(page.after === null ? {} : after(page.after)), tenantId }, readLimit)
      .sort({ createdAt: -1, _id: -1 })
      .limit(page.limit + 1)
      .toArray();
    return pageOf(
      rows,
      page.limit,
      (row) => toRequestRecord(this.#vault, row),
      ({ _id, createdAt }) => ({ key: createdAt.toISOString(), id: _id }),
    );
  }
}
