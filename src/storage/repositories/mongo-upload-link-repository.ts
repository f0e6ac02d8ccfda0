import type { Collection } from 'mongodb';
import type { UploadLink, UploadLinkRepository } from '../../files/file.repository.ts';
import type { Models } from '../models.ts';
import { duplicatesOf } from '../write-errors.ts';
import { readLimit } from './paging.ts';

type UploadLinkDocument = Omit<UploadLink, 'id'> & { _id: string };

export class MongoUploadLinkRepository implements UploadLinkRepository {
  readonly #links: Collection<UploadLinkDocument>;

  constructor(models: Models) {
    this.#links = models.collection<UploadLinkDocument>('uploadlinks');
  }

  async insert(links: readonly UploadLink[]): Promise<void> {
    if (links.length === 0) return;
    try {
      await this.#links.insertMany(
        links.map(({ id, ...link }) => ({ ...link, _id: id })),
        { ordered: false },
      );
    } catch (error) {
      if (duplicatesOf(error) === null) throw error;
    }
  }

  /** The hash of 256 random bits names one link of all tenants; there is no tenant to ask by yet. */
  async find(id: string): Promise<UploadLink | null> {
    const found = await this.#links.findOne({ _id: id }, readLimit);
    if (found === null) return null;
    const { _id, ...link } = found;
    return { ...link, id: _id };
  }

  async use(id: string, at: Date): Promise<boolean> {
    const result = await this.#links.updateOne({ _id: id, usedAt: null }, { $set: { usedAt: at } });
    return result.modifiedCount === 1;
  }
}
