import type { Choice } from '../../machines/shared/effects.ts';
import { standingOf } from '../requests/authority.ts';
import { conversationToken, decodeChoiceId } from './choice-id.ts';
import type { ChoiceId } from './choice-id.ts';
import type { ClosedDialog, OpenDialog, StepFacts } from './conversation-state.ts';
import { boundLines, choiceEvent, standOf } from './dialog-snapshots.ts';
import type { DialogStanding } from './dialog-snapshots.ts';
import type { FoldDraft } from './fold-draft.ts';

/** Answers to the question itself: they count from any prompt of the request while it waits for its answer. */
const answers = new Set(['agreed', 'disagreed', 'approved', 'rejected', 'askedQuestion']);

/**
 * A tapped button. Foreign, old, repeated and invented ones change nothing; the person is told what is recorded, or that
 * the button is no longer the current one.
 */
export const routeChoice = (draft: FoldDraft, id: string, facts: StepFacts): void => {
  draft.understood();
  const tapped = decodeChoiceId(id);
  if (!tapped) {
    draft.tellConversation({ type: 'customer.tappedOldChoice', reference: null });
    return;
  }
  if (tapped.token === conversationToken) {
    routeMenu(draft, tapped.choice);
    return;
  }
  const dialog = draft.dialogs.find(({ token }) => token === tapped.token);
  if (dialog) routeToDialog(draft, dialog, tapped, facts);
  else
    answerClosed(
      draft,
      draft.state.closed.find(({ token }) => token === tapped.token),
    );
};

const routeMenu = (draft: FoldDraft, { choice, arg }: Choice): void => {
  if (choice === 'askedForHuman') {
    draft.tellConversation({ type: 'customer.askedForHuman' });
    return;
  }
  const requestId = choice === 'choseRequest' ? arg : undefined;
  // The text that led here is never applied: the request asks its question again, with its own buttons.
  if (requestId !== undefined && draft.dialog(requestId))
    draft.tellDialog(requestId, { type: 'system.askedAgain' });
  else
    answerClosed(
      draft,
      draft.state.closed.find((closed) => closed.requestId === requestId),
    );
};

const routeToDialog = (draft: FoldDraft, dialog: OpenDialog, tapped: ChoiceId, facts: StepFacts): void => {
  const { requestId, customerRef, kind, reference } = dialog.request;
  const stand = standOf(dialog);
  if (!stand) {
    draft.reportUnreadable(requestId);
    return;
  }
  const lines = tapped.choice.choice === 'confirmed' ? boundLines(stand, dialog) : dialog.request.lines;
  const standing = standingOf(facts.contact, customerRef, lines);
  const event = isCurrent(dialog, stand, tapped) ? choiceEvent(kind, tapped.choice, standing) : null;
  const moved = event !== null && draft.tellDialog(requestId, event);
  if (!moved) draft.tellConversation({ type: 'customer.tappedOldChoice', reference });
};

/** Does this button still ask what the dialog asks now? */
const isCurrent = (
  dialog: OpenDialog,
  { meta }: DialogStanding,
  { promptNumber, choice }: ChoiceId,
): boolean => {
  if (promptNumber < 1 || promptNumber > dialog.promptNumber) return false;
  // What a confirmation binds is the recap that was shown last, and nothing else.
  if (choice.choice === 'confirmed') return promptNumber === dialog.recapNumber;
  if (choice.choice === 'askedForHuman') return true;
  if (choice.choice === 'wentBack' && promptNumber === dialog.recapNumber) return true;
  if (answers.has(choice.choice) && meta?.expects === 'answer') return true;
  return promptNumber === dialog.questionNumber;
};

const answerClosed = (draft: FoldDraft, closed: ClosedDialog | undefined): void => {
  if (closed) draft.tellConversation({ type: 'customer.returnedToClosed', closed: toldOf(closed) });
  else draft.tellConversation({ type: 'customer.tappedOldChoice', reference: null });
};

const toldOf = ({ variant, outcome, reference, closedAt }: ClosedDialog) => ({
  variant,
  outcome,
  reference,
  closedAt,
});
