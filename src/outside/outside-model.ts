import type { TenantId } from '../shared/ids.ts';

/** A chat-completions endpoint that one tenant lets propose meanings (ADR 0042). */
export interface OutsideModel {
  tenantId: TenantId;
  /** Off: kept, and asked nothing. */
  isOn: boolean;
  /** The whole address, e.g. `https://api.example.com/v1/chat/completions`. */
  url: string;
  /** As the endpoint names it. */
  model: string;
  /** Sent as a bearer token; null: the endpoint asks for none. In clear here; storage seals it. */
  apiKey: string | null;
  /** Of one call, in milliseconds; at most three seconds. */
  timeoutMs: number;
  updatedAt: Date;
  /** Who changed it last: `key:<id>`. */
  updatedBy: string;
  /** Read: how often it was set or taken away (ADR 0039). */
  rev?: number;
}
