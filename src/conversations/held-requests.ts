import type { RequestContent } from '../vocabulary/request-content.ts';
import type { ConversationState, OpenDialog, StepFacts } from './conversation-state.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { FoldDraft } from './fold-draft.ts';

/** What these say names no amount and no account. */
const harmless: ReadonlySet<RequestContent['variant']> = new Set<RequestContent['variant']>([
  'document',
  'feedback',
  'deadline',
]);

/** The tenant knows the number, or the person typed the code that came another way while it was the number of the books. */
export const isKnown = (
  { proved }: Pick<ConversationState, 'proved'>,
  { phoneVerified, phone = null }: Pick<ContactFacts, 'phoneVerified' | 'phone'>,
): boolean => phoneVerified !== false || (proved !== undefined && proved.phone === phone);

/** Nothing about money goes to a number nobody has checked (domain 8.1, C009): the request waits, in silence. */
export const mustBeHeld = (
  { state }: FoldDraft,
  request: RequestContent,
  { contact }: Pick<StepFacts, 'contact'>,
): boolean => contact !== null && !isKnown(state, contact) && !harmless.has(request.variant);

export const heldRequests = ({ state }: FoldDraft): readonly OpenDialog[] =>
  state.dialogs.filter(({ isHeld }) => isHeld === true);

/** The person is known by now: what waited is asked, oldest first. */
export const releaseHeld = (draft: FoldDraft): void => {
  for (const { request } of heldRequests(draft)) {
    draft.unhold(request.requestId);
    draft.tellDialog(request.requestId, { type: 'system.askedAgain' });
  }
};

/** The books may know the number by now. */
export const releaseIfKnown = (draft: FoldDraft, { contact }: Pick<StepFacts, 'contact'>): void => {
  if (contact !== null && isKnown(draft.state, contact)) releaseHeld(draft);
};
