import type { Audience } from './audience.ts';
import { isForCompliance } from './event-task.ts';

/** A character no `event_id` holds. */
const mark = '~';

/**
 * The id an event is kept under: the `event_id` it came with. An event of the compliance compartment also has what it says in
 * its id: it can neither take an id from an ordinary event nor be found out by one, so that posting under its id is answered
 * like posting under any other (domain 6.3-e), and two that share an id are two.
 */
export const keptEventId = (
  event: { type: string; event_id: string; audience?: Audience | undefined },
  fingerprint: string,
): string =>
  isForCompliance(event) ? `${event.event_id}${mark}${fingerprint.slice(0, 32)}` : event.event_id;

/** The `event_id` an event came with. */
export const postedEventId = (kept: string): string => kept.split(mark)[0] ?? kept;

/** From the first to behind the last id that events of the compartment with this `event_id` may have. */
export const compartmentRange = (eventId: string): { from: string; to: string } => ({
  from: `${eventId}${mark}`,
  to: `${eventId}${mark}${mark}`,
});
