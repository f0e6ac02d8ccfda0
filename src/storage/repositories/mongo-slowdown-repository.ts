import { trusted, type Model } from 'mongoose';
import type { TenantId } from '../../shared/ids.ts';
import type { Slowdown, SlowdownRepository } from '../../staff/slowdown.repository.ts';
import type { Models } from '../models.ts';
import { isDuplicateKey } from '../write-errors.ts';
import { majority } from './paging.ts';

type SlowdownDocument = Omit<Slowdown, 'key'> & { _id: string };

/** The key is a keyed hash with the tenant's key in it: one name for all tenants. */
export class MongoSlowdownRepository implements SlowdownRepository {
  readonly #slowdowns: Model<SlowdownDocument>;

  constructor(models: Models) {
    this.#slowdowns = models.model<SlowdownDocument>('slowdowns');
  }

  async find(tenantId: TenantId, keys: readonly string[]): Promise<readonly Slowdown[]> {
    const rows = await this.#slowdowns
      .find({ _id: trusted({ $in: [...keys] }), tenantId }, null, majority)
      .lean<SlowdownDocument[]>();
    return rows.map(({ _id, ...row }) => ({ ...row, key: _id }));
  }

  async save({ key, ...next }: Slowdown, seen: Slowdown | null): Promise<boolean> {
    const rev = (seen?.rev ?? 0) + 1;
    if (seen !== null) {
      const { tenantId, ...changes } = next;
      const written = await this.#slowdowns.updateOne(
        { _id: key, rev: seen.rev, tenantId },
        { $set: { ...changes, rev } },
      );
      return written.matchedCount === 1;
    }
    try {
      await this.#slowdowns.create({ ...next, _id: key, rev });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
