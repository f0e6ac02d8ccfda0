import type { Wanted } from '../../machines/conversation/conversation.events.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import type { AccountFacts } from '../vocabulary/contact-facts.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { isKnown } from '../conversations/held-requests.ts';
import { mayAskForCode } from '../conversations/verification-code.ts';

/** More accounts than this in one answer would not be read; staff tells the rest. */
const accountsTold = 5;
const movementsTold = 5;

/**
 * What was last reported about the person's own accounts: never a live balance. In this order: may they see it at all,
 * is it them, is an account with staff; each of these says the same whatever the cause (domain 6.3).
 */
const serveAccounts = (
  draft: FoldDraft,
  { contact }: StepFacts,
  wanted: Wanted,
  tell: (account: AccountFacts) => void,
): void => {
  const accounts = contact?.accounts ?? [];
  if (contact === null || accounts.length === 0) {
    draft.tellConversation({ type: 'customer.mayNotSee' });
    return;
  }
  if (!isKnown(draft.state, contact)) {
    askForCode(draft, wanted);
    return;
  }
  const locked = new Set(draft.state.lockedAccounts ?? []);
  const reported = accounts.filter(({ lines }) => lines.length > 0);
  const free = reported.filter(({ accountNo }) => !locked.has(accountNo));
  for (const account of free.slice(0, accountsTold)) tell(account);
  if (accounts.some(({ accountNo }) => locked.has(accountNo)))
    draft.tellConversation({ type: 'customer.foundAccountLocked' });
  else if (reported.length === 0) draft.tellConversation({ type: 'customer.foundAccountEmpty' });
};

/** A new code, and what is answered once it was typed. */
export const askForCode = (draft: FoldDraft, wanted: Wanted): void => {
  if (mayAskForCode(draft.state, draft.now))
    draft.tellConversation({ type: 'customer.mustProveIdentity', wanted });
  else draft.tellConversation({ type: 'customer.askedTooManyCodes' });
};

export const serveBalance = (draft: FoldDraft, facts: StepFacts): void =>
  serveAccounts(draft, facts, 'balance', ({ accountNo, asOf, lines }) => {
    draft.tellConversation({ type: 'customer.sawBalance', account: { accountNo, asOf, lines } });
  });

export const serveMovements = (draft: FoldDraft, facts: StepFacts): void =>
  serveAccounts(draft, facts, 'movements', ({ accountNo, movements }) => {
    const listed = movements
      .slice(0, movementsTold)
      .map(({ movementType, postedAt, documentNo, line }) => ({ movementType, postedAt, documentNo, line }));
    draft.tellConversation({
      type: 'customer.sawMovements',
      account: { accountNo, movements: listed },
    });
  });
