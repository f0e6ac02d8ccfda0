import { trusted, type Model } from 'mongoose';
import type { MediaHandle, MediaHandleRepository, MediaKey } from '../../delivery/media-handle.repository.ts';
import { derivedId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import { majority } from './paging.ts';

interface MediaHandleDocument extends MediaKey, MediaHandle {
  _id: string;
  tenantId: string;
}

const idOf = (tenantId: string, { channelId, sha256 }: MediaKey): string =>
  derivedId('med', tenantId, channelId, sha256);

/** One document for each number and content. Names of files on the platform, and nothing of what is in them. */
export class MongoMediaHandleRepository implements MediaHandleRepository {
  readonly #handles: Model<MediaHandleDocument>;

  constructor(models: Models) {
    this.#handles = models.model<MediaHandleDocument>('mediahandles');
  }

  async find(tenantId: string, key: MediaKey, now: Date): Promise<MediaHandle | null> {
    const found = await this.#handles
      .findOne({ _id: idOf(tenantId, key), expiresAt: trusted({ $gt: now }), tenantId }, null, majority)
      .lean<MediaHandleDocument>();
    return found === null ? null : { mediaId: found.mediaId, expiresAt: found.expiresAt };
  }

  async save(tenantId: string, key: MediaKey, { mediaId, expiresAt }: MediaHandle): Promise<void> {
    const { channelId, sha256 } = key;
    await this.#handles.updateOne(
      { _id: idOf(tenantId, key), tenantId },
      { $set: { channelId, sha256, mediaId, expiresAt } },
      { upsert: true },
    );
  }

  async forget(tenantId: string, key: MediaKey, mediaId: string): Promise<boolean> {
    const { deletedCount } = await this.#handles.deleteOne({ _id: idOf(tenantId, key), mediaId, tenantId });
    return deletedCount === 1;
  }
}
