import type { ConsentAction, ConsentPurpose } from '../../machines/shared/effects.ts';
import type { ChannelId, ConversationId, TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';

export const consentPurposes = [
  'transactional',
  'marketing',
  'feedback',
  'privacy_notice',
] as const satisfies readonly ConsentPurpose[];

/**
 * What a person said about one purpose, or that a notice was presented: immutable, a later answer is a later record
 * (KVKK 3, 5, 10; domain 4, R19).
 */
export interface ConsentRecord {
  tenantId: TenantId;
  /** `con_…`. */
  id: string;
  contactRef: string | null;
  customerRefs: readonly string[];
  conversationId: ConversationId;
  channelId: ChannelId;
  purpose: ConsentPurpose;
  action: ConsentAction;
  language: Language;
  /** Version and exact words of the text the person was shown; null where the person wrote unasked (DUR). */
  textVersion: string | null;
  text: string | null;
  /** SHA-256 of `text` in UTF-8, hex: computed again from the record alone. */
  textHash: string | null;
  /** Transcript line of the answer, or of the presented text. */
  messageId: string;
  /** The person's own words or the tapped button; null for a presented text. */
  answer: string | null;
  at: Date;
  /** Chosen in WhatsApp itself, in words that are the platform's; left out: said in the chat. */
  source?: 'platform';
}

export interface ConsentFilter {
  contactRef?: string;
  customerRef?: string;
  purpose?: ConsentPurpose;
}
