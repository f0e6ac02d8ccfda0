import type { Clock } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { EventWorkRepository, WaitingEvent } from './event-work.repository.ts';

/** Before the second try, the third …: together some minutes, in which most faults of surroundings are over. */
const restsMs: readonly number[] = [0, 10_000, 60_000];
const longestRestMs = 300_000;

/** What fails by itself is not tried for ever; an outage of what it needs counts for nothing. Never throws. */
export const noteEventFailure = async (
  { tenantId, eventId }: WaitingEvent,
  failure: unknown,
  {
    events,
    clock,
    logger,
    maxAttempts: most,
  }: { events: Pick<EventWorkRepository, 'noteFailure'>; clock: Clock; logger: Logger; maxAttempts: number },
): Promise<void> => {
  if (failure instanceof AppError && failure.retryable) return;
  try {
    const waitMs = (failures: number): number => restsMs[failures - 1] ?? longestRestMs;
    const next = await events.noteFailure(tenantId, eventId, { now: clock.now(), most, waitMs });
    if (next === 'given_up') logger.error({ eventId }, 'event given up');
  } catch (error) {
    logger.warn({ err: error, eventId }, 'failure of an event not counted');
  }
};
