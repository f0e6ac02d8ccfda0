import type { Expects } from '../../machines/shared/dialog-events.ts';
import { mandateOf } from '../requests/authority.ts';
import { answerClosed } from '../conversations/answer-closed.ts';
import { conversationToken, decodeChoiceId } from '../conversations/choice-id.ts';
import type { ChoiceId } from '../conversations/choice-id.ts';
import type { OpenDialog, StepFacts } from '../conversations/conversation-state.ts';
import { reportedAs } from '../conversations/dialog-bookkeeping.ts';
import { dialogKind } from '../conversations/dialog-kinds.ts';
import { boundLines, standOf } from '../conversations/dialog-snapshots.ts';
import type { DialogStanding } from '../conversations/dialog-snapshots.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { readTap } from './answer-read.ts';
import { askForProof } from './ask-for-proof.ts';
import { isFresh } from './freshness.ts';
import { routeMenu } from './route-menu.ts';

/** Answers to the question itself: they count from any prompt of the request while it waits for its answer. */
const answers = new Set([
  ...['agreed', 'disagreed', 'approved', 'rejected', 'askedQuestion'],
  ...['positive', 'neutral', 'negative', 'refusedToSend'],
]);
/** Where such an answer is heard; one that was given already is told as recorded, or taken back. */
const answerable: ReadonlySet<Expects> = new Set<Expects>(['answer', 'file', 'choice', 'correction']);
/** Wishes that cannot harm: they count from any prompt as long as the request is open. */
const anytime = new Set([
  ...['askedForHuman', 'askedForLink', 'askedForTime', 'askedForStatement', 'askedForCall', 'muted'],
  ...['sendReceipt', 'sendStatement', 'sendReport', 'openedRequest', 'notMine'],
]);

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
    routeMenu(draft, tapped.choice, facts);
    return;
  }
  draft.noteRead(readTap(tapped.choice.choice));
  const dialog = draft.dialogs.find(({ token }) => token === tapped.token);
  if (dialog) routeToDialog(draft, dialog, tapped, facts);
  else if (!isHeld(draft, tapped) || !askForProof(draft, facts))
    answerClosed(
      draft,
      draft.state.closed.find(({ token }) => token === tapped.token),
    );
};

/** A button from before it was open who is behind the keys. */
const isHeld = ({ state, standing }: FoldDraft, { token }: ChoiceId): boolean =>
  state.dialogs.some(({ request, token: own }) => own === token && standing.held.includes(request.requestId));

/** A button of an open dialog, tapped or typed as its title. */
export const routeToDialog = (
  draft: FoldDraft,
  dialog: OpenDialog,
  tapped: ChoiceId,
  facts: StepFacts,
): void => {
  const { requestId, customerRef, kind, reference } = dialog.request;
  const stand = standOf(dialog);
  if (!stand) {
    draft.reportUnreadable(requestId);
    return;
  }
  const lines = tapped.choice.choice === 'confirmed' ? boundLines(stand, dialog) : dialog.request.lines;
  const event = isCurrent(dialog, stand, tapped)
    ? dialogKind(kind).choice(tapped.choice, {
        mandate: mandateOf(facts.contact, customerRef, lines),
        now: draft.now,
        isFresh: isFresh(draft),
      })
    : null;
  if (event !== null && draft.tellDialog(requestId, event)) {
    draft.choose(requestId);
    return;
  }
  const reported = reportedAs(dialog, draft.now);
  if (reported) answerClosed(draft, reported);
  else draft.tellConversation({ type: 'customer.tappedOldChoice', reference });
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
  if (anytime.has(choice.choice)) return true;
  if (choice.choice === 'wentBack' && promptNumber === dialog.recapNumber) return true;
  if (answers.has(choice.choice) && meta !== null && answerable.has(meta.expects)) return true;
  return promptNumber === dialog.questionNumber;
};
