import { derivedId } from '../shared/ids.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { postedEventId } from './event-key.ts';
import type { EventTask } from './event-task.ts';
import { isDecisionType } from './event-types.ts';
import type { WaitingEvent } from './event-work.repository.ts';

/** A question to a customer that could not be put: whoever waits for the decision hears of it from staff. */
export const unaskedTask = (
  { tenant, type, event_id: eventId, customer_id: customerRef }: EventEnvelope,
  reason: string,
  now: Date,
): EventTask => ({
  id: derivedId('tsk', tenant, 'unasked', eventId),
  conversationId: '',
  requestId: null,
  customerRefs: customerRef === undefined ? [] : [customerRef],
  reason: 'decision_unasked',
  urgent: false,
  role: 'staff',
  at: now.toISOString(),
  details: { type, event_id: postedEventId(eventId), reason },
});

/** Why nobody is asked although the business system said all there is to say. */
const unheard: ReadonlySet<string> = new Set([
  ...['no_contact', 'unknown_contact', 'contact_unreachable', 'tell_refused', 'text_refused'],
]);

/** A decision that was to be asked and is not: staff has a task in its place. `isOurs`: it came in time, and we were late. */
export const isUnheard = (type: string, reason: string, isOurs = false): boolean =>
  isDecisionType(type) && (isOurs || unheard.has(reason));

/**
 * When an event could be worked: as it came, or when it asked to be; what laid it aside since, or let it rest after a failure, is our
 * own side.
 */
export const cameAt = ({
  receivedAt,
  dueAt,
  laidUntil,
  hasFailed,
}: Pick<WaitingEvent, 'receivedAt' | 'dueAt' | 'laidUntil' | 'hasFailed'>): Date =>
  laidUntil === undefined && hasFailed === undefined ? (dueAt ?? receivedAt) : receivedAt;

/** A rule would have caused events that their types do not take: the rule, or what the event says, is to be corrected. */
export const refusedEmitTask = (
  { tenant, type, event_id: eventId, customer_id: customerRef }: EventEnvelope,
  { rule, emits, now }: { rule: { id: string; name: string }; emits: readonly string[]; now: Date },
): EventTask => ({
  id: derivedId('tsk', tenant, 'emit', eventId, rule.id),
  conversationId: '',
  requestId: null,
  customerRefs: customerRef === undefined ? [] : [customerRef],
  reason: 'emit_refused',
  urgent: false,
  role: 'staff',
  at: now.toISOString(),
  details: { trigger: rule.id, name: rule.name, type, event_id: postedEventId(eventId), emits: [...emits] },
});
