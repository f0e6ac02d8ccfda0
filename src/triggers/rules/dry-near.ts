import { dateEvent } from '../date-event.ts';
import { calendarOnce } from '../calendar/calendar-once.ts';
import type { ScheduledDate } from '../calendar/schedule-dates.ts';
import type { ReportedSample } from '../event-sample.repository.ts';
import { itemOf, mayLieNear, nearSourceOf } from '../rule-dates.ts';
import { EventFields, matches, type CompiledRule } from './compile-rule.ts';
import { nearDayOf } from './dated-rules.ts';
import { noRule, tryDates, type DryDateItem, type DryDateParts } from './dry-dates.ts';
import { asTheyCame } from './dry-run.ts';
import type { DryOutcome } from './dry-sequence.ts';

/** The date of a rule near one that an event names. */
interface NearEvent {
  of: ReportedSample;
  item: string;
  itemOrder: string;
  date: string;
  /** Where it would fall if every day were a business day. */
  nominal: string;
  /** As it is reached. */
  sample: ReportedSample;
}

const dateNear = async (
  { calendar }: Pick<DryDateParts, 'calendar'>,
  tenantId: string,
  rule: CompiledRule,
  of: ReportedSample,
): Promise<NearEvent | null> => {
  const { envelope, receivedAt, depth } = of;
  const when = mayLieNear(envelope) ? await nearDayOf(calendar, tenantId, rule, envelope) : null;
  if (!when) return null;
  const { itemOrder, source } = nearSourceOf(of, receivedAt);
  const ref = envelope.customer_id;
  const made = dateEvent(tenantId, {
    rule,
    ...{ date: when.date, at: when.at },
    source,
    ...(ref === undefined ? {} : { customerRef: ref }),
  });
  const reachedAt = when.at > receivedAt ? when.at : receivedAt;
  return {
    ...{ of, itemOrder, date: when.date, nominal: when.nominal },
    ...{ item: itemOf(tenantId, rule, envelope, source.thing) },
    sample: {
      ...{ eventId: made.event_id, envelope: made, receivedAt: reachedAt },
      ...(depth === undefined ? {} : { depth }),
    },
  };
};

/** Of one thing one date waits, that of what was said last: takes those out that are not reached, and answers which are. */
const reachedAmong = (all: readonly NearEvent[]): ReadonlySet<NearEvent> => {
  const reached = new Set<NearEvent>();
  for (const one of all) {
    const rivals = [...reached].filter(({ item }) => item === one.item);
    const waiting = rivals.filter(({ sample }) => sample.receivedAt > one.of.receivedAt);
    const isOlder = waiting.some(({ itemOrder }) => itemOrder > one.itemOrder);
    // Acted on before: it does not act again.
    const isDone = rivals.some(
      (other) => !waiting.includes(other) && other.sample.eventId === one.sample.eventId,
    );
    if (isOlder || isDone) continue;
    for (const other of waiting) reached.delete(other);
    reached.add(one);
  }
  return reached;
};

const supersededBy = ({ id, version }: CompiledRule): DryOutcome => ({
  ...{ by: { id, version }, status: 'ignored', reason: 'superseded', effects: [] },
});

/** A date that is still to come, and the event it lies near. */
export type DateNear = ScheduledDate & { eventId: string };

/**
 * The dates a rule has near those that these events name and that are still to come, the next first: of one thing that of what was said last.
 * Whether its conditions hold is asked when it is reached.
 */
export const datesNear = async (
  parts: Pick<DryDateParts, 'calendar'>,
  tenantId: string,
  rule: CompiledRule,
  { events, now }: { events: readonly ReportedSample[]; now: Date },
): Promise<readonly DateNear[]> => {
  const once = { calendar: calendarOnce(parts.calendar) };
  const found = await Promise.all(asTheyCame(events).map((of) => dateNear(once, tenantId, rule, of)));
  return [...reachedAmong(found.filter((one) => one !== null))]
    .map(({ of, date, nominal, sample }) => ({ date, nominal, at: sample.receivedAt, eventId: of.eventId }))
    .filter(({ at }) => at > now)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.eventId < b.eventId ? -1 : 1));
};

/** By the id of the event it lies near. */
const outcomesOf = async (
  parts: DryDateParts,
  tenantId: string,
  rule: CompiledRule,
  { events, now }: { events: readonly ReportedSample[]; now: Date },
): Promise<ReadonlyMap<string, { near: NearEvent; outcome: DryOutcome }>> => {
  const found = await Promise.all(asTheyCame(events).map((of) => dateNear(parts, tenantId, rule, of)));
  const near = found.filter((one) => one !== null);
  const reached = reachedAmong(near);
  const outcomes = await tryDates(parts, tenantId, rule, {
    samples: [...reached].map(({ sample }) => sample),
    now,
  });
  return new Map(
    near.map((one) => {
      const outcome = reached.has(one) ? outcomes.get(one.sample.eventId) : supersededBy(rule);
      return [one.of.eventId, { near: one, outcome: outcome ?? noRule }];
    }),
  );
};

/**
 * What a rule near dates of events would do on those of these events, as if it had been in use when they came. `inUse`: the version that is
 * in use now; null: none is. Events that name no such date, or one that falls on no day of the rule, are left out.
 */
export const dryNear = async (
  given: DryDateParts,
  tenantId: string,
  { candidate, inUse }: { candidate: CompiledRule; inUse: CompiledRule | null },
  asked: { events: readonly ReportedSample[]; now: Date },
): Promise<readonly DryDateItem[]> => {
  const parts = { ...given, calendar: calendarOnce(given.calendar) };
  const [outcomes, present] = await Promise.all([
    outcomesOf(parts, tenantId, candidate, asked),
    inUse === null ? null : outcomesOf(parts, tenantId, inUse, asked),
  ]);
  const items = asked.events.map(async ({ eventId, envelope }): Promise<DryDateItem | null> => {
    const tried = outcomes.get(eventId);
    if (tried === undefined) return null;
    const ref = envelope.customer_id ?? null;
    const customer = ref === null ? null : await parts.findCustomer(tenantId, ref);
    const fields = new EventFields({ envelope, customer });
    return {
      ...{ eventId, at: tried.near.sample.receivedAt, date: tried.near.date, customerRef: ref },
      conditions: candidate.conditions.map(({ field, op, holds }) => ({ field, op, holds: holds(fields) })),
      matches: matches(candidate, fields),
      outcome: tried.outcome,
      now: present?.get(eventId)?.outcome ?? noRule,
    };
  });
  return (await Promise.all(items)).filter((one) => one !== null);
};
