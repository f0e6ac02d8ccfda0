import { randomBytes } from 'node:crypto';
import type { Binary, Collection } from 'mongodb';
import type { Clock } from '../../shared/clock.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Models } from '../models.ts';
import type { Vault } from '../vault.ts';
import { readLimit } from './paging.ts';
import type { FileContentWorkRepository } from '../../files/file-content-work.repository.ts';

interface ContentDocument {
  _id: string;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  filename: string;
  metadata: { tenantId: string; chunks: number };
}

interface ChunkDocument {
  _id: string;
  files_id: string;
  n: number;
  data: Binary;
}

/** Of the content, before sealing. */
const pieceBytes = 255 * 1024;
/** Pieces in one write or read: a few megabytes. */
const batchPieces = 16;

const piecesOf = (content: Buffer): Buffer[] => {
  const pieces: Buffer[] = [];
  for (let at = 0; at < content.length; at += pieceBytes) pieces.push(content.subarray(at, at + pieceBytes));
  return pieces;
};

/** A piece belongs to its content, its place in it, and the number of pieces: none can be moved, dropped or added. */
const fieldOf = (index: number, count: number): string => `${index}/${count}`;

/**
 * Contents in the layout of GridFS (`fs.files`, `fs.chunks`), every chunk sealed by itself. Written here and not by the
 * driver's bucket, which describes a file after its chunks: a process that dies in between would leave chunks that nobody
 * finds again. Here the description is first, and goes last.
 */
export class GridFileStore implements FileContentWorkRepository {
  readonly #contents: Collection<ContentDocument>;
  readonly #chunks: Collection<ChunkDocument>;
  readonly #vault: Vault;
  readonly #clock: Clock;

  constructor(models: Models, vault: Vault, clock: Clock) {
    this.#contents = models.collection<ContentDocument>('fs.files');
    this.#chunks = models.collection<ChunkDocument>('fs.chunks');
    this.#vault = vault;
    this.#clock = clock;
  }

  async put(tenantId: TenantId, content: Buffer, fileId = 'none'): Promise<string> {
    const key = `${tenantId}/${randomBytes(24).toString('base64url')}`;
    const pieces = piecesOf(content);
    const sealed = pieces.map((piece, index) =>
      this.#vault.seal(tenantId, 'fs.chunks', key, fieldOf(index, pieces.length), { piece }),
    );
    await this.#contents.insertOne({
      _id: key,
      length: sealed.reduce((sum, { position }) => sum + position, 0),
      chunkSize: sealed[0]?.position ?? pieceBytes,
      uploadDate: this.#clock.now(),
      filename: `${tenantId}/${fileId}`,
      metadata: { tenantId, chunks: sealed.length },
    });
    for (let at = 0; at < sealed.length; at += batchPieces)
      await this.#chunks.insertMany(
        sealed
          .slice(at, at + batchPieces)
          .map((data, index) => ({ _id: `${key}/${at + index}`, files_id: key, n: at + index, data })),
      );
    return key;
  }

  async read(tenantId: TenantId, key: string): Promise<Buffer | null> {
    const content = await this.#contents.findOne({ _id: key, 'metadata.tenantId': tenantId }, readLimit);
    if (content === null) return null;
    const count = content.metadata.chunks;
    const chunks = await this.#chunks
      .find({ files_id: key }, { ...readLimit, batchSize: batchPieces })
      .sort({ n: 1 })
      .toArray();
    // Being written or being removed by somebody else.
    if (chunks.length !== count) return null;
    return Buffer.concat(
      chunks.map(({ data }, index) => {
        const place = fieldOf(index, count);
        return this.#vault.open<{ piece: Binary }>(tenantId, 'fs.chunks', key, place, data).piece.value();
      }),
    );
  }

  async remove(tenantId: TenantId, key: string): Promise<void> {
    // A key of another tenant removes nothing.
    if (!key.startsWith(`${tenantId}/`)) return;
    await this.#chunks.deleteMany({ files_id: key });
    await this.#contents.deleteOne({ _id: key });
  }

  async removeOthers(tenantId: TenantId, fileId: string, keep: readonly string[]): Promise<void> {
    const left = await this.#contents
      .find({ filename: `${tenantId}/${fileId}` }, { ...readLimit, projection: { _id: 1 } })
      .toArray();
    for (const { _id } of left) if (!keep.includes(_id)) await this.remove(tenantId, _id);
  }
}
