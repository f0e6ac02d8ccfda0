import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import { isSamePhone } from '../vocabulary/phone-form.ts';
import type { StepFacts } from './conversation-state.ts';
import type { FoldDraft } from './fold-draft.ts';

type Replaced = Extract<ConversationInput, { type: 'number-replaced' }>;

/**
 * A number was taken out of the books: whoever has it is told, in case it was not their doing (ADR 0030). The input is stored
 * before the books are written, so that it may speak of a change that was refused, or of one that was asked for twice.
 */
export const tellFormer = (
  draft: FoldDraft,
  { contactRef, phone, windowExpiresAt }: Replaced,
  { contact, holders = {} }: Pick<StepFacts, 'contact' | 'holders'>,
): void => {
  if (contact?.ref === contactRef && isSamePhone(contact.phone ?? null, phone)) return;
  const since = contact?.phoneSince ?? '';
  const { formerTold } = draft.state;
  if (formerTold?.since === since && isSamePhone(formerTold.phone, phone)) return;
  draft.change((state) => ({ ...state, formerTold: { phone, since } }));
  const unless = whyNot[holders[phone] ?? 'nobody'];
  draft.addEffect(null, { type: 'tellFormer', params: { phone, contactRef, windowExpiresAt, unless } });
};

/** Whoever has the number in the books by now hears nothing of the one who had it; a stop stays with the number (ADR 0031). */
const whyNot = { contact: 'number_of_contact', stopped: 'notices_stopped', nobody: null } as const;
