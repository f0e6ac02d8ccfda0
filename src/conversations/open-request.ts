import { fourEyesOf } from '../requests/four-eyes.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { OpenDialog, StepFacts } from './conversation-state.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import { dialogInput } from './dialog-input.ts';
import type { FoldDraft } from './fold-draft.ts';
import { mustBeHeld } from './held-requests.ts';
import { presentNotice } from './present-notice.ts';
import { forgetUnreached } from './unreached-requests.ts';

/** Open requests of one contact that one conversation can hold (reliability B.7). */
const maxDialogs = 40;

type Opening = Extract<ConversationInput, { type: 'request' }>;

/** A request for this person: opened, or ended at once where it may not or cannot reach them. */
export const openRequest = (draft: FoldDraft, input: Opening, facts: StepFacts): void => {
  const { request, token } = input;
  const fourEyes = input.fourEyes ?? fourEyesOf(request);
  if (draft.dialog(request.requestId)) return;
  const earlier = draft.state.closed.find(({ requestId }) => requestId === request.requestId);
  // A request that was passed on may come back to somebody who may bind by now; one that ended never opens again.
  if (earlier && earlier.outcome !== 'forwarded_unauthorised') return;
  if (isAnothers(request, facts)) {
    refuse(draft, input, 'contact_changed');
    return;
  }
  const dialog = {
    request,
    token,
    promptNumber: 0,
    recapNumber: null,
    shown: [],
    timers: [],
    ...(fourEyes === undefined ? {} : { fourEyes }),
    ...(input.isWithheld === undefined ? {} : { isWithheld: input.isWithheld }),
  };
  const machineInput = dialogInput(request, draft.now, fourEyes);
  const unwanted = unwantedBy(draft, request);
  if (unwanted !== null) {
    draft.closeUnsent(dialog, machineInput, {
      outcome: unwanted === 'alerts_muted' ? 'muted' : 'undeliverable',
      suppressed: unwanted,
    });
    if (needsStaff(request)) callStaff(draft, request.requestId, unwanted);
    return;
  }
  if (isFull(draft)) makeRoom(draft);
  if (isFull(draft)) {
    refuse(draft, input, 'too_many_open_requests');
    return;
  }
  // A newer version of what never arrived takes its place.
  forgetUnreached(
    draft,
    ({ request: { kind, customerRef, reference } }) =>
      kind === request.kind && customerRef === request.customerRef && reference === request.reference,
  );
  if (input.isWithheld) {
    draft.open(dialog, machineInput);
    return;
  }
  presentNotice(draft, facts);
  if (!mustBeHeld(draft, request, facts)) {
    draft.open(dialog, machineInput);
    return;
  }
  draft.open(dialog, machineInput, { isHeld: true });
  draft.addEffect(request.requestId, { type: 'noteHistory', params: { what: 'awaiting_identity' } });
  draft.tellConversation({ type: 'system.heldRequest', requestId: request.requestId });
};

/** It was on its way when the conversation got another contact, or the contact another customer. */
const isAnothers = ({ customerRef }: RequestContent, { contact }: StepFacts): boolean =>
  contact !== null && !contact.customerRefs.includes(customerRef);

/** Ended without a word to the person; staff is told. */
const refuse = (draft: FoldDraft, { request, token }: Opening, reason: string): void => {
  const { requestId, kind, variant, reference } = request;
  draft.closeUnopened({ requestId, token, kind, variant, reference }, 'undeliverable');
  callStaff(draft, requestId, reason);
};

/** Why the person does not want it; null: they do, or never said. */
const unwantedBy = (draft: FoldDraft, { kind, variant, accountNo }: RequestContent): string | null => {
  if (draft.standing.notices !== 'on') return 'notices_stopped';
  if (variant === 'movement' && draft.state.mutedAccounts?.includes(accountNo ?? '')) return 'alerts_muted';
  const feedback = draft.state.consents?.feedback;
  return kind === 'feedback' && (feedback === 'rejected' || feedback === 'withdrawn')
    ? 'feedback_refused'
    : null;
};

/** A mere notice, or a question about satisfaction, is not worth a call; a possible fraud is. */
const needsStaff = ({ kind, variant }: RequestContent): boolean =>
  (kind !== 'notice' && kind !== 'feedback') || variant === 'verification';

const callStaff = (draft: FoldDraft, requestId: string, reason: string): void =>
  draft.addEffect(requestId, { type: 'openTask', params: { reason, urgent: true } });

/** What ended and only waits out a correction takes no room. */
const isFull = (draft: FoldDraft): boolean =>
  draft.state.dialogs.filter(({ reported }) => reported === undefined).length >= maxDialogs;

/** A notice has been told; the oldest one gives way to what has to be answered. */
const makeRoom = (draft: FoldDraft): void => {
  const mayGo = ({ request }: OpenDialog): boolean =>
    request.kind === 'notice' && request.variant !== 'verification';
  const oldest = draft.dialogs.find(mayGo);
  if (oldest === undefined) return;
  draft.tellDialog(oldest.request.requestId, { type: 'timer.expiry' });
  draft.abandon(oldest.request.requestId, 'delivered');
};
