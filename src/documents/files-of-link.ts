import type { FileRecord, FileState } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import type { UploadLink } from './upload-link.repository.ts';

/** States in which a file's content is stored. */
export const storedStates: readonly FileState[] = ['pending_scan', 'clean', 'unscanned'];

/** What was uploaded with this link and is still there: neither refused nor taken back. Oldest first. */
export const filesOfLink = async (files: FileRepository, link: UploadLink): Promise<FileRecord[]> =>
  (await files.listOfRequest(link.tenantId, link.requestId))
    .filter(
      (file) =>
        file.source === 'link' &&
        file.conversationId === link.conversationId &&
        file.receivedAt >= link.createdAt &&
        storedStates.includes(file.state),
    )
    .sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
