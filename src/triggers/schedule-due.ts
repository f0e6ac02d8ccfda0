import { z } from 'zod';
import { atLocalTime } from '../timers/business-calendar.ts';
import type { EventEnvelope } from './event-envelope.ts';

const dateSchema = z.object({ local_date: z.string(), local_time: z.string() });

/** When the date of a `schedule.date.reached` is reached in the tenant's zone (domain 7.12); null: another type of event. */
export const dueAtOf = (
  { type, data }: Pick<EventEnvelope, 'type' | 'data'>,
  timeZone: string,
): Date | null => {
  if (type !== 'schedule.date.reached') return null;
  const { local_date: date, local_time: time } = dateSchema.parse(data);
  const [hour, minute] = time.split(':').map(Number) as [number, number]; // HH:MM by its schema
  return new Date(atLocalTime(date, hour, timeZone).getTime() + minute * 60_000);
};
