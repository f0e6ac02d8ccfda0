import type { EventEnvelope } from './event-envelope.ts';
import { isScheduledEventType } from './event-types.ts';
import { object, text, texts } from './read-json.ts';

/**
 * The events a reached date makes: one per customer, their ids derived from rule, local date and customer, so that a date is
 * reached once per key (domain 7.12). They are for the audience of the date: a deadline of the compartment stays in it. Null: the type named is none a date may emit. Empty: the event names nobody.
 */
export const emittedEvents = ({
  tenant,
  audience,
  occurred_at,
  data,
}: EventEnvelope): EventEnvelope[] | null => {
  const type = text(data.emits) ?? '';
  if (!isScheduledEventType(type)) return null;
  const emitted = object(data.emit_data);
  if (emitted === null) return [];
  const key = `${text(data.rule_id) ?? ''}_${text(data.local_date) ?? ''}`;
  return texts(data.customer_ids).map((customerRef) => ({
    type,
    event_id: `sch_${key}_${customerRef}`,
    tenant,
    customer_id: customerRef,
    ...(audience === undefined ? {} : { audience }),
    occurred_at,
    data: emitted,
  }));
};
