import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { DownloadNote } from './download-log.ts';
export interface DownloadLogRepository {
  /** Durable when it resolves: content is given out only after that. */
  noteDownload(note: DownloadNote): Promise<void>;
  /** Newest first. */
  listOfFile(tenantId: TenantId, fileId: string, page: PageRequest): Promise<Page<DownloadNote>>;
}
