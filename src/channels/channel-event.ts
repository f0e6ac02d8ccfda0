import type { ChannelId, TenantId } from '../shared/ids.ts';

/** Something the platform told about a number, its account or its templates: immutable, one for each telling. */
export interface ChannelEvent {
  tenantId: TenantId;
  /** `che_…`, derived from what was told: told again, it is the same. */
  id: string;
  channelId: ChannelId;
  /** The platform's name of the kind: `message_template_status_update`, `account_update` … */
  field: string;
  /** The platform's word for what happened; null: it gives none. */
  event: string | null;
  /** The template, number or thing it is about; null: the account. */
  subject: string | null;
  /** By the platform's clock; where it says nothing, when it came. */
  at: Date;
  receivedAt: Date;
  /** Everything the platform said, as JSON text; empty where it was too much. Sealed. */
  details: string;
}

export interface ChannelEventFilter {
  field?: string;
  event?: string;
  subject?: string;
  /** Counts. */
  from?: Date;
  /** Does not count. */
  to?: Date;
}
