import { expiresAtOf } from '../conversations/dialog-bookkeeping.ts';
import type { OpenDialog, Unsaid } from '../conversations/conversation-state.ts';
import { isOurDelay } from '../delivery/plan-record.ts';
import type { SaidOfRequestRepository } from '../requests/said-of-request.repository.ts';
import { unsaidBecause } from '../requests/said-of-request.ts';
import type { Clock } from '../shared/clock.ts';
import type { ClaimedConversation } from './claimed-conversation.ts';

export interface UnsaidParts {
  said: SaidOfRequestRepository;
  clock: Clock;
  settings: { leaseMs: number };
}

/** The step reads the clock after its look-ups: what ends in this moment is looked up as well. */
const momentMs = 60_000;

/** Its term is over, and nobody has ended it. */
const isEnding = (dialog: OpenDialog, now: number): boolean =>
  dialog.reported === undefined && Date.parse(expiresAtOf(dialog)) <= now + momentMs;

/**
 * Requests that end now and of which nothing has left, with the reason: read off their messages, so that it is known whoever died
 * before it was told. Asked for what ends alone; nothing else pays for it. Undefined: nothing ends.
 */
export const unsaidAtEnd = async (
  tenantId: string,
  docs: readonly Pick<ClaimedConversation, 'conversationId' | 'state'>[],
  { said, clock, settings: { leaseMs } }: UnsaidParts,
): Promise<{ readonly [requestId: string]: Unsaid } | undefined> => {
  const now = clock.now().getTime();
  const ending = docs.flatMap(({ conversationId, state }) =>
    state.dialogs.filter((dialog) => isEnding(dialog, now)).map((dialog) => ({ conversationId, dialog })),
  );
  if (ending.length === 0) return undefined;
  const found = await Promise.all(
    ending.map(async ({ conversationId, dialog }) => {
      const { requestId } = dialog.request;
      // It waits for its person to prove who they are: not a word of it was said.
      if (dialog.promptNumber === 0) return [requestId, 'awaiting_identity'] as const;
      const term = { conversationId, expiresAt: new Date(expiresAtOf(dialog)), leaseMs };
      return [requestId, unsaidBecause(await said.ofRequest(tenantId, requestId), term)] as const;
    }),
  );
  return Object.fromEntries(
    found.flatMap(([requestId, reason]) =>
      reason === null ? [] : [[requestId, { reason, isOurs: isOurDelay(reason) }]],
    ),
  );
};
