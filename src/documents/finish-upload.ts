import type { Clock } from '../shared/clock.ts';
import { ValidationFailed } from '../shared/errors.ts';
import type { ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import { ScanPending } from './document-errors.ts';
import { filesOfLink } from './files-of-link.ts';
import { storedStates, type FileRecord } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import type { UploadLink } from './upload-link.repository.ts';
import { LinkUsed } from './upload-link.ts';
import type { UploadLinkRepository } from './upload-link.repository.ts';

export interface UploadToSubmit {
  tenantId: TenantId;
  conversationId: ConversationId;
  requestId: RequestId;
  fileIds: readonly string[];
  /** Submitting for the same link twice has one effect. */
  linkId: string;
}

/** Resolves when the conversation's input is durably stored. Rejects with `Unavailable` when it is not. */
export type SubmitUpload = (upload: UploadToSubmit) => Promise<void>;

/**
 * Hands the uploaded files to the conversation and ends the link. `fileIds: null`: all that were uploaded with it. Answers
 * how many. Throws `ValidationFailed`, `ScanPending`, `LinkUsed`.
 */
export type FinishUpload = (link: UploadLink, fileIds: readonly string[] | null) => Promise<number>;

const refuse = (message: string): never => {
  throw new ValidationFailed([{ field: 'fileIds', message }]);
};

const choose = (here: readonly FileRecord[], fileIds: readonly string[] | null): readonly FileRecord[] => {
  const chosen = fileIds === null ? here : here.filter(({ id }) => fileIds.includes(id));
  if (fileIds !== null && chosen.length < new Set(fileIds).size) refuse('names a file that is not there');
  return chosen.length > 0 ? chosen : refuse('needs at least one file');
};

/**
 * What was handed over is kept with its request (domain 6.4). `keepMs`: how long an upload lives whose hand-over could not be
 * stored.
 */
export const makeFinishUpload =
  (parts: {
    links: UploadLinkRepository;
    files: FileRepository;
    submitUpload: SubmitUpload;
    clock: Clock;
    keepMs: number;
  }): FinishUpload =>
  async (link, fileIds) => {
    const { tenantId, conversationId, requestId, id: linkId } = link;
    const chosen = choose(await filesOfLink(parts.files, link), fileIds);
    if (chosen.some(({ state }) => state === 'pending_scan'))
      throw new ScanPending('A file is still being checked.');
    const now = parts.clock.now();
    const keepUntil = async (destroyAt: Date | null): Promise<void> => {
      for (const { id } of chosen) await parts.files.change(tenantId, id, storedStates, { destroyAt });
    };
    // From here on nobody takes them back, and their day is not over: nothing is destroyed between being handed over and being kept.
    const ids = chosen.map(({ id }) => id);
    const destroyAt = new Date(now.getTime() + parts.keepMs);
    const handed = await parts.files.handOver(tenantId, ids, { now, destroyAt });
    // Taken back since it was read, by the person's other tab: the person looks again at what is there.
    if (handed.length < ids.length) refuse('names a file that is not there');
    // Stored before the link ends: after a crash in between the person finishes again, and the input is there only once.
    await parts.submitUpload({
      tenantId,
      conversationId,
      requestId,
      fileIds: ids,
      linkId,
    });
    await keepUntil(null);
    if (!(await parts.links.use(linkId, now))) throw new LinkUsed('The link was used.');
    return chosen.length;
  };
