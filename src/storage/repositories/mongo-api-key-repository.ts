import { trusted, type Model } from 'mongoose';
import type { ApiKeyRecord } from '../../api/api-key.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Page, PageRequest } from '../../shared/page.ts';
import type { Models } from '../models.ts';
import { isDuplicateKey } from '../write-errors.ts';
import { atRev } from './at-rev.ts';
import { groupedReads } from './grouped-access.ts';
import { pageOf, readLimit } from './paging.ts';
import type { ApiKeyRepository } from '../../api/api-key.repository.ts';

type ApiKeyDocument = Omit<ApiKeyRecord, 'id'> & { _id: string };

const everyTenant = '';

const toRecord = ({ _id, ...rest }: ApiKeyDocument): ApiKeyRecord => ({ id: _id, ...rest });

/** Keys are found before anybody is known to be a tenant's: the first two look-ups go over all tenants. */
export class MongoApiKeyRepository implements ApiKeyRepository {
  readonly #keys: Model<ApiKeyDocument>;
  // Every call asks anew, so that a revoked key ends at once; calls that arrive together ask together (ADR 0020).
  readonly #byId: (tenantId: string, id: string) => Promise<ApiKeyDocument | undefined>;
  readonly #byHash: (tenantId: string, hash: string) => Promise<ApiKeyDocument | undefined>;

  constructor(models: Models) {
    this.#keys = models.model<ApiKeyDocument>('apikeys');
    this.#byId = groupedReads(
      (_everyTenant, ids) =>
        this.#keys.find({ _id: trusted({ $in: ids }) }, null, readLimit).lean<ApiKeyDocument[]>(),
      ({ _id }) => _id,
    );
    this.#byHash = groupedReads(
      (_everyTenant, hashes) =>
        this.#keys.find({ hash: trusted({ $in: hashes }) }, null, readLimit).lean<ApiKeyDocument[]>(),
      ({ hash }) => hash,
    );
  }

  async find(id: string): Promise<ApiKeyRecord | null> {
    const found = await this.#byId(everyTenant, id);
    return found === undefined ? null : toRecord(found);
  }

  async findByHash(hash: string): Promise<ApiKeyRecord | null> {
    const found = await this.#byHash(everyTenant, hash);
    return found === undefined ? null : toRecord(found);
  }

  async create({ id, ...key }: ApiKeyRecord): Promise<void> {
    try {
      await this.#keys.create({ _id: id, ...key, scopes: [...key.scopes] });
    } catch (error) {
      // The same id again is nothing new; the same secret under another id is a mistake somebody has to see.
      if (!isDuplicateKey(error) || (await this.find(id)) === null) throw error;
    }
  }

  async list(tenantId: TenantId, { limit, after }: PageRequest): Promise<Page<ApiKeyRecord>> {
    const rows = await this.#keys
      .find({ ...(after === null ? {} : { _id: trusted({ $gt: after.id }) }), tenantId }, null, readLimit)
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<ApiKeyDocument[]>();
    return pageOf(rows, limit, toRecord, ({ _id }) => ({ key: _id, id: _id }));
  }

  async revoke(tenantId: TenantId, id: string, at: Date): Promise<boolean> {
    // The first revocation is the one that counts, a second one changes no instant.
    const ended = await this.#keys.updateOne(
      { _id: id, revokedAt: null, tenantId },
      { $set: { revokedAt: at } },
    );
    if (ended.matchedCount === 1) return true;
    return (await this.#keys.countDocuments({ _id: id, tenantId }, { limit: 1 })) === 1;
  }

  async setCallsPerMinute(
    tenantId: TenantId,
    id: string,
    calls: number | null,
    seenRev: number | null = null,
  ): Promise<ApiKeyRecord | null> {
    const changed = await this.#keys
      .findOneAndUpdate(
        { _id: id, ...(seenRev === null ? {} : { rev: atRev(seenRev) }), tenantId },
        {
          ...(calls === null ? { $unset: { callsPerMinute: 1 } } : { $set: { callsPerMinute: calls } }),
          $inc: { rev: 1 },
        },
        { returnDocument: 'after' },
      )
      .lean<ApiKeyDocument>();
    return changed === null ? null : toRecord(changed);
  }

  async revokeGiven(tenantId: TenantId, exceptId: string, at: Date): Promise<void> {
    const live = await this.#keys
      .find({ revokedAt: null, tenantId }, null, readLimit)
      .lean<ApiKeyDocument[]>();
    // Releases before the mark gave them an id that only keys of the environment have.
    const isGiven = ({ _id, isGiven: mark }: ApiKeyDocument): boolean =>
      mark === true || /^env[0-9a-f]{15}$/.test(_id);
    for (const key of live)
      if (key._id !== exceptId && isGiven(key)) await this.revoke(tenantId, key._id, at);
  }

  async touch(id: string, at: Date): Promise<void> {
    await this.#keys.updateOne({ _id: id }, { $max: { lastUsedAt: at } });
  }
}
