import { storedStates, type FileRecord } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import type { UploadLink } from './upload-link.repository.ts';

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
