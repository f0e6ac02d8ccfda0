import type { StepFacts } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { isDoubted } from '../conversations/held-requests.ts';
import { isAwaitingCode } from '../conversations/verification-code.ts';
import { serve } from './serve.ts';

/**
 * An answer to what waits for the person to prove who they are: nothing of it is applied, and a code is asked for; once one is
 * on its way the person is told what it is for (ADR 0030). False: nothing waits, or nobody else can be behind the keys.
 */
export const askForProof = (draft: FoldDraft, facts: StepFacts): boolean => {
  const { contact } = facts;
  if (contact === null || draft.standing.held.length === 0 || !isDoubted(draft, contact)) return false;
  if (isAwaitingCode(draft.standing, draft.now)) draft.tellConversation({ type: 'system.remindedOfHeld' });
  else serve(draft, 'startedProof', facts);
  return true;
};
