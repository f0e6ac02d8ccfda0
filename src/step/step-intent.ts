import type { Intent } from '../delivery/outbox-entry.ts';
import { planMessage, planRecord, type Plan, type PlanFacts } from '../delivery/plan-message.ts';
import type { PlanEstimate } from '../delivery/plan-record.ts';
import { nextSendAt } from '../delivery/recipient-pace.ts';
import { afterQuietHours } from '../timers/quiet-hours.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import type { StepContext } from './step-context.ts';

/** More would not be read by anybody and would not fit the order of a conversation (reliability B.7). */
const maxIntentsPerStep = 64;
const hourMs = 60 * 60_000;

/** A message to the person, not yet addressed and paced. */
export interface Outgoing {
  rendered: RenderedPrompt;
  prompt: string;
  class: Intent['class'];
  requestId: string | null;
  promptNumber: number | null;
  author: Intent['author'];
  /** Neither an answer in a running chat nor an alert: waits for the end of the quiet hours. */
  holds: boolean;
  /** End of the request it belongs to; null: of none. */
  requestExpiresAt: string | null;
  /** Said without the person having written: looked at again when it is sent later. */
  isUnasked?: true;
  /** Consent forbids it: recorded, never sent. */
  suppressed?: string;
  /** The privacy notice is in it. */
  saysNotice?: true;
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
  const { suppressed, isUnasked, saysNotice } = outgoing;
  if (n >= maxIntentsPerStep) throw new RangeError(`a step may send ${maxIntentsPerStep} messages at most`);
  const paced = nextSendAt(now.getTime(), paceUntil, context.pace);
  const sendAt = new Date(paced.sendAt);
  const plan = planMessage(factsOf(draft, sendAt, context));
  const times = timesOf(plan, { outgoing, sendAt }, context);
  // Field by field: what is left over of a pattern costs more than all of the rest.
  const intent: Intent = {
    rendered: outgoing.rendered,
    prompt: outgoing.prompt,
    class: outgoing.class,
    requestId: outgoing.requestId,
    promptNumber: outgoing.promptNumber,
    author: outgoing.author,
    ...(isUnasked === undefined ? {} : { isUnasked }),
    ...(outgoing.holds ? { keepsHours: { endsAt: endOf(outgoing) } } : {}),
    ...(suppressed === undefined ? {} : { suppressed }),
    ...(saysNotice === undefined ? {} : { saysNotice }),
    tenantId: draft.tenantId,
    channelId: draft.channelId,
    conversationId: draft.conversationId,
    to: draft.to,
    windowExpiresAt: draft.windowExpiresAt,
    seq: draft.seq,
    id: `${draft.conversationId}:${rev}:${n}`,
    createdAt: now,
    plan: planRecord(plan, now, {
      rendered: outgoing.rendered,
      estimate: estimated(draft, plan, context),
    }),
    ...times,
  };
  return { intent, paceUntil: paced.paceUntil };
};

/** Of what is withheld as of anything: nothing may show that it is. */
const estimated = (
  { tenantId, to, windowExpiresAt, outgoing, now }: IntentDraft,
  plan: Plan,
  { estimate }: StepContext,
): PlanEstimate | null =>
  estimate?.(
    { tenantId, to, windowExpiresAt, class: outgoing.class, rendered: outgoing.rendered },
    plan,
    now,
  ) ?? null;

/**
 * What is known where a message is decided. Number, address and template are looked at when it is sent; nothing may show that
 * something was withheld.
 */
const factsOf = (
  { outgoing, to, windowExpiresAt, now }: IntentDraft,
  sendAt: Date,
  { quietHours, timeZone, unpaidUntil }: StepContext,
): PlanFacts => {
  const expiresAt = endOf(outgoing);
  const afterQuiet = outgoing.holds ? afterQuietHours(sendAt, quietHours, timeZone) : sendAt;
  // A request whose deadline lies inside the quiet hours is not held (domain 3.3); that it is over can wait.
  const endsInThem = expiresAt !== null && expiresAt > sendAt && expiresAt <= afterQuiet;
  const isQuiet = afterQuiet > sendAt && !endsInThem;
  return {
    now,
    message: { ...pickMessage(outgoing), to },
    notAfter: null,
    isReleased: false,
    channelUntil: null,
    unreachable: null,
    unwanted: outgoing.suppressed === 'withheld' ? null : (outgoing.suppressed ?? null),
    quietUntil: isQuiet ? afterQuiet : null,
    capUntil: null,
    windowExpiresAt,
    isEarly: true,
    templateUntil: null,
    paceUntil: sendAt,
    reachUntil: null,
    // With its request it is over, and nothing is said about it any more.
    unpaidUntil: earlier(unpaidUntil, expiresAt !== null && expiresAt > sendAt ? expiresAt : null),
  };
};

const pickMessage = ({
  class: messageClass,
  prompt,
  isUnasked,
  rendered,
}: Outgoing): Omit<PlanFacts['message'], 'to'> => ({
  ...{ class: messageClass, prompt, rendered, forceTemplate: false },
  ...(isUnasked === undefined ? {} : { isUnasked }),
});

const endOf = ({ requestExpiresAt }: Outgoing): Date | null =>
  requestExpiresAt === null ? null : new Date(requestExpiresAt);

const earlier = (until: Date | null, end: Date | null): Date | null =>
  until !== null && end !== null && end < until ? end : until;

type Times = Pick<Intent, 'notBefore' | 'heldUntil' | 'heldFor' | 'notAfter'>;

/** When it goes out, until when it is held, and how long it is worth anything. */
const timesOf = (
  plan: Plan,
  { outgoing, sendAt }: { outgoing: Outgoing; sendAt: Date },
  context: StepContext,
): Times => {
  const held = plan.verdict === 'hold' ? plan : null;
  const notBefore = held?.until ?? sendAt;
  const expiresAt = endOf(outgoing);
  const validUntil = validFrom(notBefore, outgoing, context);
  const isOverThen = held?.reason === 'budget' && expiresAt?.getTime() === held.until.getTime();
  return {
    notBefore,
    heldUntil: held?.until ?? null,
    ...(held === null ? {} : { heldFor: held.reason }),
    notAfter: expiresAt !== null && (isOverThen || expiresAt > validUntil) ? expiresAt : validUntil,
  };
};

/** What may not be said in the quiet hours is not worthless because of them: there is an hour behind them to say it in. */
const validFrom = (
  notBefore: Date,
  { holds }: Outgoing,
  { replyValidityMs, quietHours, timeZone }: StepContext,
): Date => {
  const end = new Date(notBefore.getTime() + replyValidityMs);
  const free = holds ? afterQuietHours(end, quietHours, timeZone) : end;
  return free > end ? new Date(free.getTime() + hourMs) : end;
};
