import type { InboundContent } from '../vocabulary/inbound-unit.ts';
import { answerClosed } from '../conversations/answer-closed.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { expectsOf, openItems } from '../conversations/open-items.ts';
import { takeDecidedBy } from './route-media.ts';
import { routeText } from './route-text.ts';
import type { MessageScene, TextScene } from './typed-reply.ts';

type Edited = Extract<InboundContent, { type: 'edited' }>;

/**
 * A message was changed afterwards. What it decided stands, and the person is told so once. A figure that is still being asked is
 * taken as it reads now; where the dialog is past it, the person is told that nothing is on record yet and sees the question
 * again, and of a request that ended what became of it: never silence, and never an answer that an edit alone gives (domain 3.6,
 * 9.1 rule 9).
 */
export const routeEdited = (draft: FoldDraft, scene: MessageScene, edited: Edited): void => {
  const { originalMessageId } = edited;
  const decided = takeDecidedBy(draft, originalMessageId);
  if (decided) {
    forget(draft, originalMessageId);
    draft.addEffect(decided.requestId, { type: 'noteHistory', params: { what: 'answer_edited' } });
    draft.tellConversation({ type: 'customer.editedAnswer', reference: decided.reference, isRecorded: true });
    return;
  }
  const typed = draft.state.typedFor?.find(({ messageId }) => messageId === originalMessageId);
  const dialog = typed === undefined ? onlyAsking(draft) : draft.dialog(typed.requestId);
  if (dialog !== undefined && asksFigure(dialog)) {
    takeFigure(draft, scene, { edited, requestId: dialog.request.requestId });
    return;
  }
  if (typed === undefined) return;
  draft.addEffect(typed.requestId, { type: 'noteHistory', params: { what: 'answer_edited' } });
  if (dialog === undefined) {
    forget(draft, originalMessageId);
    tellEnded(draft, typed);
    return;
  }
  const isRecorded = dialog.reported !== undefined || dialog.decisionId !== undefined;
  draft.tellConversation({ type: 'customer.editedAnswer', reference: typed.reference, isRecorded });
  if (dialog.reported === undefined) draft.tellDialog(typed.requestId, { type: 'customer.sentMedia' });
};

/** Ends that are an answer of the person; all others recorded nothing of theirs. */
const answered: ReadonlySet<string> = new Set([
  ...['agreed', 'agreed_partial', 'disagreed', 'approved', 'rejected', 'objected'],
  ...['positive', 'neutral', 'negative', 'disputed', 'confirmed', 'denied', 'paid'],
]);

/** The record stands where there is one; else what became of the request is said. */
const tellEnded = (
  draft: FoldDraft,
  { requestId, reference }: { requestId: string; reference: string },
): void => {
  const closed = draft.state.closed.find((one) => one.requestId === requestId);
  if (closed === undefined) draft.tellConversation({ type: 'customer.foundNothingOpen' });
  else if (answered.has(closed.outcome))
    draft.tellConversation({ type: 'customer.editedAnswer', reference, isRecorded: true });
  else answerClosed(draft, closed);
};

const asksFigure = (dialog: OpenDialog): boolean => expectsOf(dialog) === 'figure';

/** The message came before we kept which request it was for. */
const onlyAsking = (draft: FoldDraft): OpenDialog | undefined => {
  const [only, another] = openItems(draft).filter(asksFigure);
  return another === undefined ? only : undefined;
};

/** As if it had been typed like this, to the request that asks. */
const takeFigure = (
  draft: FoldDraft,
  scene: MessageScene,
  { edited: { text }, requestId }: { edited: Edited; requestId: string },
): void => {
  const asWritten = text ?? '';
  const typed: TextScene = {
    ...scene,
    facts: { ...scene.facts, quotedRequestId: requestId },
    message: { ...scene.message, content: { type: 'text', text: asWritten } },
    reading: scene.readers.readReply(asWritten, scene.facts.ownUnits),
  };
  routeText(draft, typed);
};

/** Of a request that ended it is told once. */
const forget = (draft: FoldDraft, originalMessageId: string): void =>
  draft.change(({ typedFor = [], ...state }) => ({
    ...state,
    typedFor: typedFor.filter(({ messageId }) => messageId !== originalMessageId),
  }));
