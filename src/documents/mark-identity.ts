import { storedStates } from '../files/file-record.ts';
import type { FileRecord } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { DocumentNotWaiting } from './document-errors.ts';

/** Who said that a file of the chat shows who somebody is; nothing of what it shows. */
export interface IdentityNote {
  tenantId: TenantId;
  fileId: string;
  by: string;
  at: Date;
}

interface MarkIdentityParts {
  files: Pick<FileRepository, 'find' | 'change' | 'end'>;
  /** The same file is one entry. */
  noteIdentity(note: IdentityNote): Promise<void>;
  clock: Clock;
}

const withContents: readonly FileRecord['state'][] = ['pending_fetch', ...storedStates];

/**
 * A file of the chat that staff knows for an identity document ends at once, with its name and caption, and its contents are destroyed
 * by whoever destroys what is due (domain R25). It is on record before; done again it comes to the same. Throws `NotFound`,
 * `DocumentNotWaiting` for an upload by link, which is the way for such documents.
 */
export const makeMarkIdentity =
  ({ files, noteIdentity, clock }: MarkIdentityParts) =>
  async (tenantId: TenantId, fileId: string, by: string): Promise<void> => {
    const now = clock.now();
    const file = await files.find(tenantId, fileId);
    if (file === null) throw new NotFound('There is no such document.');
    if (file.source !== 'chat') throw new DocumentNotWaiting('It came by the upload page.');
    await noteIdentity({ tenantId, fileId, by, at: now });
    // Somebody may be choosing it for a request, which would keep it: whoever is last to write decides, and that is this one.
    while (await files.change(tenantId, fileId, withContents, { destroyAt: now }))
      if (await files.end(tenantId, fileId, { dueBy: now }, now)) break;
  };
