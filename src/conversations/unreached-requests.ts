import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { OpenDialog, StepFacts } from './conversation-state.ts';
import { expiresAtOf } from './dialog-bookkeeping.ts';
import { correctUnanswered } from './end-unsaid.ts';
import type { FoldDraft } from './fold-draft.ts';

const kept = 30;

const isAnswerable = (dialog: OpenDialog, now: string): boolean =>
  Date.parse(now) <= Date.parse(expiresAtOf(dialog));

/** Requests that ended because their first message could not arrive, while an answer would still be in time. */
export const unreachedRequests = ({ state, now }: Pick<FoldDraft, 'state' | 'now'>): readonly OpenDialog[] =>
  (state.unreached ?? []).filter((dialog) => isAnswerable(dialog, now));

/** Of a request that has ended: whether anything that asked it may have arrived was looked up. */
const hearEnded = (draft: FoldDraft, requestId: string, { unsaid = {} }: Pick<StepFacts, 'unsaid'>): void =>
  correctUnanswered(draft, requestId, unsaid[requestId]);

/** A later message cannot arrive, a reminder or a part of the dialog: noted, and of a request that has ended it may be the last word. */
export const failLaterPrompt = (
  draft: FoldDraft,
  { requestId }: Extract<ConversationInput, { type: 'delivery-failed' }>,
  facts: Pick<StepFacts, 'unsaid'>,
): void => {
  if (draft.dialog(requestId) === undefined) hearEnded(draft, requestId, facts);
  else draft.tellDialog(requestId, { type: 'system.promptLost' });
};

/**
 * The first message cannot arrive. Where the message was refused and not the person, somebody can put it right: the request
 * stays open. Else the dialog hears it, and is kept as it stood where that ends it.
 */
export const failFirstPrompt = (
  draft: FoldDraft,
  { requestId, cause }: Extract<ConversationInput, { type: 'delivery-failed' }>,
  facts: Pick<StepFacts, 'unsaid'>,
): void => {
  const before = draft.dialog(requestId);
  if (before === undefined) {
    hearEnded(draft, requestId, facts);
    return;
  }
  if (cause === 'message') {
    draft.tellDialog(requestId, { type: 'system.promptLost' });
    // Where its term is over as well, the end says so, and staff has one task of both.
    if (Date.parse(draft.now) < Date.parse(expiresAtOf(before)))
      askStaffAbout(draft, requestId, 'message_refused');
    return;
  }
  draft.tellDialog(requestId, { type: 'system.undeliverable' });
  if (draft.dialog(requestId) !== undefined) return;
  const unreached = [...unreachedRequests(draft), before].slice(-kept);
  draft.change((state) => ({ ...state, unreached }));
};

/** Another version took its place, or it was withdrawn: it never opens again. */
export const forgetUnreached = (draft: FoldDraft, isMeant: (dialog: OpenDialog) => boolean): void => {
  const { unreached } = draft.state;
  if (unreached === undefined || !unreached.some(isMeant)) return;
  draft.change((state) => ({ ...state, unreached: unreached.filter((dialog) => !isMeant(dialog)) }));
};

/**
 * It reached the person after all (platform 4.4: `delivered` counts more than `failed`; an answer proves as much): the
 * request is open again and stands where it stood. Reminders that were due meanwhile are passed over. False: nothing to open.
 */
export const reopenUnreached = (draft: FoldDraft, requestId: string): boolean => {
  const dialog = unreachedRequests(draft).find(({ request }) => request.requestId === requestId);
  if (dialog === undefined) return false;
  const isOther = (other: { requestId: string }): boolean => other.requestId !== requestId;
  draft.change((state) => ({
    ...state,
    dialogs: [...state.dialogs, dialog],
    closed: state.closed.filter(isOther),
    unreached: (state.unreached ?? []).filter(({ request }) => isOther(request)),
  }));
  draft.addEffect(requestId, { type: 'reopenRequest', params: {} });
  const missed = dialog.timers.find(
    ({ timer, at }) => timer === 'reminder' && Date.parse(at) <= Date.parse(draft.now),
  );
  if (missed !== undefined && draft.takeTimer(requestId, missed.timer, missed.gen))
    draft.tellDialog(
      requestId,
      { type: 'timer.reminder', now: draft.now },
      ({ type }) => type !== 'sendPrompt' && type !== 'noteHistory',
    );
  return true;
};

/** A message of ours that was given up was delivered: its request opens again, or its history says so. */
export const noteLateDelivery = (draft: FoldDraft, requestId: string): void => {
  if (reopenUnreached(draft, requestId) || draft.dialog(requestId) === undefined) return;
  draft.addEffect(requestId, { type: 'noteHistory', params: { what: 'delivered_late' } });
};

/** A message the person may not have, and that is not sent again by itself. */
export const askStaffAbout = (
  draft: FoldDraft,
  requestId: string,
  reason: 'message_refused' | 'delivery_unknown',
): void => draft.addEffect(requestId, { type: 'openTask', params: { reason, urgent: true } });
