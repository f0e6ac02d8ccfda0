import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import { IdempotencyKeyReused } from '../inbox/idempotency-key-reused.ts';
import { Forbidden, NotFound, ValidationFailed } from '../shared/errors.ts';
import type { JsonObject } from '../shared/json.ts';
import { contentHash } from '../evidence/content-hash.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Page } from '../shared/page.ts';
import type { MessageRepository } from '../transcripts/message.repository.ts';
import type { EventFilter, EventRecord, EventRepository } from '../triggers/event.repository.ts';
import { refuseForbiddenWords } from '../words/refuse-forbidden-words.ts';
import { customerTextsOf } from '../triggers/customer-texts.ts';
import { keptEventId, postedEventId } from '../triggers/event-key.ts';
import { isForCompliance } from '../triggers/event-task.ts';
import { dueAtOf } from '../triggers/schedule-due.ts';
import type { WaitingEvent } from '../triggers/event-work.repository.ts';
import { readEvent, reportedEventSchema, type ReadEventParts, type ReportedEvent } from './reported-event.ts';
import { defineRoute, type AnyRoute, type RouteAnswer, type RouteInput } from './define-route.ts';
import { type Principal } from './principal.ts';
import { instantQuery } from './instant-query.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { idText, instantOrNull, nullableInstant } from './shape-fields.ts';
import { permits } from '../staff/permissions.ts';

const ruleRef = z.object({ id: z.string(), version: z.int() });

const eventShape = z
  .object({
    eventId: z.string(),
    type: z.string(),
    status: z.enum(['accepted', 'processed', 'failed', 'ignored']),
    requestIds: z.array(z.string()),
    messageIds: z.array(z.string()),
    reason: z.string().nullable(),
    madeBy: z.object({ eventId: z.string(), rule: ruleRef.nullable() }).optional().meta({
      description: 'The event, and the rule that acted on it, that made this one; left out: it was reported',
    }),
    waitsUntil: nullableInstant.meta({ description: 'A date, or a rule, makes it wait until then' }),
    trigger: ruleRef.nullable().meta({
      description: 'The rule that acted, or was chosen to; null: none yet, or none is on this type',
    }),
  })
  .meta({ id: 'Event' });

const toEventShape = (event: EventRecord, messageIds: readonly string[]): z.input<typeof eventShape> => ({
  eventId: postedEventId(event.eventId),
  type: event.type,
  status: event.status,
  requestIds: [...event.requestIds],
  messageIds: [...messageIds],
  reason: event.reason,
  ...(event.madeBy === null
    ? {}
    : { madeBy: { ...event.madeBy, eventId: postedEventId(event.madeBy.eventId) } }),
  waitsUntil: instantOrNull(event.waitsUntil),
  trigger: event.rule === null ? null : { id: event.rule.id, version: event.rule.version },
});

/** What to tell whoever processes events that there is work; losing the call costs waiting time only. */
export type EventAccepted = (event: WaitingEvent) => void;

interface EventParts extends ReadEventParts {
  events: EventRepository;
  messages: Pick<MessageRepository, 'listOfRequest'>;
  clock: Clock;
  eventAccepted: EventAccepted;
  /** IANA zone in which the local dates of a tenant are meant. */
  timeZoneOf(tenantId: TenantId): Promise<string>;
}

/** What we wrote to people because of this event: of itself and of its requests, which grow while they are open. */
const messageIdsOf = async (event: EventRecord, messages: EventParts['messages']): Promise<string[]> => {
  const ofRequests = await Promise.all(
    event.requestIds.map((requestId) => messages.listOfRequest(event.tenantId, requestId)),
  );
  const sent = ofRequests.flat().filter(({ direction }) => direction === 'out');
  return [...new Set([...event.messageIds, ...sent.map(({ id }) => id)])];
};

const seesCompartment = ({ scopes }: Principal): boolean => permits(scopes, 'compliance');

/** An event of the compliance compartment is as if it had never come, for whoever has not that permission. */
const findEvent = async (
  events: EventRepository,
  principal: Principal,
  eventId: string,
): Promise<EventRecord | null> => {
  const { tenantId } = principal;
  if (seesCompartment(principal)) {
    const hidden = await events.findInCompartment(tenantId, eventId);
    return hidden ?? events.find(tenantId, eventId);
  }
  const event = await events.find(tenantId, eventId);
  return event === null || isForCompliance(event) ? null : event;
};

const listQuery = z.strictObject({
  ...pageFields,
  status: z.enum(['accepted', 'processed', 'failed', 'ignored']).optional(),
  type: z.string().min(1).max(64).optional(),
  from: instantQuery.optional(),
  to: instantQuery.optional(),
});

