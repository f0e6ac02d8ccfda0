import type { Intent } from '../delivery/outbox-entry.ts';
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
  const afterQuiet = outgoing.holds ? afterQuietHours(sendAt, context.quietHours, context.timeZone) : sendAt;
  // A request whose deadline lies inside the quiet hours is not held (domain 3.3).
  const notBefore = expiresAt !== null && afterQuiet >= expiresAt ? sendAt : afterQuiet;
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
    heldUntil: notBefore > sendAt ? notBefore : null,
    notAfter: expiresAt !== null && expiresAt > validUntil ? expiresAt : validUntil,
  };
  return { intent, paceUntil: paced.paceUntil };
};
