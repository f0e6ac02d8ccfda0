import type { Model } from 'mongoose';
import type { UploadLink } from '../../documents/upload-link.repository.ts';
import type { Models } from '../models.ts';
import { insertOnce } from './insert-once.ts';
import { readLimit } from './paging.ts';
import type { UploadLinkRepository } from '../../documents/upload-link.repository.ts';

type UploadLinkDocument = Omit<UploadLink, 'id'> & { _id: string };

export class MongoUploadLinkRepository implements UploadLinkRepository {
  readonly #links: Model<UploadLinkDocument>;

  constructor(models: Models) {
    this.#links = models.model<UploadLinkDocument>('uploadlinks');
  }

  async insert(links: readonly UploadLink[]): Promise<void> {
    await insertOnce(
      this.#links,
      links.map(({ id, ...link }) => ({ ...link, _id: id })),
    );
  }

  /** The hash of 256 random bits names one link of all tenants; there is no tenant to ask by yet. */
  async find(id: string): Promise<UploadLink | null> {
    const found = await this.#links.findOne({ _id: id }, null, readLimit).lean<UploadLinkDocument>();
    if (found === null) return null;
    const { _id, ...link } = found;
    return { ...link, id: _id };
  }

  async use(id: string, at: Date): Promise<boolean> {
    const result = await this.#links.updateOne({ _id: id, usedAt: null }, { $set: { usedAt: at } });
    return result.modifiedCount === 1;
  }
}
