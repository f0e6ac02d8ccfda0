import type { ConversationStanding } from './conversation-standing.ts';
import { newConversationState } from './conversation-state.ts';
import type { ConversationState, StepFacts } from './conversation-state.ts';
import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { FoldDraft } from './fold-draft.ts';
import { holdOpen } from './held-requests.ts';
import { meetRecipient } from './meet-recipient.ts';
import { noteSharedNumber } from './share-number.ts';
import { meetBooks, meetSender, noteStranger } from './settle-keys.ts';

/**
 * Whom this input concerns, before anything else is folded. A number changes hands, and with it the conversation: what one
 * person said, proved or was asked is never another's. What was refused stays refused: it belongs to whoever has the number,
 * not to the record it stands in (ADR 0031). Answers the facts to fold with: whoever said that the number is not
 * the contact's is a stranger at once, also while the books still name the contact.
 */
export const settleContact = (draft: FoldDraft, input: ConversationInput, facts: StepFacts): StepFacts => {
  const { contact } = facts;
  if (contact === null) {
    const { notices, meant } = draft.standing;
    if (notices === 'wrongNumber' && meant?.ref !== null)
      draft.tellConversation({ type: 'system.foundNobody' });
    noteStranger(draft, input);
    meetRecipient(draft, null, input);
    noteSharedNumber(draft, input);
    return facts;
  }
  if (isStillWrong(draft.standing, contact)) return { ...facts, contact: null };
  const { contactRef } = draft.state;
  if (contactRef !== undefined && contactRef !== contact.ref) handOver(draft);
  takeStopOfNumber(draft, contact);
  const { notices, proof } = draft.standing;
  if (notices === 'wrongNumber') draft.tellConversation({ type: 'system.foundContact' });
  if (proof !== null && proof.phone !== (contact.phone ?? null))
    draft.tellConversation({ type: 'system.numberChanged' });
  if (draft.state.contactRef !== contact.ref)
    draft.change((state) => ({ ...state, contactRef: contact.ref }));
  meetBooks(draft, contact);
  meetSender(draft, contact, input);
  meetRecipient(draft, contact, input);
  holdOpen(draft, facts);
  return facts;
};

/** Said under another record of the same number: nothing is sent unasked here either, and nothing is said about it. */
const takeStopOfNumber = (draft: FoldDraft, { stoppedAt }: Pick<ContactFacts, 'stoppedAt'>): void => {
  if (stoppedAt === undefined || stoppedAt === draft.state.stopSeen) return;
  if (draft.standing.notices === 'on')
    draft.tellConversation({ type: 'customer.stoppedNotices', by: 'contact' }, null, () => false);
  draft.change((state) => ({ ...state, stopSeen: stoppedAt }));
};

/** The change in the books follows the step; a number that was given since then is the contact's again. */
const isStillWrong = (
  { notices, meant }: ConversationStanding,
  { ref, phoneSince }: Pick<ContactFacts, 'ref' | 'phoneSince'>,
): boolean => notices === 'wrongNumber' && meant?.ref === ref && meant.phoneSince === (phoneSince ?? null);

const handOver = (draft: FoldDraft): void => {
  for (const { request } of draft.state.dialogs) draft.abandon(request.requestId, 'undeliverable');
  draft.tellConversation({ type: 'system.changedHands' });
  draft.change(({ language, promptNumber, snapshot, consents, marketingAt }) => ({
    ...newConversationState(language),
    ...refusedOf(consents),
    ...(marketingAt === undefined ? {} : { marketingAt }),
    promptNumber,
    snapshot,
  }));
};

const refusedOf = (consents: ConversationState['consents'] = {}): Pick<ConversationState, 'consents'> => {
  const refused = Object.entries(consents).filter(([, said]) => said !== 'accepted');
  return refused.length === 0 ? {} : { consents: Object.fromEntries(refused) };
};
