import type { WaitingEvent } from './event-work.repository.ts';

/**
 * This process took it in and is the first to work it: nothing of it was begun, by anybody. Another process may take up what has waited
 * for `takeOverAfterMs`; half of that is left for clocks that differ.
 */
export const isUntouched = (
  { isNew, receivedAt }: Pick<WaitingEvent, 'isNew' | 'receivedAt'>,
  { now, takeOverAfterMs }: { now: Date; takeOverAfterMs: number },
): boolean => {
  const age = now.getTime() - receivedAt.getTime();
  // A clock that was set back says nothing.
  return isNew === true && age >= 0 && age < takeOverAfterMs / 2;
};
