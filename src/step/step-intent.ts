import { mayWait } from '../delivery/may-wait.ts';
import type { HoldReason, Intent } from '../delivery/outbox-entry.ts';
import { nextSendAt } from '../delivery/recipient-pace.ts';
import { afterQuietHours } from '../timers/quiet-hours.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import type { StepContext } from './step-context.ts';

/** More would not be read by anybody and would not fit the order of a conversation (reliability B.7). */
const maxIntentsPerStep = 64;

/** A message to the person, not yet addressed and paced. */
export interface Outgoing {
  rendered: RenderedPrompt;
  prompt: string;
  class: Intent['class'];
  requestId: string | null;
  promptNumber: number | null;
  author: Intent['author'];
  /** Not an answer in a running chat: waits for the end of the quiet hours. */
  holds: boolean;
  /** End of the request it belongs to; null: of none. */
  requestExpiresAt: string | null;
  /** Said without the person having written: looked at again when it is sent later. */
  isUnasked?: true;
  /** Consent forbids it: recorded, never sent. */
  suppressed?: string;
}

/** What one message of a step is made from: the message, and where it goes. */
interface IntentDraft extends Pick<
  Intent,
  'tenantId' | 'channelId' | 'conversationId' | 'to' | 'windowExpiresAt' | 'seq'
> {
  outgoing: Outgoing;
  rev: number;
  n: number;
  now: Date;
}

/** The intent and the recipient's pace after it. */
export const makeIntent = (
  draft: IntentDraft,
  paceUntil: number | null,
  context: StepContext,
): { intent: Intent; paceUntil: number } => {
  const { outgoing, rev, n, now } = draft;
  const { requestExpiresAt, suppressed, isUnasked } = outgoing;
  if (n >= maxIntentsPerStep) throw new RangeError(`a step may send ${maxIntentsPerStep} messages at most`);
  const paced = nextSendAt(now.getTime(), paceUntil, context.pace);
  const expiresAt = requestExpiresAt === null ? null : new Date(requestExpiresAt);
  const sendAt = new Date(paced.sendAt);
  const hold = holdOf(outgoing, { sendAt, expiresAt }, context);
  const notBefore = hold?.until ?? sendAt;
  const validUntil = new Date(notBefore.getTime() + context.replyValidityMs);
  // Field by field: what is left over of a pattern costs more than all of the rest.
  const intent: Intent = {
    rendered: outgoing.rendered,
    prompt: outgoing.prompt,
    class: outgoing.class,
    requestId: outgoing.requestId,
    promptNumber: outgoing.promptNumber,
    author: outgoing.author,
    ...(isUnasked === undefined ? {} : { isUnasked }),
    ...(suppressed === undefined ? {} : { suppressed }),
    tenantId: draft.tenantId,
    channelId: draft.channelId,
    conversationId: draft.conversationId,
    to: draft.to,
    windowExpiresAt: draft.windowExpiresAt,
    seq: draft.seq,
    id: `${draft.conversationId}:${rev}:${n}`,
    createdAt: now,
    notBefore,
    heldUntil: hold?.until ?? null,
    ...(hold === null ? {} : { heldFor: hold.reason }),
    notAfter: notAfterOf(hold, { expiresAt, validUntil }),
  };
  return { intent, paceUntil: paced.paceUntil };
};

/** Why it does not go out now although it may; null: it does. What is never sent is held by nothing. */
const holdOf = (
  outgoing: Outgoing,
  { sendAt, expiresAt }: { sendAt: Date; expiresAt: Date | null },
  { quietHours, timeZone, unpaidUntil }: StepContext,
): { until: Date; reason: HoldReason } | null => {
  const isUnpaid = unpaidUntil !== null && unpaidUntil > sendAt;
  if (isUnpaid && outgoing.suppressed === undefined && mayWait(outgoing)) {
    // With its request it is over, and nothing is said about it any more.
    const ends = expiresAt !== null && expiresAt > sendAt && expiresAt < unpaidUntil ? expiresAt : null;
    return { until: ends ?? unpaidUntil, reason: 'budget' };
  }
  const afterQuiet = outgoing.holds ? afterQuietHours(sendAt, quietHours, timeZone) : sendAt;
  // A request whose deadline lies inside the quiet hours is not held (domain 3.3).
  if (afterQuiet <= sendAt || (expiresAt !== null && afterQuiet >= expiresAt)) return null;
  return { until: afterQuiet, reason: 'quiet_hours' };
};

const notAfterOf = (
  hold: { until: Date; reason: HoldReason } | null,
  { expiresAt, validUntil }: { expiresAt: Date | null; validUntil: Date },
): Date => {
  if (expiresAt === null) return validUntil;
  if (hold?.reason === 'budget' && expiresAt.getTime() === hold.until.getTime()) return expiresAt;
  return expiresAt > validUntil ? expiresAt : validUntil;
};
