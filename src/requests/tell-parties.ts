import type { StaffCommand } from '../conversations/conversation-state.ts';
import type { InboxEntry, InboxRepository } from '../inbox/inbox.repository.ts';
import { systemInput } from '../inbox/system-input.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import type { RequestChange } from './request-change.ts';
import type { OpenRequest, RequestStore } from './request-store.ts';

export interface TellPartiesParts {
  requests: RequestStore;
  inbox: InboxRepository;
  channelOf(tenantId: string): Promise<string>;
  clock: Clock;
  /** The input was stored: work it now if this process works inputs. */
  enqueue(entries: readonly InboxEntry[]): void;
}

interface Telling {
  conversationId: string;
  requestId: string;
  outcome: string;
  changeId: string;
}

/**
 * A request that several people had a say in ended, or ended otherwise than somebody was told: the others learn the outcome
 * in their own conversations. Called after `applyChanges` with what it answered; calling it twice tells once.
 */
export const makeTellParties =
  (parts: TellPartiesParts) =>
  async (tenantId: string, changes: readonly RequestChange[], late: readonly string[]): Promise<void> => {
    for (const change of changes) {
      if (change.closed === null) continue;
      const request = await parts.requests.load(tenantId, change.requestId);
      if (request === null) continue;
      const tellings = late.includes(change.id) ? tooLate(change, request) : toOthers(change, request);
      const entries = await Promise.all(tellings.map((telling) => inputOf(parts, tenantId, telling)));
      if (entries.length === 0) continue;
      const added = await parts.inbox.store(entries);
      parts.enqueue(entries.filter(({ id }) => added.has(id)));
    }
  };

/** Everybody who approved or was asked, except where it ended. */
const toOthers = (change: RequestChange, request: OpenRequest): Telling[] => {
  if (change.closed === null || request.approvals.length === 0) return [];
  const outcome = change.history.some(({ what }) => what === 'superseded')
    ? 'superseded'
    : change.closed.outcome;
  const parties = new Set([
    ...request.approvals.map(({ conversationId }) => conversationId),
    request.conversationId,
  ]);
  return [...parties]
    .filter((conversationId) => conversationId !== '' && conversationId !== change.conversationId)
    .map((conversationId) => ({
      conversationId,
      requestId: change.requestId,
      outcome,
      changeId: change.id,
    }));
};

/** Somebody was told one outcome, and another one stands. */
const tooLate = (
  { id, requestId, conversationId, closed }: RequestChange,
  request: OpenRequest,
): Telling[] =>
  conversationId === '' || request.outcome === null || request.outcome === closed?.outcome
    ? []
    : [{ conversationId, requestId, outcome: request.outcome, changeId: id }];

const inputOf = async (
  { channelOf, clock }: TellPartiesParts,
  tenantId: string,
  { conversationId, requestId, outcome, changeId }: Telling,
): Promise<InboxEntry> => {
  const id = derivedId('in', 'decided-elsewhere', changeId, conversationId);
  const command: StaffCommand = { type: 'decided-elsewhere', requestId, outcome, by: 'system' };
  return systemInput({
    id,
    tenantId,
    channelId: await channelOf(tenantId),
    conversationId,
    receivedAt: clock.now(),
    body: { from: 'system', input: { type: 'command', id, command } },
  });
};
