import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';

/** `original`: the bytes as they came; `view`: the re-encoded image without metadata. */
export const fileVariants = ['original', 'view'] as const;
export type FileVariant = (typeof fileVariants)[number];

/** Somebody was given the content of a file (reliability F6.8). */
export interface DownloadNote {
  tenantId: TenantId;
  fileId: string;
  variant: FileVariant;
  /** `key:<key id>` or `staff:<id>`. */
  by: string;
  at: Date;
}

export interface DownloadLog {
  /** Durable when it resolves: content is given out only after that. */
  noteDownload(note: DownloadNote): Promise<void>;
  /** Newest first. */
  listOfFile(tenantId: TenantId, fileId: string, page: PageRequest): Promise<Page<DownloadNote>>;
}
