import type { MachineEvent } from '../../machines/registry.ts';
import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import type { RequestContent } from '../requests/request-content.ts';
import type { ConversationInput, FoldInput, StaffCommand, StepFacts } from './conversation-state.ts';
import { FoldDraft } from './fold-draft.ts';
import { routeMessage } from './route-message.ts';
import type { Readers } from './typed-reply.ts';

/**
 * One input through one conversation: pure and total. A message is read as an event of the dialog it belongs to; requests,
 * commands, timers and refusals of the platform become events of their own. Rules of domain 9.1 and reliability-security B.
 */
export const makeFoldInput =
  (readers: Readers): FoldInput =>
  (state, input, facts) => {
    const draft = new FoldDraft(state, utc(facts.now));
    apply(draft, input, facts, readers);
    return draft.toResult();
  };

const apply = (draft: FoldDraft, input: ConversationInput, facts: StepFacts, readers: Readers): void => {
  switch (input.type) {
    case 'message':
      routeMessage(draft, input.message, facts, readers);
      return;
    case 'request':
      openRequest(draft, input);
      return;
    case 'command':
      applyCommand(draft, input.command);
      return;
    case 'timer':
      fireTimer(draft, input);
      return;
    case 'delivery-failed':
      // Only the first prompt decides whether the person can be reached; the rest is noted.
      draft.tellDialog(input.requestId, {
        type: input.promptNumber === 1 ? 'system.undeliverable' : 'system.promptLost',
      });
  }
};

const openRequest = (draft: FoldDraft, input: Extract<ConversationInput, { type: 'request' }>): void => {
  const { request, token } = input;
  if (draft.dialog(request.requestId)) return;
  const earlier = draft.state.closed.find(({ requestId }) => requestId === request.requestId);
  // A request that was passed on may come back to somebody who may bind by now; one that ended never opens again.
  if (earlier && earlier.outcome !== 'forwarded_unauthorised') return;
  const refused = draft.isFull
    ? 'too_many_open_requests'
    : draft.state.notices === 'off'
      ? 'notices_stopped'
      : null;
  if (refused !== null) {
    const { requestId, kind, variant, reference } = request;
    draft.closeUnopened({ requestId, token, kind, variant, reference }, 'undeliverable');
    draft.addEffect(requestId, {
      type: 'openTask',
      params: { reason: refused, urgent: true },
    });
    return;
  }
  const dialog = { request, token, promptNumber: 0, recapNumber: null, shown: [], timers: [] };
  draft.open(dialog, dialogInput(request, draft.now));
};

const dialogInput = (
  { variant, lines, reminders, expiresAt }: RequestContent,
  now: string,
): RequestInput => ({
  variant,
  lines,
  reminders: reminders
    .map(utc)
    .filter((reminder) => reminder > now && reminder < utc(expiresAt))
    .sort(),
  expiresAt: utc(expiresAt),
});

const applyCommand = (draft: FoldDraft, command: StaffCommand): void => {
  switch (command.type) {
    case 'cancel':
      tellOwner(draft, command, { type: 'staff.cancelled' }, 'withdrawn');
      return;
    case 'remind':
      tellOwner(draft, command, { type: 'staff.reminded' }, null);
      return;
    case 'supersede':
      tellOwner(draft, command, { type: 'system.superseded' }, 'superseded');
      return;
    case 'takeover':
      draft.tellConversation({ type: 'staff.tookOver' });
      draft.setMode('staff');
      return;
    case 'release':
      draft.tellConversation({ type: 'staff.released' });
      draft.setMode('bot');
  }
};

/**
 * A command reaches the dialog wherever it is: here, in the conversation the request was passed on to, or not opened yet,
 * and then it is not opened any more. A request that ended keeps its outcome.
 */
const tellOwner = (
  draft: FoldDraft,
  command: Extract<StaffCommand, { requestId: string }>,
  event: MachineEvent,
  outcomeUnopened: string | null,
): void => {
  const { requestId } = command;
  if (draft.dialog(requestId)) {
    draft.tellDialog(requestId, event);
    return;
  }
  const earlier = draft.state.closed.find((closed) => closed.requestId === requestId);
  if (earlier?.outcome === 'forwarded_unauthorised') draft.readdress(requestId, command);
  else if (earlier === undefined && outcomeUnopened !== null)
    draft.closeUnopened({ requestId }, outcomeUnopened);
};

const fireTimer = (draft: FoldDraft, input: Extract<ConversationInput, { type: 'timer' }>): void => {
  const dialog = draft.dialog(input.requestId);
  if (!dialog || !draft.takeTimer(input.requestId, input.timer, input.gen)) return;
  const isOver = draft.now >= utc(dialog.request.expiresAt);
  if (input.timer === 'expiry' || isOver) {
    draft.tellDialog(input.requestId, { type: 'timer.expiry' });
    return;
  }
  // While staff speaks nothing is sent in between; only the next reminder is set.
  const isSilent = draft.state.mode === 'staff' || draft.state.notices === 'off';
  draft.tellDialog(
    input.requestId,
    { type: 'timer.reminder', now: draft.now },
    isSilent ? ({ type }) => type !== 'sendPrompt' && type !== 'noteHistory' : undefined,
  );
};

/** Instants compare as text only in one form. */
const utc = (instant: string): string => new Date(instant).toISOString();
