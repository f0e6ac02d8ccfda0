import type { RequestRecord } from '../requests/request.repository.ts';
import type { RunRowRepository } from './run-row.repository.ts';
import { isEventOfRun, type RowOutcome, type RowState, type RunRow } from './run-row.ts';

const outcomeOf = ({ contactRef, decision, closedAt, reason, lines }: RequestRecord): RowOutcome => ({
  contactRef,
  decisionId: decision?.id ?? null,
  contentHash: decision?.contentHash ?? null,
  closedAt,
  reason,
  lines: lines.map(({ unit, quantity, side, answer, own }) => ({ unit, quantity, side, answer, own })),
});

const stateOf = ({ status, outcome }: RequestRecord): RowState =>
  status === 'open' ? 'open' : (outcome ?? 'withdrawn');

/** The row as its letter stands. */
export const withLetter = (row: RunRow, request: RequestRecord): RunRow => ({
  ...row,
  state: stateOf(request),
  requestId: request.id,
  // Each change of a request is a line of its history.
  seen: request.history.length,
  body: { ...row.body, outcome: outcomeOf(request), failure: null },
});

const maxTries = 5;

/**
 * Keeps a row as its letter stands. Of several looks at one letter the latest counts, whichever is written first; letters that are
 * no row's are nobody's here.
 */
export const makeFollowLetter =
  (rows: Pick<RunRowRepository, 'findByEvent' | 'writeSeen'>) =>
  async (request: RequestRecord): Promise<void> => {
    if (!isEventOfRun(request.eventId)) return;
    for (let tries = 1; tries <= maxTries; tries += 1) {
      const row = await rows.findByEvent(request.tenantId, request.eventId);
      if (row === null || row.seen >= request.history.length) return;
      if (await rows.writeSeen(withLetter(row, request), row.seen)) return;
    }
    throw new Error('the row of a letter changes all the time');
  };
