import type { JsonObject } from '../shared/json.ts';

/** An event as the business system sent it (domain 7), validated; names are those of the wire on purpose. */
export interface EventEnvelope {
  type: string;
  event_id: string;
  tenant: string;
  customer_id?: string | undefined;
  contact_id?: string | undefined;
  audience?: string | undefined;
  /** ISO 8601 with offset, as sent. */
  occurred_at: string;
  data: JsonObject;
}
