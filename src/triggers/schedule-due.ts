import { z } from 'zod';
import { localInstant, minutesOf } from '../timers/local-instant.ts';
import type { EventEnvelope } from './event-envelope.ts';

const dateSchema = z.object({ local_date: z.string(), local_time: z.string() });

/** When the date of a `schedule.date.reached` is reached in the tenant's zone (domain 7.12); null: another type of event. */
export const dueAtOf = (
  { type, data }: Pick<EventEnvelope, 'type' | 'data'>,
  timeZone: string,
): Date | null => {
  if (type !== 'schedule.date.reached') return null;
  const { local_date: date, local_time: time } = dateSchema.parse(data);
  return localInstant(date, minutesOf(time), timeZone);
};

const catchUpMs = 24 * 60 * 60_000;

/** After an outage dates are made up for; what is older is on record as skipped (domain 7.12). */
export const isTooLate = (dueAt: Date, now: Date): boolean => now.getTime() - dueAt.getTime() > catchUpMs;
