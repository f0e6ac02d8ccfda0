import type { FileContentRepository } from '../files/file-content.repository.ts';
import { letterAt } from './letter-link.ts';
import { isFetchable } from './open-letter.ts';
import type { RunRowRepository } from './run-row.repository.ts';

interface Parts {
  contents: Pick<FileContentRepository, 'read'>;
  rows: Pick<RunRowRepository, 'findOfAnyTenant'>;
  secret: Buffer;
  publicUrl: string;
}

/** The stored document of a letter. */
export interface StoredLetter {
  tenantId: string;
  sha256: string;
  mimeType: 'application/pdf';
  read(): Promise<Buffer | null>;
}

/** The letter whose address this is, while it may be fetched; null: it is none, or not any more. */
export const makeLetterOfLink =
  ({ contents, rows, secret, publicUrl }: Parts) =>
  async (link: string): Promise<StoredLetter | null> => {
    const eventId = letterAt({ publicUrl, secret }, link);
    const row = eventId === null ? null : await rows.findOfAnyTenant(eventId);
    if (row === null || row.body.document === null || !isFetchable(row)) return null;
    const { tenantId } = row;
    const { key, sha256 } = row.body.document;
    return { tenantId, sha256, mimeType: 'application/pdf', read: () => contents.read(tenantId, key) };
  };
