import { standingOfConversation } from './conversation-standing.ts';
import type { ConversationState } from './conversation-state.ts';

/** The platform's service window: whoever wrote last longer ago begins anew. */
const windowMs = 24 * 60 * 60_000;

/** The books of a wait begin and end with it; `now`: ISO 8601. */
export const withWaited = (state: ConversationState, now: string): ConversationState => {
  const waits = standingOfConversation(state).waitsFor !== null;
  if (waits === (state.waited !== undefined)) return state;
  if (waits) return { ...state, waited: { since: now, messages: 0, lastAt: null } };
  const { waited: _over, ...rest } = state;
  return rest;
};

/** One more message of somebody who waits. */
export const withWritten = (state: ConversationState, now: string): ConversationState => {
  const { waited, ...rest } = withWaited(state, now);
  if (waited === undefined) return rest;
  return { ...rest, waited: { ...waited, messages: waited.messages + 1, lastAt: now } };
};

/** Nobody came before the window closed: what is written now is read as if nobody was waited for. */
export const waitedInVain = (state: ConversationState, now: string): boolean =>
  standingOfConversation(state).waitsFor !== null &&
  state.lastSeenAt !== undefined &&
  Date.parse(now) - Date.parse(state.lastSeenAt) >= windowMs;
