import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { cleanFileName } from '../files/clean-file-name.ts';
import { namedExtension } from '../files/named-extension.ts';
import { ContentGone, ScanPending } from './document-errors.ts';
import type { FileVariant } from './download-log.ts';
import type { FileRecord } from '../files/file-record.ts';
import type { FileRepository } from '../files/file.repository.ts';
import { viewMimeType } from '../files/inspect-file.ts';
import type { FileContentRepository } from '../files/file-content.repository.ts';
import type { DownloadLogRepository } from './download-log.repository.ts';

export interface DocumentToOpen {
  tenantId: TenantId;
  fileId: string;
  variant: FileVariant;
  by: string;
}

export interface OpenedDocument {
  content: Buffer;
  mimeType: string;
  filename: string;
  /** False: no scanner is set up, and nobody has looked for viruses. */
  scanned: boolean;
}

/** Throws `NotFound`, `ScanPending`, `ContentGone`. Each success is in the log before the content is given out. */
export type OpenDocument = (order: DocumentToOpen) => Promise<OpenedDocument>;

const extensions: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/csv': 'csv',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
};

/** A name for the download; the ending is that of the content, whatever the sender called it. */
const nameOf = ({ id, declared }: FileRecord, mimeType: string): string => {
  const name = cleanFileName(declared.filename) ?? id;
  const extension = extensions[mimeType];
  if (extension === undefined || name.toLowerCase().endsWith(`.${extension}`)) return name;
  const claimed = namedExtension(name);
  return `${claimed === null ? name : name.slice(0, -claimed.length - 1)}.${extension}`;
};

/** A file whose check has a result. Throws `ScanPending` while it has none. */
export const requireScanned = (file: FileRecord, scannerIsSetUp: boolean): void => {
  const isWaiting = file.state === 'pending_fetch' || file.state === 'pending_scan';
  // Stored in a time without a scanner: now that there is one, it has to look first.
  if (isWaiting || (file.state === 'unscanned' && scannerIsSetUp))
    throw new ScanPending('The file was not checked for viruses yet.');
};

/** A file that may be looked at. Throws `ScanPending` while it was not checked, `ContentGone` when it is not there. */
export const requireChecked = (file: FileRecord, scannerIsSetUp: boolean): void => {
  requireScanned(file, scannerIsSetUp);
  if (file.state !== 'clean' && file.state !== 'unscanned')
    throw new ContentGone('The content of the file is not stored.');
};

export const makeOpenDocument =
  (parts: {
    files: FileRepository;
    store: FileContentRepository;
    downloads: DownloadLogRepository;
    clock: Clock;
    scannerIsSetUp: boolean;
  }): OpenDocument =>
  async ({ tenantId, fileId, variant, by }) => {
    const file = await parts.files.find(tenantId, fileId);
    if (file === null) throw new NotFound('There is no such document.');
    requireChecked(file, parts.scannerIsSetUp);
    const key = file.contents[variant];
    if (key === null && variant === 'view') throw new NotFound('This document has no view.');
    const content = key === null ? null : await parts.store.read(tenantId, key);
    if (content === null) throw new ContentGone('The content of the file is not stored.');
    const found = file.found?.mimeType ?? 'application/octet-stream';
    const mimeType = variant === 'view' ? viewMimeType : found;
    await parts.downloads.noteDownload({ tenantId, fileId, variant, by, at: parts.clock.now() });
    return { content, mimeType, filename: nameOf(file, mimeType), scanned: file.state === 'clean' };
  };
