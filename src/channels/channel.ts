import type { ChannelId, TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';

/** A business that uses the system. */
export interface Tenant {
  id: TenantId;
  /** The name customers read in messages. */
  name: string;
  workingHours: string;
  /** IANA zone of local dates. */
  timeZone: string;
  language: Language;
  /** The tenant's data key, wrapped by SECRETS_KEY (secret-box). */
  wrappedDataKey: string;
  createdAt: Date;
}

/** One WhatsApp number of a tenant. Its secrets are apart from it and never leave the process. */
export interface Channel {
  id: ChannelId;
  tenantId: TenantId;
  provider: 'meta';
  phoneNumberId: string;
  wabaId: string;
  name: string;
  status: 'active' | 'paused';
  /** The platform's own credentials were given for it once; it stays so. Left out: not that we know. */
  isReal?: true;
  createdAt: Date;
  /** The platform takes nothing of it; left out: it works. */
  trouble?: ChannelTrouble;
  /** What the platform last said of it; left out: nothing yet. */
  dailyLimit?: DailyLimit;
}

/** Since when, and with which code of the platform. */
export interface ChannelTrouble {
  code: number;
  since: Date;
}

/** How many people the portfolio of a number may write to first within 24 hours; null: any number. */
export interface DailyLimit {
  people: number | null;
  /** By the platform's clock. */
  at: Date;
}

/** Secrets of a channel in clear; storage seals them. Write-only in the API. */
export interface ChannelSecrets {
  accessToken: string;
}
