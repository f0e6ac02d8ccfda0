import { isWish, type Wish } from '../../machines/conversation/wishes.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import { dialogKind } from '../conversations/dialog-kinds.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { awaitsWords } from '../conversations/open-items.ts';
import type { Meaning, Proposal } from '../reading/reading.ts';
import { rightOf } from '../reading/rights.ts';
import { readGuess } from './answer-read.ts';
import { isFresh } from './freshness.ts';
import { serve } from './serve.ts';
import type { TextScene } from './typed-reply.ts';
import { leavesGuess } from './while-waiting.ts';

/** Acts that a button of the conversation does: asked back with it. */
const askedBack: { readonly [meaning in Meaning]?: Wish } = {
  resumedNotices: 'resumedNotices',
  reportedWrongNumber: 'reportedWrongNumber',
  askedForErasure: 'askedForErasure',
  askedForAccess: 'askedForAccess',
  'privacy.correct': 'askedForCorrection',
  withdrewConsents: 'withdrewConsents',
  disputedMovement: 'disputedMovement',
  askedForDocument: 'askedForDocument',
};

/** Both are answered by a place that has the buttons and asks. */
const placeOf: { readonly [meaning in Meaning]?: Wish } = {
  stoppedNotices: 'stoppedUnclearly',
  stoppedUnclearly: 'stoppedUnclearly',
  mute: 'stoppedUnclearly',
  'consent.give': 'openedMarketing',
  'consent.refuse': 'openedMarketing',
};

/** States that take words out of a list of their own. */
export const listing: ReadonlySet<string> = new Set(['unit', 'side']);

const answers: ReadonlySet<Meaning> = new Set<Meaning>([
  'reject.partial',
  'conditional',
  'correction',
  'go_back',
]);

/**
 * Words that only the classifier has an opinion of (ADR 0040). A harmless wish is read on as if it had been said; anything else is
 * asked back with buttons, by the request it may answer or by the conversation. Null: asked back; nothing more to do.
 */
export const takeProposed = (
  draft: FoldDraft,
  scene: TextScene,
  target: OpenDialog | null,
): TextScene | null => {
  const { reading } = scene;
  const { proposed } = reading;
  const stand = target && standOf(target);
  // A unit, a side, a figure, a reason: what is typed is read for that alone.
  if (proposed === null || awaitsWords(stand) || listing.has(stand?.meta?.expects ?? '')) return scene;
  const right = rightOf(proposed);
  if (right === 'none' || leavesGuess(draft, proposed.meaning)) return scene;
  if (right === 'serve')
    return { ...scene, reading: { ...reading, meaning: proposed.meaning }, isGuess: true };
  if (target !== null && isForRequest(draft, target, proposed.meaning)) {
    draft.noteRead(readGuess(reading, proposed.meaning));
    draft.leadBy(target.request.requestId, scene.message.messageId);
    askBack(draft, target, proposed.meaning);
    return null;
  }
  const place = placeOf[proposed.meaning];
  const wish = askedBack[proposed.meaning] ?? wishFromOutside(proposed);
  if (place === undefined && wish === undefined) return scene;
  draft.noteRead(readGuess(reading, proposed.meaning));
  if (place !== undefined) serve(draft, place, scene.facts);
  else if (wish !== undefined) {
    draft.understood();
    draft.tellConversation({ type: 'customer.perhapsMeant', wish });
  }
  return null;
};

/** Even a wish that would be served from our own classifier is asked back (ADR 0042); the menu's button is there anyway. */
const wishFromOutside = ({ meaning, from }: Proposal): Wish | undefined =>
  from === 'outside' && isWish(meaning) && meaning !== 'openedMenu' ? meaning : undefined;

/** Would this request take these words as its answer, had they been certain? */
const isForRequest = (draft: FoldDraft, { request, ...dialog }: OpenDialog, meaning: Meaning): boolean => {
  const isAnswer = meaning === 'approve.clear' || meaning === 'reject.clear' || answers.has(meaning);
  if (request.kind === 'reconciliation' || request.kind === 'approval')
    return isAnswer && dialog.reported === undefined;
  const now = { now: draft.now, isFresh: isFresh(draft) };
  return dialogKind(request.kind).reply(meaning, request, now) !== null;
};

/** Its question once more in words that fit, with its buttons: only they answer. */
const askBack = (draft: FoldDraft, dialog: OpenDialog, meaning: Meaning): void => {
  draft.understood();
  const isAsked = standOf(dialog)?.meta?.expects === 'answer';
  const type =
    isAsked && meaning === 'approve.clear'
      ? 'customer.softlyAgreed'
      : isAsked && meaning === 'reject.clear'
        ? 'customer.softlyDisagreed'
        : 'customer.repliedUnclearly';
  draft.tellDialog(dialog.request.requestId, { type });
};
