import type { ClosedDialog } from './conversation-state.ts';

const closedKept = 30;
/** What arrives later than this is stale, and nobody applies it (reliability A.6). */
const lateArrivalMs = 8 * 24 * 60 * 60_000;

/** Nothing can arrive for it any more. */
const withoutOld = (closed: ClosedDialog, now: string): ClosedDialog => {
  const { before, ...told } = closed;
  const isOld = Date.parse(now) - Date.parse(closed.closedAt) > lateArrivalMs;
  return before !== undefined && isOld ? told : closed;
};

/** What is remembered of requests that ended, with one more. */
export const withClosed = (
  known: readonly ClosedDialog[],
  { requestId, token, kind, variant, reference, before, outcome, closedAt }: ClosedDialog,
): readonly ClosedDialog[] => {
  const told = { requestId, token, kind, variant, reference, outcome, closedAt };
  const closed = before === undefined ? told : { ...told, before };
  return [...known.map((one) => withoutOld(one, closedAt)), closed].slice(-closedKept);
};
