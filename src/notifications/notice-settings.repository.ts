import type { TenantId } from '../shared/ids.ts';
import type { NoticeSettings } from './notice-settings.ts';

export interface NoticeSettingsRepository {
  /** Null: they never saved any. */
  find(tenantId: TenantId, staffId: string): Promise<NoticeSettings | null>;
  /** Of everybody who saved some. */
  list(tenantId: TenantId): Promise<readonly NoticeSettings[]>;
  /** Makes or replaces them at revision `seenRev` + 1. False: they are at another one than `seenRev` (0: none are there). */
  save(settings: NoticeSettings, seenRev: number): Promise<boolean>;
}
