import type { QuietHours } from '../timers/quiet-hours.ts';

/** What a step needs to know about the tenant. */
export interface TenantSettings {
  company: { name: string; workingHours: string };
  timeZone: string;
  quietHours: QuietHours;
}

export interface TenantSettingsLookup {
  settingsOf(tenantId: string): Promise<TenantSettings>;
  tenantIds(): Promise<readonly string[]>;
}
