import type { OpenDialog, StepFacts } from '../conversations/conversation-state.ts';
import { expectsOf } from '../conversations/open-items.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { forgetUnreached } from '../conversations/unreached-requests.ts';
import type { TextScene } from './typed-reply.ts';

/** Stops at once, before anybody has read it (domain 9.1 rule 10, law 6563); BAŞLA undoes it. */
export const stop = (draft: FoldDraft, { contact }: Pick<StepFacts, 'contact'>): void =>
  void draft.tellConversation({
    type: 'customer.stoppedNotices',
    by: contact === null ? 'stranger' : 'contact',
  });

/** Whoever got it is not the one in the books: nothing more about the customer is said to this number. */
export const reportWrongNumber = (draft: FoldDraft, { contact }: Pick<StepFacts, 'contact'>): void => {
  draft.tellConversation({
    type: 'customer.reportedWrongNumber',
    ref: contact?.ref ?? null,
    phoneSince: contact?.phoneSince ?? null,
  });
  for (const { request } of draft.state.dialogs) draft.abandon(request.requestId, 'undeliverable');
  forgetUnreached(draft, () => true);
};

/**
 * Words that stop or resume messages, whoever speaks and whatever is open. `target`: the item they may mean instead (domain 9.1
 * rule 8). False: they are none of these words.
 */
export const takeStop = (
  draft: FoldDraft,
  { reading, message, facts }: TextScene,
  target: OpenDialog | null,
): boolean => {
  const { meaning } = reading;
  if (isRefusalHere(meaning, message.content.text, target)) return false;
  const isStaff = draft.standing.mode === 'staff';
  switch (meaning) {
    case 'stoppedNotices':
      draft.speech.allowRepeats();
      draft.understood();
      stop(draft, facts);
      return true;
    case 'resumedNotices':
      draft.speech.allowRepeats();
      draft.understood();
      draft.tellConversation({ type: 'customer.resumedNotices' });
      return true;
    case 'reportedWrongNumber':
      draft.speech.allowRepeats();
      draft.understood();
      reportWrongNumber(draft, facts);
      return true;
    case 'stoppedUnclearly':
      if (isStaff) return false;
      draft.understood();
      // No clear "no": the question stays as it is, and what was meant is asked.
      if (target) draft.tellDialog(target.request.requestId, { type: 'customer.repliedUnclearly' });
      draft.tellConversation({ type: 'customer.stoppedUnclearly' });
      return true;
    default:
      return false;
  }
};

/** «ret», the legal keyword that stops messages, is a refusal inside an open item. */
export const isRet = (text: string): boolean => /^\s*ret[\s.!]*$/i.test(text);

/**
 * «ret», «iptal» inside an open item refuse or leave that item (domain 9.1 rule 8); outside, «ret» stops messages and «iptal»
 * is asked about. The reading cannot know where it stands.
 */
const isRefusalHere = (meaning: string, text: string, target: OpenDialog | null): boolean => {
  if (!target || target.reported !== undefined) return false;
  if (meaning === 'stoppedUnclearly') return leavable.has(expectsOf(target) ?? '');
  return meaning === 'stoppedNotices' && isRet(text) && target.request.kind !== 'notice';
};

/** States that «iptal» leaves. */
const leavable: ReadonlySet<string> = new Set(['confirmation', 'unit', 'figure', 'side']);
