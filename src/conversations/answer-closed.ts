import type { ClosedDialog } from './conversation-state.ts';
import type { FoldDraft } from './fold-draft.ts';

/** What became of a request that ended; nothing is known of it: the button is old. */
export const answerClosed = (draft: FoldDraft, closed: ClosedDialog | undefined): void => {
  if (closed) draft.tellConversation({ type: 'customer.returnedToClosed', closed: toldOf(closed) });
  else draft.tellConversation({ type: 'customer.tappedOldChoice', reference: null });
};

const toldOf = ({ variant, outcome, reference, closedAt }: ClosedDialog) => ({
  variant,
  outcome,
  reference,
  closedAt,
});
