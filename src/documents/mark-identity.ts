import type { FileRecord } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { RequestRecord, RequestRepository } from '../requests/request.repository.ts';
import { DocumentIsEvidence, DocumentNotWaiting } from './document-errors.ts';

/** Who said that a file of the chat shows who somebody is; nothing of what it shows. */
export interface IdentityNote {
  tenantId: TenantId;
  fileId: string;
  by: string;
  at: Date;
}

interface Parts {
  files: Pick<FileRepository, 'find' | 'endAsIdentity'>;
  requests: Pick<RequestRepository, 'find'>;
  /** The same file is one entry. */
  noteIdentity(note: IdentityNote): Promise<void>;
  /** The conversation learns of a file that was refused (`makeTellCheckedFile`): the same file is heard of once. */
  tellFile(file: FileRecord): Promise<void>;
  clock: Clock;
}

/** What staff accepted ends a document request or a payment notice so (domain 7.7). */
const acceptedOutcomes: readonly (string | null)[] = ['accepted', 'paid'];

const requestOf = async (
  { requests }: Pick<Parts, 'requests'>,
  { tenantId, requestId }: FileRecord,
): Promise<RequestRecord | null> => (requestId === null ? null : requests.find(tenantId, requestId));

/** What was marked before is marked again whatever its request has come to: the call before may have died half way. */
const requireNoEvidence = async (parts: Parts, file: FileRecord): Promise<void> => {
  if (file.state === 'deleted') return;
  const request = await requestOf(parts, file);
  if (request?.status === 'closed' && acceptedOutcomes.includes(request.outcome))
    throw new DocumentIsEvidence('It was accepted and is kept with its request.');
};

/**
 * An open request may wait for the file, and so may whoever was asked which one it is for; told after the end, so that nobody
 * hears of what is still there.
 */
export const tellMarked = async (
  parts: Pick<Parts, 'files' | 'requests' | 'tellFile'>,
  tenantId: TenantId,
  fileId: string,
): Promise<void> => {
  // It may have been chosen for a request since it was read.
  const file = await parts.files.find(tenantId, fileId);
  if (file === null || (await requestOf(parts, file))?.status === 'closed') return;
  await parts.tellFile({ ...file, state: 'refused', reason: 'identity_in_chat' });
};

/**
 * A file of the chat that staff knows for an identity document ends at once, with its name and caption, whatever state it is in; its
 * contents are destroyed by whoever destroys what is due (domain R25), and who waits for it hears that it was refused, after what its
 * check found where that is being told in this moment. It is on
 * record before; done again it comes to the same, also after a death half way. Throws `NotFound`, `DocumentNotWaiting` for an upload by
 * link, which is the way for such documents, and `DocumentIsEvidence`.
 */
export const makeMarkIdentity =
  (parts: Parts) =>
  async (tenantId: TenantId, fileId: string, by: string): Promise<void> => {
    const { files, noteIdentity, clock } = parts;
    const now = clock.now();
    const file = await files.find(tenantId, fileId);
    if (file === null) throw new NotFound('There is no such document.');
    if (file.source !== 'chat') throw new DocumentNotWaiting('It came by the upload page.');
    await requireNoEvidence(parts, file);
    await noteIdentity({ tenantId, fileId, by, at: now });
    const end = await files.endAsIdentity(tenantId, fileId, now);
    if (end !== 'reporting') await tellMarked(parts, tenantId, fileId);
  };
