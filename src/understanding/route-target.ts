import type { Meaning } from '../reading/reading.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import { dialogKind } from '../conversations/dialog-kinds.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { isFresh } from './freshness.ts';
import { awaitsWords, expectsOf, lastAsked, openItems } from '../conversations/open-items.ts';
import type { TextScene } from './typed-reply.ts';

/** Words that answer a letter or an approval. */
export const answering: ReadonlySet<Meaning> = new Set<Meaning>([
  'approve.strong',
  'approve.clear',
  'approve.soft',
  'reject',
  'reject.clear',
  'reject.partial',
  'conditional',
  'ambiguous',
  'defer',
]);

/** Words that only one kind of request can mean: they find it among several without a question. */
const particular: ReadonlySet<Meaning> = new Set<Meaning>([
  'extension',
  'upload_link',
  'refuse_document',
  'document.sent',
  'feedback.positive',
  'feedback.neutral',
  'feedback.negative',
]);

/**
 * Which dialog typed words belong to: the quoted one; else the notice or request that alone can mean them; else the only open
 * item; else the one that was chosen; else the item that is waiting for words or figures, last asked first. Null: nothing open, or several and
 * nothing says which.
 */
export const targetOf = (draft: FoldDraft, scene: TextScene): OpenDialog | null => {
  const quoted = draft.dialog(scene.facts.quotedRequestId ?? '');
  if (quoted) return quoted;
  const items = openItems(draft);
  const meant =
    correctedOf(draft, scene) ?? noticeOf(draft, scene, items) ?? particularOf(draft, scene, items);
  if (meant) return meant;
  if (items.length === 1) return items[0] ?? null;
  const chosen = chosenOf(draft, items);
  if (chosen) return chosen;
  return lastAsked(items.filter((dialog) => awaitsWords(standOf(dialog))));
};

/** The event these words are in this dialog's own terms; null: it has none for them. */
const replyOf = (draft: FoldDraft, { request }: OpenDialog, { reading }: TextScene) =>
  dialogKind(request.kind).reply(reading.meaning, request, {
    now: draft.now,
    isFresh: isFresh(draft),
  });

/**
 * A mistake is spoken of: the request that ended last and may still be put right, or a first approval that waits for the
 * second. A plain "no" is for the latter where nothing else is open.
 */
const correctedOf = (draft: FoldDraft, { reading }: TextScene): OpenDialog | null => {
  const isWaiting = (dialog: OpenDialog): boolean =>
    dialog.request.kind === 'approval' && expectsOf(dialog) === 'choice';
  if (reading.meaning === 'correction')
    return lastAsked(draft.dialogs.filter((dialog) => dialog.reported !== undefined || isWaiting(dialog)));
  const isOther = reading.meaning !== 'reject' || openItems(draft).length > 0;
  return isOther ? null : lastAsked(draft.dialogs.filter(isWaiting));
};

/** The newest notice these words fit, unless an open item wants them. */
const noticeOf = (draft: FoldDraft, scene: TextScene, items: readonly OpenDialog[]): OpenDialog | null => {
  if (items.some((item) => wants(draft, item, scene))) return null;
  const fits = (dialog: OpenDialog): boolean => {
    if (dialog.request.kind !== 'notice' || items.includes(dialog)) return false;
    const event = replyOf(draft, dialog, scene);
    // Every notice knows these two; without a quote they are meant for nobody in particular.
    return event !== null && event.type !== 'customer.askedForHuman' && event.type !== 'system.askedAgain';
  };
  return draft.dialogs.findLast((dialog) => dialog.reported === undefined && fits(dialog)) ?? null;
};

/** Would this dialog take these words for its own answer? Also of one that has ended, as it stood. */
export const saysAnswer = (draft: FoldDraft, item: OpenDialog, scene: TextScene): boolean =>
  item.reported === undefined ? wants(draft, item, scene) : scene.reading.meaning === 'correction';

const wants = (draft: FoldDraft, item: OpenDialog, scene: TextScene): boolean => {
  if (awaitsWords(standOf(item))) return true;
  const { kind } = item.request;
  return kind === 'reconciliation' || kind === 'approval'
    ? answering.has(scene.reading.meaning)
    : replyOf(draft, item, scene) !== null;
};

const particularOf = (
  draft: FoldDraft,
  scene: TextScene,
  items: readonly OpenDialog[],
): OpenDialog | null => {
  if (!particular.has(scene.reading.meaning)) return null;
  const able = items.filter((item) => replyOf(draft, item, scene) !== null);
  return able.length === 1 ? (able[0] ?? null) : null;
};

/** The one the person chose, as long as nothing else has spoken since: then nothing says which is meant any more. */
const chosenOf = ({ state }: FoldDraft, items: readonly OpenDialog[]): OpenDialog | null => {
  const chosen = items.find(({ request }) => request.requestId === state.chosen);
  const spokeLater = ({ lastPromptAt = '' }: OpenDialog): boolean =>
    lastPromptAt >= (chosen?.lastPromptAt ?? '');
  return chosen === undefined || items.some((item) => item !== chosen && spokeLater(item)) ? null : chosen;
};