/** Full pages whatever is left out: how many there are of what the caller may not see is not told by gaps. */
const visibleEvents = async (
  events: Pick<EventRepository, 'list' | 'positionOf'>,
  principal: Principal,
  query: z.output<typeof listQuery>,
): Promise<Page<EventRecord>> => {
  const { limit, after } = pageRequestOf(query);
  const { status, type, from, to } = query;
  const filter: EventFilter = {
    ...(status === undefined ? {} : { status }),
    ...(type === undefined ? {} : { type }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  const seen: EventRecord[] = [];
  let position = after;
  do {
    const page = await events.list(principal.tenantId, filter, { limit: limit + 1, after: position });
    seen.push(...page.items.filter((event) => seesCompartment(principal) || !isForCompliance(event)));
    position = page.next;
  } while (seen.length <= limit && position !== null);
  const items = seen.slice(0, limit);
  const last = items.at(-1);
  const hasMore = seen.length > limit && last !== undefined;
  return { items, next: hasMore ? events.positionOf(last) : null };
};

const checkCaller = (event: ReportedEvent, principal: Principal, idempotencyKey: string | null): void => {
  // The envelope's tenant selects nothing: it only has to agree with the credentials (reliability C).
  if (event.tenant !== principal.tenantId)
    throw new Forbidden('The tenant of the event is not that of the key.');
  if (idempotencyKey !== null && idempotencyKey !== event.event_id) {
    throw new ValidationFailed([{ field: 'Idempotency-Key', message: 'must equal event_id' }]);
  }
  refuseForbiddenWords(...customerTextsOf({ ...event, data: event.data as JsonObject }));
};

const reused = (): IdempotencyKeyReused =>
  new IdempotencyKeyReused('This event_id was used before for another event.');

/** Whoever may see the compartment is told of a reused id there; to anybody else it would say that a case exists. */
const refuseReused = async (
  events: EventRepository,
  { tenantId }: Principal,
  postedId: string,
  eventId: string,
): Promise<void> => {
  const known = await events.findInCompartment(tenantId, postedId);
  if (known !== null && known.eventId !== eventId) throw reused();
};

const postEvent =
  ({ events, clock, eventAccepted, timeZoneOf, ...checks }: EventParts) =>
  async (input: RouteInput<null, null, ReportedEvent>): Promise<RouteAnswer> => {
    const { principal, body, sent, idempotencyKey } = input;
    checkCaller(body, principal, idempotencyKey);
    // Of what was sent, not of what was read: a default added by a later version must not make a repeat look new.
    const fingerprint = contentHash(sent as object);
    const eventId = keptEventId(body, fingerprint);
    const read = await readEvent(checks, principal.tenantId, body);
    const envelope = { ...read, event_id: eventId };
    const isHidden = isForCompliance(body);
    if (isHidden && seesCompartment(principal)) await refuseReused(events, principal, body.event_id, eventId);
    const receivedAt = clock.now();
    const isDate = body.type === 'schedule.date.reached';
    const dueAt = isDate ? dueAtOf(envelope, await timeZoneOf(principal.tenantId)) : null;
    const isDue = dueAt === null || dueAt <= receivedAt;
    const acceptance = await events.accept({
      eventId,
      fingerprint,
      envelope,
      receivedAt,
      ...(isDue ? {} : { dueAt }),
      status: 'accepted',
      reason: null,
      tenantId: principal.tenantId,
    });
    const answer = { status: 202, body: { eventId: body.event_id } };
    if (acceptance === 'created') {
      // Whoever sweeps finds it at its time, whatever becomes of this process.
      if (!isDue) return answer;
      eventAccepted({ tenantId: principal.tenantId, eventId, envelope, receivedAt, isNew: true });
      return answer;
    }
    if (!acceptance.same) throw reused();
    // That it came before is not for everybody to know.
    if (isHidden && !seesCompartment(principal)) return answer;
    return { ...answer, headers: { 'Idempotency-Replayed': 'true' } };
  };

export const eventRoutes = (parts: EventParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'post',
    path: '/v1/events',
    scope: 'events:write',
    gate: 'events',
    tag: 'Events',
    summary: 'Report an event',
    description:
      'Stored before it is answered. The same `event_id` with the same content gives the same answer and ' +
      '`Idempotency-Replayed: true`; with other content 422. Unknown fields are refused. What each type opens: docs/api.md.',
    body: reportedEventSchema,
    answers: { 202: { description: 'Durably stored', schema: z.object({ eventId: z.string() }) } },
    refusals: [413, 415, 422],
    handle: postEvent(parts),
  }),
  defineRoute({
    method: 'get',
    path: '/v1/events',
    scope: 'events:read',
    tag: 'Events',
    summary: 'List events, newest first',
    description:
      'What is told only to a caller with the scope `compliance` is as if it had never come for others.',
    query: listQuery,
    answers: { 200: { description: 'A page of events', schema: listSchema(eventShape) } },
    async handle({ principal, query }) {
      const page = await visibleEvents(parts.events, principal, query);
      const shapes = await Promise.all(
        page.items.map(async (event) => toEventShape(event, await messageIdsOf(event, parts.messages))),
      );
      return { status: 200, body: listJson({ ...page, items: shapes }, (shape) => shape) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/events/{eventId}',
    scope: 'events:read',
    tag: 'Events',
    summary: 'What came of an event',
    description:
      'Screenings, risk flags and what is addressed to `staff.compliance` are told only to a caller with the scope `compliance`.',
    params: z.object({ eventId: idText }),
    answers: { 200: { description: 'The event', schema: eventShape } },
    refusals: [404],
    async handle({ principal, params }) {
      const event = await findEvent(parts.events, principal, params.eventId);
      if (event === null) throw new NotFound('There is no such event.');
      return { status: 200, body: toEventShape(event, await messageIdsOf(event, parts.messages)) };
    },
  }),
];
