import type { TenantId } from '../shared/ids.ts';
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
