import { derivedId } from '../shared/ids.ts';
import type { Json, JsonObject } from '../shared/json.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { dateEventType } from './event-types.ts';
import { object, text } from './read-json.ts';
import type { RuleRef } from './rule-action.ts';

/** A date of a rule, for one customer or before anybody is named. */
export interface RuleDate {
  rule: RuleRef;
  /** `YYYY-MM-DD` in the tenant's zone. */
  date: string;
  at: Date;
  /** Left out: the date as a whole. */
  customerRef?: string;
  /** The event whose field the date lies near, and what it is about; left out: the calendar alone says it. */
  source?: { eventId: string; type: string; thing: string; data: JsonObject; contactRef: string | null };
}

/**
 * The event of a date. Its id is made of what a rule acts on once: tenant, rule, local date, customer, and the thing a date lies
 * near; whatever version of the rule says so, and however often it is asked (domain 7.12).
 */
export const dateEvent = (
  tenantId: string,
  { rule, date, at, customerRef, source }: RuleDate,
): EventEnvelope => ({
  type: dateEventType,
  event_id: derivedId(
    'cal',
    tenantId,
    rule.id,
    date,
    customerRef ?? '',
    source?.type ?? '',
    source?.thing ?? '',
  ),
  tenant: tenantId,
  ...(customerRef === undefined ? {} : { customer_id: customerRef }),
  ...(source === undefined || source.contactRef === null ? {} : { contact_id: source.contactRef }),
  occurred_at: at.toISOString(),
  data: {
    rule_id: rule.id,
    rule_version: rule.version,
    local_date: date,
    due_at: at.toISOString(),
    ...(source === undefined
      ? {}
      : { source: { event_id: source.eventId, type: source.type, data: source.data } }),
  },
});

const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** The same as it is read from the event. */
export const ruleDateOf = ({ data }: EventEnvelope) => {
  const source = object(data.source);
  return {
    rule: { id: text(data.rule_id) ?? '', version: number(data.rule_version) },
    date: text(data.local_date) ?? '',
    dueAt: new Date(text(data.due_at) ?? 0),
    source:
      source === null
        ? null
        : {
            eventId: text(source.event_id) ?? '',
            type: text(source.type) ?? '',
            data: object(source.data) ?? {},
          },
  };
};
