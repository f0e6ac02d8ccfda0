/**
 * Whether notes are missing beside the messages that are shown, and whether they are asked for: after a failure by a press alone. `since`: the instant of
 * the first message; null: all are shown; undefined: it is not known yet.
 */
export const notesNeeded = ({
  hasMore,
  oldest,
  since,
  isFetching,
  isFailed,
}: {
  /** There are notes before the oldest that is there. */
  hasMore: boolean;
  oldest: string | undefined;
  since: string | null | undefined;
  isFetching: boolean;
  isFailed: boolean;
}): { isShort: boolean; isAsked: boolean } => {
  const isShort =
    hasMore && since !== undefined && (since === null || oldest === undefined || oldest > since);
  return { isShort, isAsked: isShort && !isFetching && !isFailed };
};
