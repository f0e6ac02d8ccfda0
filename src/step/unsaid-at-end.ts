import { expiresAtOf } from '../conversations/dialog-bookkeeping.ts';
import type { OpenDialog, Unsaid } from '../conversations/conversation-state.ts';
import { endedUnanswered, mayEndUnsaid } from '../conversations/end-unsaid.ts';
import type { InboxBody, InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import { failedSendInputId } from '../delivery/failed-send-input-id.ts';
import { isOurDelay } from '../delivery/plan-record.ts';
import type { SaidOfRequestRepository } from '../requests/said-of-request.repository.ts';
import { unsaidBecause, type SaidOfRequest } from '../requests/said-of-request.ts';
import type { Clock } from '../shared/clock.ts';
import type { ClaimedConversation } from './claimed-conversation.ts';

export interface UnsaidParts {
  said: SaidOfRequestRepository;
  inbox: Pick<InboxRepository, 'bodyOf'>;
  clock: Clock;
  settings: { leaseMs: number };
}

/** The step reads the clock after its look-ups: what ends in this moment is looked up as well. */
const momentMs = 60_000;

/** Timers that may end a request whose term is over (fire-timer.ts); its others do something else. */
const endsByThem: ReadonlySet<string> = new Set(['reminder', 'expiry']);

/**
 * Its term is over, it could end as unsaid, and a timer that ends it comes due in this step. What goes on behind its end (a file that
 * is looked at, a second person who is asked) has none.
 */
const isEnding = (dialog: OpenDialog, now: number): boolean => {
  const isDue = (at: string): boolean => Date.parse(at) <= now + momentMs;
  return (
    dialog.reported === undefined &&
    isDue(expiresAtOf(dialog)) &&
    mayEndUnsaid(dialog) &&
    dialog.timers.some(({ timer, at }) => endsByThem.has(timer) && isDue(at))
  );
};

interface Stepping {
  doc: Pick<ClaimedConversation, 'conversationId' | 'state'>;
  entries: readonly Pick<InboxEntry, 'body'>[];
}

/** That a message can never arrive; of one that nobody knows about that is not said. */
const refusalIn = (body: InboxBody) =>
  body.from === 'system' && body.input.type === 'delivery-failed' && body.input.cause !== 'unknown'
    ? [body.input]
    : [];

const refusalsIn = ({ entries }: Stepping) => entries.flatMap(({ body }) => refusalIn(body));

/**
 * Those whose refusal was told in a step before, by a process that died before it was stored with them: they are tried again as if nobody knew
 * what came of them, and told once is told for good.
 */
const refusedBefore = async (
  tenantId: string,
  said: readonly SaidOfRequest[],
  { inbox }: Pick<UnsaidParts, 'inbox'>,
): Promise<readonly string[]> => {
  const unsure = said.filter(
    ({ isWaiting, mayHaveArrived, sendingUntil }) => isWaiting && (mayHaveArrived || sendingUntil !== null),
  );
  const told = await Promise.all(unsure.map(({ id }) => inbox.bodyOf(tenantId, failedSendInputId(id))));
  return unsure.flatMap(({ id }, index) => {
    const body = told[index] ?? null;
    return body !== null && refusalIn(body).length > 0 ? [id] : [];
  });
};

/** Requests that had ended as unanswered when one of their messages was refused: perhaps nothing of them arrived. */
const refusedBehindEnd = (step: Stepping): OpenDialog[] => {
  const refused = refusalsIn(step).map(({ requestId }) => requestId);
  return [...new Set(refused)].flatMap((requestId) => endedUnanswered(step.doc.state, requestId) ?? []);
};

/** Those messages whose refusal the step is told. */
const refusedOf = (said: readonly SaidOfRequest[], told: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(said.flatMap(({ id }) => (told.has(failedSendInputId(id)) ? [id] : [])));

/**
 * Requests that end now, or ended as unanswered and had a message refused since, and of which nothing has left, with the reason: read
 * off their messages, so that it is known whoever died before it was told. Asked for these alone; nothing else pays for it. Undefined:
 * there are none.
 */
export const unsaidAtEnd = async (
  tenantId: string,
  steps: readonly Stepping[],
  { said, inbox, clock, settings: { leaseMs } }: UnsaidParts,
): Promise<{ readonly [requestId: string]: Unsaid } | undefined> => {
  const now = clock.now().getTime();
  const ending = steps.flatMap((step) => {
    const { conversationId, state } = step.doc;
    const dialogs = [...state.dialogs.filter((dialog) => isEnding(dialog, now)), ...refusedBehindEnd(step)];
    const told = new Set(refusalsIn(step).map(({ id }) => id));
    return dialogs.map((dialog) => ({ conversationId, dialog, told }));
  });
  if (ending.length === 0) return undefined;
  const found = await Promise.all(
    ending.map(async ({ conversationId, dialog, told }) => {
      const { requestId } = dialog.request;
      // It waits for its person to prove who they are: not a word of it was said.
      if (dialog.promptNumber === 0) return [requestId, 'awaiting_identity'] as const;
      const messages = await said.ofRequest(tenantId, requestId);
      const expiresAt = new Date(expiresAtOf(dialog));
      // What people put back into work may be with the person now: told once, that it was refused says nothing of this time.
      const firstTime = messages.filter(({ isReplayed }) => isReplayed !== true);
      const before = await refusedBefore(tenantId, firstTime, { inbox });
      const refused = new Set([...refusedOf(firstTime, told), ...before]);
      const term = { conversationId, expiresAt, leaseMs, refused };
      return [requestId, unsaidBecause(messages, term)] as const;
    }),
  );
  return Object.fromEntries(
    found.flatMap(([requestId, reason]) =>
      reason === null ? [] : [[requestId, { reason, isOurs: isOurDelay(reason) }]],
    ),
  );
};
