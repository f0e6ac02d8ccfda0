import type { RequestContent } from '../vocabulary/request-content.ts';
import type { ConversationState, StepFacts } from './conversation-state.ts';
import type { ConversationStanding } from './conversation-standing.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { FoldDraft } from './fold-draft.ts';
import { expectsOf } from './open-items.ts';

/** What these say names no amount and no account. */
const harmless: ReadonlySet<RequestContent['variant']> = new Set<RequestContent['variant']>([
  'document',
  'feedback',
  'deadline',
]);

type Known = {
  standing: Pick<ConversationStanding, 'proof'>;
  state: Pick<ConversationState, 'doubt'>;
};
type Facts = Pick<ContactFacts, 'phoneVerified' | 'phone' | 'doubtedAt'>;

/**
 * Nobody else can be behind the keys, and the tenant knows the number, or the person typed the code that came another way
 * while it was the number of the books (ADR 0015, ADR 0030).
 */
export const isKnown = (
  { standing: { proof }, state }: Known,
  { phoneVerified, phone = null, doubtedAt = '' }: Facts,
): boolean => {
  if (state.doubt !== undefined) return false;
  return phoneVerified !== false || (proof !== null && proof.phone === phone && proof.at >= doubtedAt);
};

/** Nobody knows any more who would read it: then not even a harmless request is told. */
export const isDoubted = (draft: FoldDraft, { doubtedAt }: Facts): boolean =>
  draft.state.doubt !== undefined || doubtedAt !== undefined;

/** Nothing about money goes to a number nobody has checked (domain 8.1, C009): the request waits, in silence. */
export const mustBeHeld = (
  draft: FoldDraft,
  request: RequestContent,
  { contact }: Pick<StepFacts, 'contact'>,
): boolean =>
  contact !== null &&
  !isKnown(draft, contact) &&
  (isDoubted(draft, contact) || !harmless.has(request.variant));

/** Who was known may be somebody else: what is open here waits like what comes new, and its buttons decide nothing. */
export const holdOpen = (draft: FoldDraft, { contact }: Pick<StepFacts, 'contact'>): void => {
  if (contact === null || isKnown(draft, contact) || !isDoubted(draft, contact)) return;
  for (const dialog of draft.dialogs) {
    // What asks for the code itself says nothing before it is there.
    if (expectsOf(dialog) === 'code') continue;
    const { requestId } = dialog.request;
    if (dialog.reported === undefined)
      draft.addEffect(requestId, { type: 'noteHistory', params: { what: 'awaiting_identity' } });
    draft.tellConversation({ type: 'system.heldRequest', requestId, isSilent: true });
  }
};

/** The person is known by now: what waited is asked, oldest first; what ended and may be corrected stands as it was. */
export const releaseHeld = (draft: FoldDraft): void => {
  const { held } = draft.standing;
  if (held.length === 0) return;
  draft.tellConversation({ type: 'system.releasedHeld' });
  for (const requestId of held)
    if (draft.dialog(requestId)?.reported === undefined)
      draft.tellDialog(requestId, { type: 'system.askedAgain' });
};

/** The books may know the number by now. */
export const releaseIfKnown = (draft: FoldDraft, { contact }: Pick<StepFacts, 'contact'>): void => {
  if (contact !== null && isKnown(draft, contact)) releaseHeld(draft);
};
