import { newConversationState } from './conversation-state.ts';
import type { ConversationState, StepFacts } from './conversation-state.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { FoldDraft } from './fold-draft.ts';

/**
 * Whom this input concerns, before anything else is folded. A number changes hands, and with it the conversation: what one
 * person said, proved or was asked is never another's. Answers the facts to fold with: whoever said that the number is not
 * the contact's is a stranger at once, also while the books still name the contact.
 */
export const settleContact = (draft: FoldDraft, facts: StepFacts): StepFacts => {
  const { contact } = facts;
  draft.change(withoutOldStop);
  if (contact === null) {
    draft.change(gone);
    return facts;
  }
  if (isStillUnlinked(draft.state, contact)) return { ...facts, contact: null };
  const { contactRef } = draft.state;
  if (contactRef !== undefined && contactRef !== contact.ref) handOver(draft);
  draft.change((state) => ({ ...reachable(withProofFor(state, contact)), contactRef: contact.ref }));
  return facts;
};

/** The change in the books follows the step; a number that was given since then is the contact's again. */
const isStillUnlinked = (
  { unlinked }: ConversationState,
  { ref, phoneSince }: Pick<ContactFacts, 'ref' | 'phoneSince'>,
): boolean => unlinked?.ref === ref && unlinked.phoneSince === (phoneSince ?? null);

/** The books name nobody here any more: whoever they name next is meant. */
const gone = (state: ConversationState): ConversationState =>
  state.unlinked === undefined ? state : { ...state, unlinked: { ref: null, phoneSince: null } };

const handOver = (draft: FoldDraft): void => {
  for (const { request } of draft.state.dialogs) draft.abandon(request.requestId, 'undeliverable');
  draft.change(({ language, mode, promptNumber, notices, stoppedBy }) => ({
    ...newConversationState(language),
    mode,
    promptNumber,
    // A stranger who wanted no messages is the one who has the number now.
    ...(notices === 'off' && stoppedBy === null ? { notices, stoppedBy } : {}),
  }));
};

/** Who is in the books (again) gets messages, unless they stopped them themselves. */
const reachable = ({ unlinked, ...state }: ConversationState): ConversationState => {
  if (unlinked === undefined || state.stoppedBy !== undefined) return state;
  const { notices: _off, ...heard } = state;
  return heard;
};

/** A proof holds for the number it was given at. */
const withProofFor = (
  state: ConversationState,
  { phone = null }: Pick<ContactFacts, 'phone'>,
): ConversationState => {
  const { proved, ...rest } = state;
  return proved === undefined || proved.phone === phone ? state : rest;
};

const withoutOldStop = (state: ConversationState): ConversationState => {
  const { stoppedBy, ...rest } = state;
  return stoppedBy === undefined || state.notices === 'off' ? state : rest;
};
