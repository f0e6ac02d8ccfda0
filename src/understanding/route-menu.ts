import { isWish } from '../../machines/conversation/wishes.ts';
import type { Choice } from '../../machines/shared/effects.ts';
import { answerClosed } from '../conversations/answer-closed.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { serve } from './serve.ts';
import { chooseForFile } from './route-file.ts';
import { takeConsentChoice } from './route-consent.ts';

/** A button of the conversation itself: the menu, a list of requests, a consent. */
export const routeMenu = (draft: FoldDraft, { choice, arg }: Choice, facts: StepFacts): void => {
  if (isWish(choice)) serve(draft, choice, facts);
  else if (choice === 'choseRequest') chooseRequest(draft, arg);
  else if (choice === 'choseForFile' && arg !== undefined) chooseForFile(draft, arg);
  else if (choice === 'gaveConsent' || choice === 'refusedConsent') takeConsentChoice(draft, choice, arg);
  else draft.tellConversation({ type: 'customer.tappedOldChoice', reference: null });
};

/** The text that led here is never applied: the request asks its question again, with its own buttons. */
const chooseRequest = (draft: FoldDraft, requestId: string | undefined): void => {
  if (requestId !== undefined && draft.dialog(requestId)) {
    draft.choose(requestId);
    draft.tellDialog(requestId, { type: 'system.askedAgain' });
    return;
  }
  answerClosed(
    draft,
    draft.state.closed.find((closed) => closed.requestId === requestId),
  );
};
