import { decodeChoiceId } from '../conversations/choice-id.ts';
import type { ClosedDialog, OpenDialog } from '../conversations/conversation-state.ts';
import { expiresAtOf } from '../conversations/dialog-bookkeeping.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { isFile } from './route-file.ts';
import { saysAnswer } from './route-target.ts';
import { saidAt } from './said-at.ts';
import type { MessageScene, TextScene } from './typed-reply.ts';

/** The person gets the time they still had, within these bounds. */
const shortestMs = 15 * 60_000;
const longestMs = 24 * 60 * 60_000;

/**
 * What the person did in time counts as in time, also when it reaches us after the end (our outage; the platform's retries
 * carry the time of the tap): its request goes on, opened again where a timer has ended it, and staff is told. A yes to a price
 * that has run out is the exception unless it completes the decision: then it is on record, and a matter for staff. While staff
 * speaks nothing is decided: the request waits, and its question comes again when the bot speaks again.
 */
export const takeLateArrivals = (draft: FoldDraft, scene: MessageScene, text: TextScene | null): void => {
  const said = Date.parse(saidAt(draft, scene));
  const now = Date.parse(draft.now);
  const isLate = (until: string): boolean => said <= Date.parse(until) && now > Date.parse(until);
  const open = draft.dialogs.filter((dialog) => dialog.reported === undefined && isLate(expiresAtOf(dialog)));
  const ended = draft.state.closed.filter(({ before }) => before !== undefined && isLate(before.until));
  if (open.length === 0 && ended.length === 0) return;
  const isMeant = (dialog: OpenDialog): boolean => means(draft, dialog, scene, text);
  for (const dialog of open.filter(isMeant)) goOn(draft, dialog, said, null);
  for (const closed of ended)
    if (closed.before !== undefined && isMeant(closed.before.dialog))
      goOn(draft, closed.before.dialog, said, closed);
};

const means = (
  draft: FoldDraft,
  dialog: OpenDialog,
  { message: { content }, facts }: MessageScene,
  text: TextScene | null,
): boolean => {
  if (content.type === 'choice') return decodeChoiceId(content.id)?.token === dialog.token;
  const quoted = facts.quotedRequestId ?? null;
  if (quoted !== null && quoted !== dialog.request.requestId) return false;
  if (text !== null) return saysAnswer(draft, dialog, text);
  const { kind, variant } = dialog.request;
  return isFile(content) && (kind === 'document' || variant === 'payment' || variant === 'difference');
};

/** `closed`: a timer has ended it. */
const goOn = (draft: FoldDraft, dialog: OpenDialog, said: number, closed: ClosedDialog | null): void => {
  const { requestId } = dialog.request;
  const mayOpen = closed === null || !isReplaced(draft, dialog);
  if (!mayOpen || isStalePrice(draft, dialog)) {
    putOnRecord(draft, requestId);
    return;
  }
  if (closed !== null) draft.reopen(closed);
  // A correction says nothing of its own before it is asked back, and while staff speaks nobody asks.
  if (dialog.reported !== undefined && draft.standing.mode === 'staff') putOnRecord(draft, requestId);
  const left = Date.parse(closed?.before?.until ?? expiresAtOf(dialog)) - said;
  const until = new Date(Date.parse(draft.now) + graceOf(draft, dialog, left)).toISOString();
  draft.tellDialog(requestId, { type: 'system.answeredInTime', until });
};

/** On record and told to staff, whatever becomes of the request. */
const putOnRecord = (draft: FoldDraft, requestId: string): void => {
  draft.addEffect(requestId, { type: 'noteHistory', params: { what: 'answered_in_time' } });
  draft.addEffect(requestId, { type: 'openTask', params: { reason: 'late_answer', urgent: true } });
};

/** The person can answer only once staff is done; the minutes of a correction stay short. */
const graceOf = ({ standing }: FoldDraft, { reported }: OpenDialog, leftMs: number): number =>
  standing.mode === 'staff' && reported === undefined
    ? longestMs
    : Math.min(Math.max(leftMs, shortestMs), longestMs);

/** A newer version was asked meanwhile, or the same again: that one is to be answered (domain 3.3). */
const isReplaced = (draft: FoldDraft, { request }: OpenDialog): boolean =>
  draft.state.dialogs.some(
    (other) => other.request.variant === request.variant && other.request.reference === request.reference,
  );

/**
 * The price has run out, and what arrived does not complete a decision: a yes would bind to what nobody offers any more. While
 * staff speaks nothing completes one.
 */
const isStalePrice = ({ standing }: FoldDraft, dialog: OpenDialog): boolean =>
  (dialog.request.details['price'] ?? null) !== null &&
  dialog.reported === undefined &&
  (standing.mode === 'staff' || standOf(dialog)?.meta?.expects !== 'confirmation');
