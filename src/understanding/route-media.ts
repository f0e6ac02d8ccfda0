import type { InboundContent } from '../vocabulary/inbound-unit.ts';
import { askWhich } from '../conversations/ask-which.ts';
import type { OpenDialog, StepFacts } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { openItems } from '../conversations/open-items.ts';
import { waitsForAnswer } from './while-waiting.ts';

/** Voice, stickers, reactions, places, cards …: answered, never an answer (domain 9.1 rule 1). */
export const routeOther = (draft: FoldDraft, content: InboundContent, facts: StepFacts): void => {
  // They stand in the chat for whoever is waited for.
  if (waitsForAnswer(draft)) return;
  const items = openItems(draft);
  const target = targetOf(draft, items, facts);
  const isMild = content.type === 'reaction' || content.type === 'sticker';
  draft.understood();
  if (!isMild)
    draft.tellConversation(
      content.type === 'voice' ? { type: 'customer.sentVoice' } : { type: 'customer.sentMedia' },
    );
  else if (target || items.length > 1) draft.tellConversation({ type: 'customer.reacted' });
  if (target) draft.tellDialog(target.request.requestId, { type: 'customer.sentMedia' });
  else if (items.length > 1) askWhich(draft);
};

/** The quoted request; the only one that is open; else the newest notice, whose buttons come again. */
const targetOf = (
  draft: FoldDraft,
  items: readonly OpenDialog[],
  facts: StepFacts,
): OpenDialog | undefined => {
  const quoted = draft.dialog(facts.quotedRequestId ?? '');
  if (quoted) return quoted;
  if (items.length > 0) return items.length === 1 ? items[0] : undefined;
  return draft.dialogs.findLast(
    ({ request, reported }) => request.kind === 'notice' && reported === undefined,
  );
};

/** Nothing is said; the request's history knows. */
export const noteDeleted = (draft: FoldDraft, messageId: string): void => {
  const decided = takeDecidedBy(draft, messageId);
  if (decided)
    draft.addEffect(decided.requestId, { type: 'noteHistory', params: { what: 'answer_deleted' } });
};

export const takeDecidedBy = (
  draft: FoldDraft,
  messageId: string,
): { requestId: string; reference: string } | undefined => {
  const known = draft.state.decidedBy ?? [];
  const decided = known.find((one) => one.messageId === messageId);
  if (decided) draft.change((state) => ({ ...state, decidedBy: known.filter((one) => one !== decided) }));
  return decided;
};
