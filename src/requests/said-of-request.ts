/** A message of ours about a request, as far as it got. */
export interface SaidOfRequest {
  id: string;
  conversationId: string;
  seq: number;
  /** It may leave still. */
  isWaiting: boolean;
  /** Until when it is held, or was; null: it was not. */
  heldUntil: Date | null;
  /** When the platform took it; null: it has not, or never will. */
  leftAt: Date | null;
}

const quarterMs = 15 * 60_000;

/**
 * The question was not on its way when this was decided, or had only just been let go: somebody who is asked for the first time is
 * not reminded of it in the same breath.
 */
export const comesWithQuestion = (
  said: readonly SaidOfRequest[],
  reminder: { id: string; conversationId: string; seq: number; createdAt: Date },
): boolean => {
  const [question] = said.filter(
    ({ conversationId, seq }) => conversationId === reminder.conversationId && seq < reminder.seq,
  );
  if (question === undefined) return false;
  const { isWaiting, leftAt, heldUntil } = question;
  if (leftAt === null) return isWaiting;
  const since = reminder.createdAt.getTime() - leftAt.getTime();
  return since < 0 || (heldUntil !== null && since < quarterMs);
};

/** Since when an answer could have come; `now` where nothing of it can leave any more. `mayLeave`: nobody was asked yet. */
export const askedSince = (
  said: readonly SaidOfRequest[],
  now: Date,
): { since: Date | null; mayLeave: boolean } => {
  const left = said.flatMap(({ leftAt }) => (leftAt === null ? [] : [leftAt.getTime()]));
  if (left.length > 0) return { since: new Date(Math.min(...left)), mayLeave: false };
  const waiting = said.filter(({ isWaiting }) => isWaiting);
  if (waiting.length === 0) return { since: null, mayLeave: false };
  const until = waiting.map(({ heldUntil }) => heldUntil?.getTime() ?? 0);
  return { since: new Date(Math.max(now.getTime(), Math.min(...until))), mayLeave: true };
};
