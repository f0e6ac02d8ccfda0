import type { RequestContent } from '../vocabulary/request-content.ts';
import type { ConversationStanding } from './conversation-standing.ts';
import type { StepFacts } from './conversation-state.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { FoldDraft } from './fold-draft.ts';

/** What these say names no amount and no account. */
const harmless: ReadonlySet<RequestContent['variant']> = new Set<RequestContent['variant']>([
  'document',
  'feedback',
  'deadline',
]);

/** The tenant knows the number, or the person typed the code that came another way while it was the number of the books. */
const isKnown = (
  { proof }: Pick<ConversationStanding, 'proof'>,
  { phoneVerified, phone = null }: Pick<ContactFacts, 'phoneVerified' | 'phone'>,
): boolean => phoneVerified !== false || (proof !== null && proof.phone === phone);

/** Nothing about money goes to a number nobody has checked (domain 8.1, C009): the request waits, in silence. */
export const mustBeHeld = (
  { standing }: FoldDraft,
  request: RequestContent,
  { contact }: Pick<StepFacts, 'contact'>,
): boolean => contact !== null && !isKnown(standing, contact) && !harmless.has(request.variant);

/** The person is known by now: what waited is asked, oldest first. */
export const releaseHeld = (draft: FoldDraft): void => {
  const { held } = draft.standing;
  if (held.length === 0) return;
  draft.tellConversation({ type: 'system.releasedHeld' });
  for (const requestId of held) draft.tellDialog(requestId, { type: 'system.askedAgain' });
};

/** The books may know the number by now. */
export const releaseIfKnown = (draft: FoldDraft, { contact }: Pick<StepFacts, 'contact'>): void => {
  if (contact !== null && isKnown(draft.standing, contact)) releaseHeld(draft);
};
