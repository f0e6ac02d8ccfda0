import { addDays } from 'date-fns';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import type { Language } from '../vocabulary/language.ts';
import type { Label } from './label.ts';
import type { Misread } from './misread.ts';

/** Typed words that were not understood, kept for people to label (ADR 0041). Nothing learns from it by itself. */
export interface UnrecognisedText extends Misread {
  tenantId: TenantId;
  /** `unr_…`, made from the tenant and the input: a step that is done again writes it once. */
  id: string;
  conversationId: ConversationId;
  contactRef: string | null;
  /** Transcript line of the message. */
  messageId: string;
  /** As the transcript has it. */
  at: Date;
  /** Language of the conversation, which may be another one than that of the words. */
  language: Language;
  text: string;
  /** What the person is called, as we and the platform knew it: masked wherever the words leave the house. */
  names: readonly string[];
  /** The database takes the record away then. */
  expireAt: Date;
  /** Null: nobody labelled it. */
  label: Label | null;
  /** Counts what was said about it; left out: nothing yet. */
  rev?: number;
}

export interface UnrecognisedFilter {
  from?: Date;
  language?: Language;
  as?: Misread['as'];
  isLabelled?: boolean;
  conversationId?: string;
}

/** Long enough to label them once a quarter; a label changes nothing about it (KVKK 4: no longer than the purpose needs). */
const keptDays = 90;

export const expiryOf = (at: Date): Date => addDays(at, keptDays);
