import { randomUUID } from 'node:crypto';
import express, { type Router } from 'express';
import { z } from 'zod';
import { unknownObject } from './graph-answers.ts';
import type { Journal } from './journal.ts';
import { GraphRefusal } from './platform-errors.ts';

/** The app whose uploads these are. */
export const appId = '100000000000001';

const uploadSchema = z.object({
  id: z.string(),
  length: z.number(),
  type: z.string(),
  offset: z.number(),
  handle: z.string().nullable(),
});
type Upload = z.infer<typeof uploadSchema>;

const maxBytes = 100 * 1024 * 1024;

/** Samples of templates, sent in pieces and then known by a handle (platform 7). The bytes themselves are not kept. */
export class SampleUploads {
  readonly #uploads = new Map<string, Upload>();
  readonly #journal: Journal;

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  restore(bodies: readonly unknown[]): void {
    for (const body of bodies) {
      const read = uploadSchema.safeParse(body);
      if (read.success) this.#uploads.set(read.data.id, read.data);
    }
  }

  begin(length: number, type: string): Upload {
    return this.#put({ id: `upload:${randomUUID()}`, length, type, offset: 0, handle: null });
  }

  find(id: string): Upload | null {
    return this.#uploads.get(id) ?? null;
  }

  /** The next bytes; the last ones make the handle. */
  append(upload: Upload, bytes: number): Upload {
    const offset = upload.offset + bytes;
    const isWhole = offset === upload.length;
    return this.#put({ ...upload, offset, handle: isWhole ? `4::${randomUUID()}` : null });
  }

  isKnown(handle: string): boolean {
    return [...this.#uploads.values()].some((upload) => upload.handle === handle);
  }

  /** Meta forgets handles in the end. */
  forget(): void {
    for (const id of this.#uploads.keys()) this.#journal.remove('upload', id);
    this.#uploads.clear();
  }

  #put(upload: Upload): Upload {
    this.#uploads.set(upload.id, upload);
    this.#journal.put('upload', upload.id, upload);
    return upload;
  }
}

const beginQuery = z.object({
  file_length: z.coerce.number().int().min(1).max(maxBytes),
  file_type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/),
});

/** Begin, send, ask how far it got. */
export const addUploadRoutes = (
  router: Router,
  { uploads, settled }: { uploads: SampleUploads; settled(): Promise<void> },
): void => {
  router.post(`/${appId}/uploads`, async (request, response) => {
    const query = beginQuery.safeParse(request.query);
    if (!query.success) throw new GraphRefusal(100, 'file_length and file_type are required.');
    const upload = uploads.begin(query.data.file_length, query.data.file_type);
    await settled();
    response.json({ id: upload.id });
  });

  router.post(
    /^\/(upload:[\w-]+)$/,
    express.raw({ type: () => true, limit: maxBytes }),
    async (request, response) => {
      const upload = uploadOf(uploads, request.params['0']);
      const bytes = Buffer.isBuffer(request.body) ? request.body.length : 0;
      if (Number(request.get('file_offset') ?? NaN) !== upload.offset)
        throw new GraphRefusal(100, 'file_offset does not fit what came so far.');
      if (upload.offset + bytes > upload.length)
        throw new GraphRefusal(100, 'More bytes than file_length says.');
      const { handle, id, offset } = uploads.append(upload, bytes);
      await settled();
      response.json(handle === null ? { id, file_offset: offset } : { h: handle });
    },
  );

  router.get(/^\/(upload:[\w-]+)$/, (request, response) => {
    const { id, offset } = uploadOf(uploads, request.params['0']);
    response.json({ id, file_offset: offset });
  });
};

const uploadOf = (uploads: SampleUploads, id: unknown): Upload => {
  const found = uploads.find(String(id));
  if (found === null) throw unknownObject(String(id));
  return found;
};
