import type { EffectParams } from '../../machines/shared/effects.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import type { ConversationState, OpenDialog, Unsaid } from './conversation-state.ts';
import { expiresAtOf, utc } from './dialog-bookkeeping.ts';
import type { FoldDraft } from './fold-draft.ts';

/** How a request ends of which nothing left. */
const outcome = 'undeliverable';

/** The person did something about it: whatever became of our messages, they knew of it. */
const wasMet = ({ lastAnswer, decisionId, fileIds = [] }: OpenDialog): boolean =>
  lastAnswer !== undefined || decisionId !== undefined || fileIds.length > 0;

/** What is withheld is recorded as if it had left, and so it ends (domain 6.3-i). */
export const mayEndUnsaid = (dialog: OpenDialog): boolean =>
  dialog.isWithheld === undefined && !wasMet(dialog);

type Task = EffectParams['openTask'];

/**
 * A decision that our own side kept until it was over was never asked; of the rest the person could not be told. A notice nobody has
 * to answer and a question about satisfaction are no work.
 */
const taskOf = ({ kind, variant, reference }: RequestContent, why: Unsaid): Task | null => {
  const isDecision = kind === 'reconciliation' || kind === 'approval' || variant === 'verification';
  if (!isDecision && kind !== 'document' && variant !== 'difference') return null;
  const reason = isDecision && why.isOurs ? 'decision_unasked' : outcome;
  return { reason, urgent: variant === 'verification', details: { reference, reason: why.reason } };
};

const callStaff = (draft: FoldDraft, request: RequestContent, why: Unsaid): void => {
  const task = taskOf(request, why);
  if (task !== null) draft.addEffect(request.requestId, { type: 'openTask', params: task });
};

/**
 * Its term is over, and neither its question nor a reminder ever left: nobody was asked, so nobody kept silent (domain R5, R12). It
 * ends without a word, as not delivered; what the person did in time and reaches us later still opens it again.
 */
export const endUnsaid = (draft: FoldDraft, dialog: OpenDialog, why: Unsaid): void => {
  const { requestId } = dialog.request;
  const isHeld = draft.standing.held.includes(requestId);
  const before = { dialog: { ...dialog, timers: [] }, until: utc(expiresAtOf(dialog)) };
  draft.abandon(requestId, outcome, isHeld ? undefined : before);
  callStaff(draft, dialog.request, why);
};

/**
 * A request that a timer ended as unanswered, as it stood then, while what its messages came to may still say otherwise. Undefined: it
 * ended otherwise, or is corrected.
 */
export const endedUnanswered = (
  { closed }: Pick<ConversationState, 'closed'>,
  requestId: string,
): OpenDialog | undefined => {
  const ended = closed.find((one) => one.requestId === requestId);
  const dialog = ended?.before?.dialog;
  if (dialog === undefined || ended?.outcome === outcome || dialog.reported !== undefined) return undefined;
  return mayEndUnsaid(dialog) ? dialog : undefined;
};

/**
 * It ended as unanswered while the last of what asked it, the question or a reminder, was on its way, and that was refused afterwards:
 * it had not been asked. Corrected once. `why` undefined: something of it may be with the person.
 */
export const correctUnanswered = (draft: FoldDraft, requestId: string, why: Unsaid | undefined): void => {
  const dialog = endedUnanswered(draft.state, requestId);
  if (dialog === undefined || why === undefined) return;
  draft.addEffect(requestId, { type: 'reopenRequest', params: {} });
  draft.addEffect(requestId, { type: 'closeRequest', params: { outcome } });
  draft.change((state) => ({
    ...state,
    closed: state.closed.map((one) => (one.requestId === requestId ? { ...one, outcome } : one)),
  }));
  callStaff(draft, dialog.request, why);
};
