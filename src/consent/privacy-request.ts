import { addDays } from 'date-fns';
import type { ConversationId, TenantId } from '../shared/ids.ts';

/** A data subject's request (KVKK 11, 13): answered within 30 days, by the formal route. */
export interface PrivacyRequest {
  tenantId: TenantId;
  /** `prv_…`. */
  id: string;
  kind: 'access' | 'erasure' | 'correction';
  status: 'open' | 'closed';
  contactRef: string | null;
  customerRefs: readonly string[];
  conversationId: ConversationId;
  /** Transcript line it was made in. */
  messageId: string;
  receivedAt: Date;
  dueAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
  outcome: 'answered' | 'refused' | null;
  /** What was answered, or the legal reason of a refusal (domain 6.4). */
  note: string | null;
}

/** KVKK 13/2: at the latest within thirty days. */
export const answerDueOf = (receivedAt: Date): Date => addDays(receivedAt, 30);
