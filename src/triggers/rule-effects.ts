import type { Customer } from '../customers/customer.ts';
import { derivedId } from '../shared/ids.ts';
import type { JsonObject } from '../shared/json.ts';
import { isStaffAudience } from './audience.ts';
import { emittedData } from './emit-data.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { postedEventId } from './event-key.ts';
import { isForCompliance, type EventTask } from './event-task.ts';
import { isStaffEventType } from './event-types.ts';
import { requestRuleOf } from './request-rules.ts';
import type { ActingRule, EmitAction, RuleAction, TaskAction, TellAction } from './rule-action.ts';

/** What a rule tells the business system. */
export interface RuleAnnouncement {
  /** The same cause makes the same call, once. */
  sourceId: string;
  type: 'trigger.acted';
  at: Date;
  data: JsonObject;
}

/** What a rule does beside asking or telling the customer. */
export interface RuleEffects {
  tasks: readonly EventTask[];
  announcements: readonly RuleAnnouncement[];
  /** Events of other types, as the rule makes them: whether their types take them is still to be seen. */
  emits: readonly EventEnvelope[];
}

/** The asking or telling of a rule; undefined: it does neither. */
export const tellOf = ({ then }: Pick<ActingRule, 'then'>): TellAction | undefined =>
  then.find((action): action is TellAction => action.do === 'request' || action.do === 'notify');

/** It makes something beside what the customer reads. */
const hasEffect = ({ do: what }: RuleAction): boolean =>
  what === 'task' || what === 'callback' || what === 'emit';

/** The type in whose form a rule asks; null: it does not. */
export const askedAs = (rule: ActingRule | null): string | null =>
  rule === null ? null : (tellOf(rule)?.as ?? null);

/** All it does is to keep the event from being told. */
export const saysNothing = (rule: ActingRule | null): boolean =>
  rule?.then.every((action) => action.do === 'nothing') ?? false;

/**
 * An event is put under it before anything is done. A request is opened once whatever was chosen, and says what asked; tasks and calls are only all of
 * one rule once it is chosen, and what joins others is told by them under it. Where the first go at once, the others are put under it as they join.
 */
export const isChosenFirst = (rule: Pick<ActingRule, 'then'>): boolean => {
  const { collapse } = tellOf(rule) ?? {};
  return rule.then.some(hasEffect) || (collapse !== undefined && collapse.first !== 'at_once');
};

/** What is known beside the event: `local_date` of a date. */
type Words = Readonly<Record<string, string>>;

const isForStaff = ({ type, audience }: EventEnvelope): boolean =>
  isStaffEventType(type) || isStaffAudience(audience);

const isTask = (action: RuleAction): action is TaskAction => action.do === 'task';

/** A rule wants the task that an event makes by itself done at once. */
export const hastens = ({ then }: Pick<ActingRule, 'then'>, task: Pick<EventTask, 'role'>): boolean =>
  then.some((action) => isTask(action) && action.urgent && action.role === task.role);

const taskOf = (
  { tenant, type, event_id: eventId, customer_id: customerRef, data }: EventEnvelope,
  rule: ActingRule,
  { action, at, now, words }: { action: TaskAction; at: number; now: Date; words: Words },
): EventTask => ({
  id: derivedId('tsk', tenant, eventId, rule.id, at),
  conversationId: '',
  requestId: null,
  customerRefs: customerRef === undefined ? [] : [customerRef],
  reason: 'trigger',
  urgent: action.urgent,
  role: action.role,
  at: now.toISOString(),
  // No more than leads to the event: why a document is asked for is not for everybody (domain 6.3-c).
  details: {
    trigger: rule.id,
    name: rule.name,
    type,
    event_id: postedEventId(eventId),
    reference: requestRuleOf(type, data, now)?.reference ?? null,
    ...words,
  },
});

/** For the same customer, and the same contact where one was named. */
const emitted = (
  envelope: EventEnvelope,
  rule: ActingRule,
  {
    action,
    at,
    customer,
    words,
  }: { action: EmitAction; at: number; customer: Customer | null; words: Words },
): EventEnvelope => ({
  type: action.type,
  event_id: derivedId('rul', envelope.tenant, envelope.event_id, rule.id, at),
  tenant: envelope.tenant,
  ...(envelope.customer_id === undefined ? {} : { customer_id: envelope.customer_id }),
  ...(envelope.contact_id === undefined ? {} : { contact_id: envelope.contact_id }),
  occurred_at: envelope.occurred_at,
  data: emittedData(action.data, { envelope, customer, words }),
});

/**
 * Ids are derived from event and rule, so that an event that is worked twice does this once. What is of the compartment stays
 * in it, whatever a rule says (domain 6.2, 6.3-e). `own`: a task the event makes by itself; a rule's of its role is no second one.
 */
export const effectsOfRule = (
  envelope: EventEnvelope,
  rule: ActingRule,
  {
    now,
    customer,
    own = null,
    words = {},
  }: { now: Date; customer: Customer | null; own?: EventTask | null; words?: Words },
): RuleEffects => {
  const isHidden = isForCompliance(envelope);
  const { tenant, type, event_id: eventId, customer_id: customerRef } = envelope;
  return {
    tasks: rule.then.flatMap((action, at) =>
      isTask(action) && action.role !== own?.role && (!isHidden || action.role === 'compliance')
        ? [taskOf(envelope, rule, { action, at, now, words })]
        : [],
    ),
    // Nothing about what is for staff alone comes near a customer, by no detour either (domain 6.3-a).
    emits: rule.then.flatMap((action, at) =>
      action.do === 'emit' && !isForStaff(envelope)
        ? [emitted(envelope, rule, { action, at, customer, words })]
        : [],
    ),
    announcements: rule.then.flatMap((action): RuleAnnouncement[] =>
      action.do !== 'callback' || isHidden
        ? []
        : [
            {
              sourceId: derivedId('act', tenant, eventId, rule.id, action.name),
              type: 'trigger.acted',
              at: now,
              data: {
                trigger: rule.id,
                version: rule.version,
                name: action.name,
                eventId: postedEventId(eventId),
                type,
                customerRef: customerRef ?? null,
              },
            },
          ],
    ),
  };
};
