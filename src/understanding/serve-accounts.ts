import type { AccountFacts as AccountsAre } from '../../machines/conversation/conversation.events.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import { isKnown } from '../conversations/held-requests.ts';
import type { AccountFacts } from '../vocabulary/contact-facts.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';

/** More accounts than this in one answer would not be read; staff tells the rest. */
const accountsTold = 5;
const movementsTold = 5;

/** What the machine decides by, and the accounts that may be told: as last reported, never a live balance. */
const lookUp = (
  draft: FoldDraft,
  { contact }: StepFacts,
): AccountsAre & { accounts: readonly AccountFacts[] } => {
  const accounts = contact?.accounts ?? [];
  const locked = new Set(draft.state.lockedAccounts ?? []);
  const reported = accounts.filter(({ lines }) => lines.length > 0);
  const free = reported.filter(({ accountNo }) => !locked.has(accountNo));
  const isLocked = accounts.some(({ accountNo }) => locked.has(accountNo));
  const ofReported = reported.length === 0 ? 'empty' : 'told';
  const ofOwn = isLocked ? 'locked' : ofReported;
  return {
    accountsAre: accounts.length === 0 ? 'unseen' : ofOwn,
    isKnownByBooks: contact === null || isKnown(draft, contact),
    code: draft.codeFacts,
    accounts: free.slice(0, accountsTold),
  };
};

export const serveBalance = (draft: FoldDraft, facts: StepFacts): void => {
  const { accounts, ...are } = lookUp(draft, facts);
  const told = accounts.map(({ accountNo, asOf, lines }) => ({ accountNo, asOf, lines }));
  draft.tellConversation({ type: 'customer.askedForBalance', accounts: told, ...are });
};

export const serveMovements = (draft: FoldDraft, facts: StepFacts): void => {
  const { accounts, ...are } = lookUp(draft, facts);
  const told = accounts.map(({ accountNo, movements }) => ({
    accountNo,
    movements: movements
      .slice(0, movementsTold)
      .map(({ movementType, postedAt, documentNo, line }) => ({ movementType, postedAt, documentNo, line })),
  }));
  draft.tellConversation({ type: 'customer.askedForMovements', accounts: told, ...are });
};
