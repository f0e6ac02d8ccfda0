/** A message of ours about a request, as far as it got. */
export interface SaidOfRequest {
  id: string;
  conversationId: string;
  seq: number;
  /** When it was decided. */
  saidAt: Date;
  /** It may leave still. */
  isWaiting: boolean;
  /** Until when it is held, or was; null: it was not. */
  heldUntil: Date | null;
  /** When the platform took it; null: it has not, or never will. */
  leftAt: Date | null;
  /** It may be with the person: taken and not refused afterwards, or nobody knows what came of it. */
  mayHaveArrived: boolean;
  /** A status says that it is with the person; left out: none does. */
  hasArrived?: true;
  /** While it is being sent: until when whoever sends it has it; null: it is not. */
  sendingUntil: Date | null;
  /** Somebody took it up before, whatever came of that; left out: nobody did. */
  wasTried?: true;
  /** People put it back into work: what its conversation was told of it, once, is of before that; left out: nobody did. */
  isReplayed?: true;
  /** Why it waits, or why it ended: a reason to hold, or of the last trouble; null: none is known. */
  reason: string | null;
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

interface Term {
  conversationId: string;
  expiresAt: Date;
  /** How long whoever sends a message has it. */
  leaseMs: number;
  /** Messages of which a step was told that they can never arrive, this very one or one before: that may not be stored with them yet. */
  refused: ReadonlySet<string>;
}

/**
 * Whoever took it up did so when the request was over: what was held until then, or came to its turn then, is not said any more.
 */
const cameTooLate = (
  { sendingUntil, heldUntil }: SaidOfRequest,
  { expiresAt, leaseMs }: Pick<Term, 'expiresAt' | 'leaseMs'>,
): boolean =>
  sendingUntil !== null &&
  ((heldUntil !== null && heldUntil >= expiresAt) || sendingUntil.getTime() - leaseMs >= expiresAt.getTime());

/**
 * Why nothing of a request has left by the end of its term, neither its question nor a reminder, which asks as well: nobody was
 * asked, and silence says nothing (domain R5, R12). What was said when the term was over tells of its end and asks nothing. Null:
 * something may have left, or nothing is known of what was said.
 */
export const unsaidBecause = (said: readonly SaidOfRequest[], term: Term): string | null => {
  const [question, ...others] = said.filter(({ conversationId }) => conversationId === term.conversationId);
  if (question === undefined) return null;
  // Told before it is stored, and once: nobody looks again when it is.
  const isRefused = ({ id, isWaiting }: SaidOfRequest): boolean => isWaiting && term.refused.has(id);
  const mayBeThere = (one: SaidOfRequest): boolean =>
    isRefused(one)
      ? one.hasArrived === true
      : one.mayHaveArrived || (one.sendingUntil !== null && !cameTooLate(one, term));
  const asked = [question, ...others.filter(({ saidAt }) => saidAt < term.expiresAt)];
  if (asked.some(mayBeThere)) return null;
  // What is stored with it is why it waited before it was sent.
  if (isRefused(question) && !cameTooLate(question, term)) return 'not_delivered';
  return question.reason ?? (question.wasTried ? 'not_sent' : 'not_tried');
};
