import type { Language } from '../vocabulary/language.ts';
import type { OwnWordings } from '../vocabulary/own-wording.ts';
import type { TemplateStandings } from '../vocabulary/template-standing.ts';
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
  /** What a template may be said in that is out of use in the person's language; left out: in nothing else, or all are in use. */
  languageFallback?: LanguageFallback;
}

/** How the templates of the account stand, and what the business speaks (ADR 0069). */
export interface LanguageFallback {
  tenant: Language;
  standings: TemplateStandings;
}

export interface TenantSettingsLookup {
  settingsOf(tenantId: string): Promise<TenantSettings>;
  tenantIds(): Promise<readonly string[]>;
}
