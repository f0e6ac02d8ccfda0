import type { OwnWordings } from '../vocabulary/own-wording.ts';
import type { OwnDays } from '../timers/business-calendar.ts';
import type { QuietHours } from '../timers/quiet-hours.ts';

/** What a step needs to know about the tenant. */
export interface TenantSettings {
  company: { name: string; workingHours: string; privacyUrl: string };
  timeZone: string;
  /** Days that count more than the public calendar; left out: none. */
  ownDays?: OwnDays;
  quietHours: QuietHours;
  /** Presented at first contact; null: not presented. */
  privacyNotice: { version: string } | null;
  /** Texts that were not understood are kept for people to label (ADR 0041). */
  keepsUnrecognised: boolean;
  /** Words of its own for templates; left out: none. */
  ownWordings?: OwnWordings;
}

export interface TenantSettingsLookup {
  settingsOf(tenantId: string): Promise<TenantSettings>;
  tenantIds(): Promise<readonly string[]>;
}
