import type { Expects } from '../../machines/shared/dialog-events.ts';
import type { OpenDialog } from './conversation-state.ts';
import { standOf } from './dialog-snapshots.ts';
import type { DialogStanding } from './dialog-snapshots.ts';
import type { FoldDraft } from './fold-draft.ts';

/** States of a request that waits for the person; notices with mere buttons, reviews and corrections are not counted. */
const waiting: ReadonlySet<Expects> = new Set<Expects>([
  'answer',
  'unit',
  'figure',
  'side',
  'reason',
  'confirmation',
  'question',
  'comment',
  'code',
  'file',
]);

const wording: ReadonlySet<Expects> = new Set<Expects>(['figure', 'reason', 'question', 'comment', 'code']);
const freely: ReadonlySet<Expects> = new Set<Expects>(['reason', 'question', 'comment']);

/** Does this dialog wait for an answer of the person? One that cannot be restored counts: nothing may be guessed past it. */
const isOpenItem = (dialog: OpenDialog): boolean => {
  // An approval that ended may wait for the recap of a correction, or its reason.
  if (dialog.reported !== undefined && dialog.request.kind !== 'approval') return false;
  const stand = standOf(dialog);
  return stand === null || (stand.meta !== null && waiting.has(stand.meta.expects));
};

export const openItems = (draft: FoldDraft): readonly OpenDialog[] => draft.dialogs.filter(isOpenItem);

/** Is it just asking for words or a figure of the person's own? */
export const awaitsWords = (stand: DialogStanding | null): boolean =>
  wording.has(stand?.meta?.expects ?? 'review');

/** Whatever is typed is the answer: a reason, a question, a comment. */
export const awaitsFreeText = (stand: DialogStanding | null): boolean =>
  freely.has(stand?.meta?.expects ?? 'review');

export const expectsOf = (dialog: OpenDialog): Expects | null => standOf(dialog)?.meta?.expects ?? null;

/** Last asked last. */
const askedLater = (dialog: OpenDialog, other: OpenDialog | null): boolean =>
  other === null || (dialog.lastPromptAt ?? '') >= (other.lastPromptAt ?? '');

/** The one that spoke last; null of none. */
export const lastAsked = (dialogs: readonly OpenDialog[]): OpenDialog | null =>
  dialogs.reduce<OpenDialog | null>((last, dialog) => (askedLater(dialog, last) ? dialog : last), null);
