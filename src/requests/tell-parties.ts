import type { StaffCommand } from '../vocabulary/conversation-input.ts';
import type { InputToSubmit, SubmitInput } from '../inbox/submit-input.ts';
import { derivedId } from '../shared/ids.ts';
import type { RequestChange } from './request-change.ts';
import type { OpenRequest } from './request-store.ts';
import type { RequestWorkRepository } from './request-work.repository.ts';

export interface TellPartiesParts {
  requests: RequestWorkRepository;
  submitInput: SubmitInput;
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
    const ending = changes.filter(({ closed }) => closed !== null);
    const requests = await Promise.all(
      ending.map(({ requestId }) => parts.requests.load(tenantId, requestId)),
    );
    for (const [index, change] of ending.entries()) {
      const request = requests[index] ?? null;
      if (request === null) continue;
      const tellings = late.includes(change.id) ? tooLate(change, request) : toOthers(change, request);
      await parts.submitInput(tenantId, ...tellings.map(inputOf));
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

const inputOf = ({ conversationId, requestId, outcome, changeId }: Telling): InputToSubmit => {
  const id = derivedId('in', 'decided-elsewhere', changeId, conversationId);
  const command: StaffCommand = { type: 'decided-elsewhere', requestId, outcome, by: 'system' };
  return { id, conversationId, body: { from: 'system', input: { type: 'command', id, command } } };
};
