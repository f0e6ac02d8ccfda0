import type { Document } from 'mongodb';
import type { RequestChange } from '../../requests/request-change.ts';
import type { UpdateStatement } from '../hot-commands.ts';
import type { RequestDocument } from './request-document.ts';

type History = RequestChange['history'];

/** Every change is in the history, whatever else it does. */
export const storyOf = (change: RequestChange, history: History): Document => ({
  changes: change.id,
  history: { $each: history.map(({ at, what, by }) => ({ at: new Date(at), what, by })) },
});

/**
 * Where two people have to approve, a "yes" ends the request only when another one, in another conversation, is on record;
 * this is the last of several locks on that door.
 */
const approvedByTwo = ({ closed, decision, conversationId }: RequestChange): Document =>
  closed?.outcome !== 'approved'
    ? {}
    : {
        $or: [
          { fourEyes: { $ne: true } },
          {
            approvals: {
              $elemMatch: {
                conversationId: { $ne: conversationId },
                contactRef: { $ne: decision?.contactRef ?? '' },
              },
            },
          },
        ],
      };

export const openFor = (change: RequestChange): Document => ({
  status: 'open',
  ...approvedByTwo(change),
});

/** The decision that is corrected is still the standing one. */
export const correctable = (change: RequestChange, corrects: string): Document => ({
  status: 'closed',
  'decision.id': corrects,
  ...approvedByTwo(change),
});

/** When the request ended stays; what it ended with changes. */
export const correctedFields = (fields: Partial<RequestDocument>): Partial<RequestDocument> => {
  const { outcome, decision, answers } = fields;
  return {
    status: 'closed',
    ...(outcome === undefined ? {} : { outcome }),
    ...(decision === undefined ? {} : { decision }),
    ...(answers === undefined ? {} : { answers }),
  };
};

/** An answer that ended nothing is kept as late; time that ran out a second time is no news. */
export const lateHistory = ({ closed, decision, history }: RequestChange): History =>
  closed === null
    ? history
    : history
        .filter(({ what }) => decision !== null || what !== closed.outcome)
        .map((line) => (line.what === closed.outcome ? { ...line, what: `late_${line.what}` } : line));

/** Stands in `effective` where the request opened again: what ended it before does not count any more. */
const reopenedMark = 'reopened:';

/** Only what ended without an answer, by a timer or as out of reach, opens again; the change may end it anew. */
export const reopeningWrite = (
  change: RequestChange,
  filter: Document,
  fields: Partial<RequestDocument>,
): UpdateStatement => ({
  q: { ...filter, ...approvedByTwo(change), status: 'closed', decision: null },
  u: {
    $set: change.closed === null ? { ...fields, outcome: null, closedAt: null } : fields,
    $push: {
      ...storyOf(change, change.history),
      effective: { $each: [reopenedMark + change.id, ...(change.closed === null ? [] : [change.id])] },
    },
  },
});

/**
 * Of a change that ends a request: 0 when it did, more when it corrected how it ended, less when it came too late.
 * `effective` undefined: the request is not known.
 */
export const placeOf = (changeId: string, effective: readonly string[] | undefined): number => {
  if (effective === undefined) return 0;
  const at = effective.indexOf(changeId);
  if (at < 0) return at;
  return at - 1 - effective.slice(0, at).findLastIndex((id) => id.startsWith(reopenedMark));
};
