import type { JsonObject } from '../shared/json.ts';
import type { ChannelId, ConversationId, RequestId, TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';

/** A conversation as staff and the API see it; the snapshot stays inside storage. */
export interface ConversationRecord {
  tenantId: TenantId;
  id: ConversationId;
  channelId: ChannelId;
  /** Null: the person is not a contact of any customer. */
  contactRef: string | null;
  customerRefs: readonly string[];
  mode: 'bot' | 'staff';
  language: Language;
  /** Until when free text may be sent; null: the person never wrote. */
  windowExpiresAt: Date | null;
  lastMessageAt: Date | null;
  openRequestIds: readonly RequestId[];
  /** The person waits for somebody of ours: since when, and what came since; null: for nobody. */
  waited: { since: Date; messages: number; lastAt: Date | null } | null;
}

/** One committed step: which inputs moved which dialogs where, and what it asked for. No message text. */
export interface StepRecord {
  rev: number;
  at: Date;
  /** `outside`: what a model outside took the words for (ADR 0042); left out: nothing. */
  inputs: readonly { id: string; type: string; outside?: string }[];
  /** State path by dialog: `{ "reconciliation:req_…": "awaitingAnswer" }`. */
  states: Readonly<Record<string, string>>;
  effects: readonly JsonObject[];
}

/** All given fields must match. */
export interface ConversationFilter {
  customerRef?: string;
  contactRef?: string;
  /** One of these. */
  ids?: readonly ConversationId[];
}
