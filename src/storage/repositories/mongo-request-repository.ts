import { trusted, type Model, type QueryFilter } from 'mongoose';
import type { RequestFilter, RequestRecord, RequestRepository } from '../../requests/request.repository.ts';
import type { RequestId, TenantId } from '../../shared/ids.ts';
import type { Page, PagePosition, PageRequest } from '../../shared/page.ts';
import { HotCommands } from '../hot-commands.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { groupedReads } from './grouped-access.ts';
import { dateOfKey, pageOf, readLimit } from './paging.ts';
import { toRequestRecord, type RequestDocument } from './request-document.ts';

/** Field by field: a filter that was not given is not in the query at all (an `undefined` would match by accident). */
const queryOf = (filter: RequestFilter): QueryFilter<RequestDocument> => {
  const { kind, status, customerRef, reference, eventId, dueBefore, ids } = filter;
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(status === undefined ? {} : { status }),
    ...(customerRef === undefined ? {} : { customerRef }),
    ...(reference === undefined ? {} : { reference }),
    ...(eventId === undefined ? {} : { eventId }),
    ...(dueBefore === undefined ? {} : { dueAt: trusted({ $lt: dueBefore }) }),
    ...(ids === undefined ? {} : { _id: trusted({ $in: [...ids] }) }),
  };
};

const after = ({ key, id }: PagePosition): QueryFilter<RequestDocument> => {
  const createdAt = dateOfKey(key);
  return {
    createdAt: trusted({ $lte: createdAt }),
    $or: [{ createdAt: trusted({ $lt: createdAt }) }, { _id: trusted({ $lt: id }) }],
  };
};

export class MongoRequestRepository implements RequestRepository {
  readonly #requests: Model<RequestDocument>;
  /** Each change that the business system hears of reads its request (ADR 0020). */
  readonly #byId: (tenantId: string, id: string) => Promise<RequestDocument | undefined>;
  readonly #vault: Vault;

  constructor(models: Models, vault: Vault) {
    this.#requests = models.model<RequestDocument>('requests');
    this.#vault = vault;
    const commands = new HotCommands(models);
    this.#byId = groupedReads(
      (tenantId, ids) => commands.find<RequestDocument>('requests', { _id: { $in: ids }, tenantId }),
      ({ _id }) => _id,
    );
  }

  async find(tenantId: TenantId, id: RequestId): Promise<RequestRecord | null> {
    const found = await this.#byId(tenantId, id);
    return found === undefined ? null : toRequestRecord(this.#vault, found);
  }

  async list(tenantId: TenantId, filter: RequestFilter, page: PageRequest): Promise<Page<RequestRecord>> {
    const rows = await this.#requests
      .find(
        { ...queryOf(filter), ...(page.after === null ? {} : after(page.after)), tenantId },
        null,
        readLimit,
      )
      .sort({ createdAt: -1, _id: -1 })
      .limit(page.limit + 1)
      .lean<RequestDocument[]>();
    return pageOf(
      rows,
      page.limit,
      (row) => toRequestRecord(this.#vault, row),
      ({ _id, createdAt }) => ({ key: createdAt.toISOString(), id: _id }),
    );
  }
}
