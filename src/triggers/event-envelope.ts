import type { JsonObject } from '../shared/json.ts';
import type { Audience } from './audience.ts';

/** An event as the business system sent it (domain 7), validated; names are those of the wire on purpose. */
export interface EventEnvelope {
  type: string;
  event_id: string;
  tenant: string;
  customer_id?: string | undefined;
  contact_id?: string | undefined;
  /** Read from its name when the event came in. */
  audience?: Audience | undefined;
  /** ISO 8601 with offset, as sent. */
  occurred_at: string;
  data: JsonObject;
}
