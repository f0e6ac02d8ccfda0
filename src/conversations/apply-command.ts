import type { MachineEvent } from '../../machines/registry.ts';
import { answerClosed } from './answer-closed.ts';
import { askWhich } from './ask-which.ts';
import type { ClosedDialog } from './conversation-state.ts';
import type { StaffCommand } from '../vocabulary/conversation-input.ts';
import type { FoldDraft } from './fold-draft.ts';
import { openItems } from './open-items.ts';
import { forgetUnreached } from './unreached-requests.ts';

type ForRequest = Exclude<Extract<StaffCommand, { requestId: string }>, { type: 'hand-over' }>;

/** No machine asks for it: it belongs to no dialog, and moves none (ADR 0074). */
export const testPrompt = 'conversation.testMessage';

/** What staff, or another conversation, wants of this one. */
export const applyCommand = (draft: FoldDraft, command: StaffCommand): void => {
  switch (command.type) {
    case 'takeover':
      draft.tellConversation({ type: 'staff.tookOver' });
      return;
    case 'release':
      release(draft);
      return;
    case 'attended':
      draft.tellConversation({ type: 'staff.attended' });
      return;
    case 'unlock':
      draft.change(({ lockedAccounts = [], ...state }) => ({
        ...state,
        lockedAccounts: lockedAccounts.filter(
          (account) => command.accountNo !== null && account !== command.accountNo,
        ),
      }));
      return;
    case 'try-out':
      draft.addEffect(null, { type: 'sendPrompt', params: { prompt: testPrompt, class: 'notify' } });
      return;
    case 'hand-over':
      draft.handOver(command.requestId, command.to);
      return;
    default: {
      const { event, unopened } = orderOf(command);
      tellOwner(draft, command, event, unopened);
    }
  }
};

/** The event of a command, and what the request ends with when it was never opened here. */
const orderOf = (command: ForRequest): { event: MachineEvent; unopened: string | null } => {
  switch (command.type) {
    case 'cancel':
      return { event: { type: 'staff.cancelled' }, unopened: 'withdrawn' };
    case 'supersede':
      return { event: { type: 'system.superseded' }, unopened: 'superseded' };
    case 'remind':
      return { event: { type: 'staff.reminded' }, unopened: null };
    case 'accept-document':
      return { event: { type: 'staff.acceptedDocument' }, unopened: null };
    case 'reject-document':
      return { event: { type: 'staff.rejectedDocument', reason: command.reason }, unopened: null };
    case 'settle':
      return { event: { type: 'staff.settled', outcome: command.outcome }, unopened: null };
    case 'decided-elsewhere':
      return { event: { type: 'system.decidedElsewhere', outcome: command.outcome }, unopened: null };
  }
};

const passedOn: ReadonlySet<string> = new Set(['forwarded_unauthorised', 'needs_second_approver']);

/**
 * A command reaches the dialog wherever it is: here, in the conversation the request was passed on to, or not opened yet,
 * and then it is not opened any more. A request that ended keeps its outcome.
 */
const tellOwner = (
  draft: FoldDraft,
  command: ForRequest,
  event: MachineEvent,
  outcomeUnopened: string | null,
): void => {
  const { requestId } = command;
  if (draft.dialog(requestId)) {
    // Where messages are stopped it is not said (send-gate.ts), so no history may say that it was.
    const isSaid = command.type !== 'remind' || draft.standing.notices === 'on';
    draft.tellDialog(requestId, event, isSaid ? undefined : ({ type }) => type !== 'noteHistory');
    return;
  }
  const earlier = draft.state.closed.find((closed) => closed.requestId === requestId);
  if (command.type === 'decided-elsewhere') tellOtherOutcome(draft, earlier, command.outcome);
  else if (earlier && passedOn.has(earlier.outcome)) draft.readdress(requestId, command);
  else if (earlier && outcomeUnopened !== null)
    forgetUnreached(draft, ({ request }) => request.requestId === requestId);
  else if (earlier === undefined && outcomeUnopened !== null)
    draft.closeUnopened({ requestId }, outcomeUnopened);
};

/** What this person was told is not what stands: old buttons say so from now on, and the person learns of it. */
const tellOtherOutcome = (draft: FoldDraft, earlier: ClosedDialog | undefined, outcome: string): void => {
  if (earlier === undefined || earlier.outcome === outcome || passedOn.has(earlier.outcome)) return;
  const closed = { ...earlier, outcome, closedAt: draft.now };
  draft.change((state) => ({
    ...state,
    closed: state.closed.map((one) => (one.requestId === closed.requestId ? closed : one)),
  }));
  answerClosed(draft, closed);
};

/** More questions than this at once would not be read: the person gets the list of them. */
const askedAtOnce = 3;

/** The bot speaks again: what waited is asked again. */
const release = (draft: FoldDraft): void => {
  const wasStaff = draft.standing.mode === 'staff';
  draft.tellConversation({ type: 'staff.released' });
  if (!wasStaff) return;
  const items = openItems(draft);
  if (items.length > askedAtOnce) askWhich(draft);
  else
    for (const { request } of items) {
      // An approval whose question was answered asks again by itself.
      const isAnswered = draft.tellDialog(request.requestId, { type: 'staff.answered' });
      if (!isAnswered) draft.tellDialog(request.requestId, { type: 'system.askedAgain' });
    }
};
