import { applyCommand } from '../conversations/apply-command.ts';
import type {
  ConversationState,
  FoldInput,
  FoldResult,
  StepFacts,
} from '../conversations/conversation-state.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import { utc } from '../conversations/dialog-bookkeeping.ts';
import { fireTimer } from '../conversations/fire-timer.ts';
import { FoldDraft } from '../conversations/fold-draft.ts';
import type { FoldSources } from '../conversations/effect-books.ts';
import { effectBooks } from './effect-table.ts';
import { releaseIfKnown } from '../conversations/held-requests.ts';
import { openRequest } from '../conversations/open-request.ts';
import { takeCheckedFile, takeUpload } from '../understanding/route-checked-file.ts';
import { routeMessage } from '../understanding/route-message.ts';
import { lacksNotice, noteNotice, presentNotice } from '../conversations/present-notice.ts';
import { settleContact } from '../conversations/settle-contact.ts';
import { tellFormer } from '../conversations/tell-former.ts';
import {
  askStaffAbout,
  failFirstPrompt,
  failLaterPrompt,
  noteLateDelivery,
} from '../conversations/unreached-requests.ts';
import { waitedInVain, withWritten } from '../conversations/waited.ts';
import { endTurn } from '../understanding/typed-turn.ts';
import type { Readers } from '../understanding/typed-reply.ts';

/**
 * One input through one conversation: pure and total. A message is read as an event of the dialog it belongs to; requests,
 * commands, timers, checked files and refusals of the platform become events of their own. Rules of domain 9.1 and
 * reliability B.
 */
export const makeFoldInput =
  (readers: Readers): FoldInput =>
  (state, input, facts) => {
    const result = foldOnce({ state, input, facts, readers }, false);
    // Messages and requests see to it themselves; whatever else speaks learns by that it spoke.
    return lacksNotice(result, facts) ? foldOnce({ state, input, facts, readers }, true) : result;
  };

interface Folded {
  state: ConversationState;
  input: ConversationInput;
  facts: StepFacts;
  readers: Readers;
}

const foldOnce = ({ state, input, facts, readers }: Folded, isNoticeFirst: boolean): FoldResult => {
  const draft = new FoldDraft(state, sourcesOf(input, facts), effectBooks);
  if (!isTyped(input) && !toldOfOurs.has(input.type)) endTurn(draft);
  const settled = settleContact(draft, input, facts);
  if (isNoticeFirst) presentNotice(draft, settled);
  apply(draft, input, settled, readers);
  return draft.toResult();
};

/** What the platform tells of our own messages comes between any two of the person's, and ends no turn of theirs. */
const toldOfOurs: ReadonlySet<ConversationInput['type']> = new Set<ConversationInput['type']>([
  ...(['delivery-failed', 'delivered-late', 'recipient-named', 'notice-unsaid', 'notice-said'] as const),
]);

const isTyped = (input: ConversationInput): boolean =>
  input.type === 'message' && input.message.content.type === 'text';

type Written = Extract<ConversationInput, { type: 'message' }>;

const takeMessage = (draft: FoldDraft, input: Written, facts: StepFacts, readers: Readers): void => {
  const { message } = input;
  const { type } = message.content;
  const isWritten = message.groupId === null && type !== 'identity-changed';
  // Before it is read: another DUR takes it back. A sign under a message asks for nothing.
  if (isWritten && type !== 'reaction' && draft.standing.notices !== 'on')
    draft.change((state) => ({ ...state, wroteSinceStop: true }));
  if (isWritten && waitedInVain(draft.state, draft.now))
    draft.tellConversation({ type: 'system.waitedInVain' });
  const waited = draft.standing.waitsFor !== null;
  routeMessage(draft, { inputId: input.id, message, facts, readers });
  if (isWritten && waited) draft.change((state) => withWritten(state, draft.now));
  if (isWritten) draft.change((state) => ({ ...state, lastSeenAt: draft.now }));
};

const sourcesOf = (input: ConversationInput, { now, freshCode }: StepFacts): FoldSources => ({
  now: utc(now),
  freshCode: freshCode ?? null,
  typedMessageId: input.type === 'message' && isTyped(input) ? input.message.messageId : null,
});

const apply = (draft: FoldDraft, input: ConversationInput, facts: StepFacts, readers: Readers): void => {
  switch (input.type) {
    case 'message':
      takeMessage(draft, input, facts, readers);
      return;
    case 'request':
      openRequest(draft, input, facts);
      return;
    case 'file':
      takeCheckedFile(draft, input);
      return;
    case 'upload':
      takeUpload(draft, input);
      return;
    case 'command':
      applyCommand(draft, input.command);
      return;
    case 'timer':
      releaseIfKnown(draft, facts);
      fireTimer(draft, input, facts);
      return;
    case 'delivery-failed':
      // Only the first prompt decides whether the person can be reached; the rest is noted.
      if (input.cause === 'unknown') askStaffAbout(draft, input.requestId, 'delivery_unknown');
      else if (input.promptNumber === 1) failFirstPrompt(draft, input, facts);
      else failLaterPrompt(draft, input, facts);
      return;
    case 'recipient-named':
      // Whom it concerns was settled before.
      return;
    case 'number-replaced':
      tellFormer(draft, input, facts);
      return;
    case 'delivered-late':
      noteLateDelivery(draft, input.requestId);
      return;
    case 'notice-unsaid':
    case 'notice-said':
      noteNotice(draft, input);
  }
};
