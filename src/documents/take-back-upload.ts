import { NotFound } from '../shared/errors.ts';
import { storedStates } from './files-of-link.ts';
import type { FileRepository } from '../files/file.repository.ts';
import type { UploadLink } from './upload-link.repository.ts';
import type { FileContentRepository } from '../files/file-content.repository.ts';

/** Destroys a file that was uploaded with this link, before the person finished. Doing it again is no error. */
export type TakeBackUpload = (link: UploadLink, fileId: string) => Promise<void>;

export const makeTakeBackUpload =
  ({ files, store }: { files: FileRepository; store: FileContentRepository }): TakeBackUpload =>
  async (link, fileId) => {
    const file = await files.find(link.tenantId, fileId);
    const isOfLink =
      file?.source === 'link' && file.requestId === link.requestId && file.receivedAt >= link.createdAt;
    if (file === null || !isOfLink) throw new NotFound('There is no such file.');
    const { original, view } = file.contents;
    // Contents first: a record that lost its keys could never be cleaned up after.
    for (const key of [original, view]) if (key !== null) await store.remove(link.tenantId, key);
    await files.change(link.tenantId, fileId, storedStates, {
      state: 'deleted',
      contents: { original: null, view: null },
      destroyAt: null,
      nextAttemptAt: null,
    });
  };
