import { NotFound } from '../shared/errors.ts';
import type { Clock } from '../shared/clock.ts';
import type { FileContentRepository } from '../files/file-content.repository.ts';
import { storedStates } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import type { UploadLink } from './upload-link.repository.ts';
import { LinkUsed } from './upload-link.ts';

/**
 * Destroys a file that was uploaded with this link, before the person finished. Doing it again is no error. Throws `NotFound`,
 * `LinkUsed` when it was handed over meanwhile: of the two the first one counts, and it is one write of the file for each.
 */
export type TakeBackUpload = (link: UploadLink, fileId: string) => Promise<void>;

export const makeTakeBackUpload =
  ({
    files,
    store,
    clock,
  }: {
    files: FileRepository;
    store: FileContentRepository;
    clock: Clock;
  }): TakeBackUpload =>
  async (link, fileId) => {
    const { tenantId } = link;
    const file = await files.find(tenantId, fileId);
    const isOfLink =
      file?.source === 'link' && file.requestId === link.requestId && file.receivedAt >= link.createdAt;
    if (file === null || !isOfLink) throw new NotFound('There is no such file.');
    const isMine = await files.end(tenantId, fileId, { handed: false }, clock.now());
    const now = await files.find(tenantId, fileId);
    if (!isMine && now?.state !== 'deleted') {
      // Refused, or still being looked at: there is nothing to take back.
      if (now === null || !storedStates.includes(now.state)) return;
      throw new LinkUsed('The file was handed over.');
    }
    const { original, view } = now?.contents ?? file.contents;
    // Contents first: a record that lost its keys could never be cleaned up after. Until then the worker finds it.
    for (const key of [original, view]) if (key !== null) await store.remove(tenantId, key);
    await files.change(tenantId, fileId, ['deleted'], {
      contents: { original: null, view: null },
      destroyAt: null,
    });
  };
