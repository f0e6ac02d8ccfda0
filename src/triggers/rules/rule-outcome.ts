import type { TenantSettingsLookup } from '../../channels/tenant-settings.ts';
import type { Customer } from '../../customers/customer.ts';
import { stoppedAmong, type IsStopped } from '../../customers/willing-contacts.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { TenantCalendar } from '../../timers/business-calendar.ts';
import { openedTask } from '../../tasks/new-task.ts';
import type { RequestContent } from '../../vocabulary/request-content.ts';
import { unnamed } from '../emit-data.ts';
import { acceptedEvent, type EmittedCheckParts } from '../emitted-check.ts';
import { deadlineItem, refusalOf, type AdmissionParts } from '../admit-request.ts';
import type { EventEnvelope } from '../event-envelope.ts';
import { isUnheard, refusedEmitTask, unaskedTask } from '../missed-tasks.ts';
import { isBeyondRules, type EventTask } from '../event-task.ts';
import type { Asked } from '../event-requests.ts';
import { choiceOf, planEvent } from '../plan-event.ts';
import type { RuleTallyRepository } from '../rule-tally.repository.ts';
import { actingAt, checkedDuration } from '../rule-timing.ts';
import { actingByItself, type RuleRef } from '../rule-action.ts';
import { effectsOfRule, tellOf } from '../rule-effects.ts';
import { isTextRefused, toldEvent } from '../told-event.ts';
import { matches, type CompiledRule, type EventFields } from './compile-rule.ts';

export interface OutcomeParts extends EmittedCheckParts {
  requests: AdmissionParts['requests'];
  tenants: Pick<TenantSettingsLookup, 'settingsOf'>;
  tallies: Pick<RuleTallyRepository, 'hasRoom'>;
  isStopped: IsStopped;
}

/** Why it would not be said when the event comes. */
export interface RuleHold {
  by: 'wait' | 'collapse';
  until: Date;
}

/** One thing that would happen. */
export type PlannedEffect =
  | { do: 'request' | 'notify'; asked: Asked; hold: RuleHold | null }
  | { do: 'task'; role: EventTask['role']; reason: string; urgent: boolean; dueAt: Date }
  | { do: 'callback'; type: string; name: string }
  /** `isAccepted`: the type takes what the rule makes of the event. */
  | { do: 'emit'; type: string; data: JsonObject; isAccepted: boolean };

/** What would come of an event. */
export interface PlannedOutcome {
  /** The rule that would act; null: none, and nothing comes with the product. */
  by: RuleRef | null;
  status: 'processed' | 'ignored' | 'failed';
  reason: string | null;
  effects: readonly PlannedEffect[];
}

type Settled = Pick<PlannedOutcome, 'status' | 'reason' | 'effects'>;

const nothing = (status: PlannedOutcome['status'], reason: string | null): Settled => ({
  status,
  reason,
  effects: [],
});

/** An event, and the moment in which it is looked at. */
export interface Scene {
  tenantId: string;
  envelope: EventEnvelope;
  customer: Customer | null;
  now: Date;
}

const taskEffect = (tenantId: string, task: EventTask, calendar: TenantCalendar): PlannedEffect => {
  // The tenant of an event is one of the tenants.
  const { role, reason, urgent, dueAt } = openedTask(tenantId as TenantId, task, calendar);
  return { do: 'task', role, reason, urgent, dueAt };
};

const besides = async (
  parts: OutcomeParts,
  { tenantId, envelope, customer, now }: Scene,
  rule: CompiledRule | null,
  { calendar, own = null }: { calendar: TenantCalendar; own?: EventTask | null },
): Promise<PlannedEffect[]> => {
  if (rule === null) return [];
  const { tasks, announcements, emits } = effectsOfRule(envelope, rule, { now, customer, own });
  const { emits: said } = effectsOfRule(envelope, rule, { now, customer: unnamed(customer), own });
  const accepted = await Promise.all(
    emits.map((made, at) => acceptedEvent(parts, tenantId, made, said[at]?.data)),
  );
  const unfit = emits.filter((_made, at) => accepted[at] === null).map(({ type }) => type);
  return [
    ...tasks.map((task) => taskEffect(tenantId, task, calendar)),
    ...announcements.map(({ type, data }): PlannedEffect => ({
      do: 'callback',
      type,
      name: String(data['name']),
    })),
    ...(unfit.length === 0
      ? []
      : [taskEffect(tenantId, refusedEmitTask(envelope, { rule, emits: unfit, now }), calendar)]),
    ...emits.map(({ type, data }, at): PlannedEffect => ({
      ...{ do: 'emit', type, data },
      isAccepted: (accepted[at] ?? null) !== null,
    })),
  ];
};

/** What happens where a decision cannot be asked; nothing of the kind: the event fails, and that is all. */
const insteadOf = async (
  parts: OutcomeParts,
  scene: Scene,
  rule: CompiledRule | null,
  { type, reason, calendar }: { type: string | null; reason: string; calendar: TenantCalendar },
): Promise<PlannedEffect[]> => {
  const asked = type ?? (rule === null ? null : (tellOf(rule)?.as ?? null));
  if (asked === null || !isUnheard(asked, reason)) return [];
  const task = taskEffect(scene.tenantId, unaskedTask(scene.envelope, reason, scene.now), calendar);
  return [task, ...(await besides(parts, scene, rule, { calendar }))];
};

/** An event that cannot be made is to be corrected. */
const refused = (effects: readonly PlannedEffect[]): boolean =>
  effects.some((effect) => effect.do === 'emit' && !effect.isAccepted);

/** What the rule itself would wait for; null: nothing, or what waits for an answer would be over by then. */
const holdOf = (
  { now }: Scene,
  rule: CompiledRule | null,
  { expiresAt }: RequestContent,
  calendar: TenantCalendar,
): RuleHold | null => {
  const tell = rule === null ? undefined : tellOf(rule);
  if (tell?.wait === undefined && tell?.collapse === undefined) return null;
  const { wait = { for: null, until: null }, collapse } = tell;
  const until = actingAt(now, collapse === undefined ? wait : { ...wait, for: collapse.within }, calendar);
  if (until <= now || until >= new Date(expiresAt)) return null;
  return { by: collapse === undefined ? 'wait' : 'collapse', until };
};

/** A rule says no more than so often; events that are tried together do not count for each other. */
const isCapped = async (
  { tallies }: OutcomeParts,
  { tenantId, now }: Scene,
  rule: CompiledRule | null,
  { content, contact }: Asked,
): Promise<boolean> => {
  const cap = rule?.cap ?? null;
  if (rule === null || cap === null) return false;
  const who = cap.per === 'contact' ? contact.ref : content.customerRef;
  return !(await tallies.hasRoom(tenantId, [rule.id, cap.per, who], {
    eventId: content.requestId,
    at: now,
    withinMs: checkedDuration(cap.within),
    atMost: cap.at_most,
  }));
};

const asked = async (
  parts: OutcomeParts,
  scene: Scene,
  { content, contact }: Asked,
  {
    rule,
    calendar,
    others,
  }: { rule: CompiledRule | null; calendar: TenantCalendar; others: readonly PlannedEffect[] },
): Promise<Settled> => {
  const { tenantId, now } = scene;
  const refusal = await refusalOf(parts, tenantId, content, contact.ref, now);
  if (refusal !== null)
    return nothing(refusal.reason === 'conflicting_content' ? 'failed' : 'ignored', refusal.reason);
  if (await isCapped(parts, scene, rule, { content, contact })) return nothing('ignored', 'capped');
  const first: PlannedEffect = {
    do: content.kind === 'notice' ? 'notify' : 'request',
    asked: { content, contact },
    hold: holdOf(scene, rule, content, calendar),
  };
  return { status: 'processed', reason: null, effects: [first, ...others] };
};

/** What a rule makes of an event, as the worker would do it; null is what the product does by itself. */
export const outcomeOf = async (
  parts: OutcomeParts,
  scene: Scene,
  rule: CompiledRule | null,
): Promise<PlannedOutcome> => {
  const { tenantId, envelope, customer, now } = scene;
  const by = rule === null ? actingByItself(envelope.type) : { id: rule.id, version: rule.version };
  const settings = await parts.tenants.settingsOf(tenantId);
  const told = await toldEvent(parts, tenantId, envelope, { rule, customer });
  const failed = async (reason: string): Promise<PlannedOutcome> => ({
    by,
    ...{ status: 'failed', reason },
    effects: await insteadOf(parts, scene, rule, { type: told?.type ?? null, reason, calendar: settings }),
  });
  if (told === null) return failed('tell_refused');
  if (isTextRefused(scene, told)) return failed('text_refused');
  const [item, stopped] = await Promise.all([
    told.type === 'deadline.approaching' ? deadlineItem(parts.requests, tenantId, told) : null,
    stoppedAmong(parts.isStopped, tenantId, choiceOf(told, customer)),
  ]);
  const plan = planEvent(told, customer, {
    ...{ now, timeZone: settings.timeZone, ownDays: settings.ownDays, quietHours: settings.quietHours },
    ...{ ownerRef: item?.contactRef ?? null, rule, stopped },
  });
  const calendar = settings;
  switch (plan.kind) {
    case 'failed':
      return failed(plan.reason);
    case 'ignored':
      return { by, ...nothing('ignored', plan.reason) };
    case 'emit':
      return { by, ...nothing('processed', null) };
    case 'task': {
      const own = taskEffect(tenantId, plan.task, calendar);
      const others = await besides(parts, scene, rule, { calendar, own: plan.task });
      const effects = [own, ...others];
      return { by, status: 'processed', reason: null, effects };
    }
    case 'untold': {
      const effects = await besides(parts, scene, rule, { calendar });
      if (refused(effects)) return { by, status: 'failed', reason: 'emit_refused', effects };
      return effects.length === 0
        ? { by, ...nothing('ignored', 'by_rule') }
        : { by, status: 'processed', reason: null, effects };
    }
    case 'request': {
      if (item?.state === 'closed') return { by, ...nothing('ignored', 'item_closed') };
      const others = await besides(parts, scene, rule, { calendar });
      return { by, ...(await asked(parts, scene, plan, { rule, calendar, others })) };
    }
  }
};

/** The first in order whose conditions hold; null: none acts. What is addressed to the compartment is under no rule of others. */
export const actingOf = (
  rules: readonly CompiledRule[],
  envelope: EventEnvelope,
  fields: EventFields,
): CompiledRule | null =>
  isBeyondRules(envelope) ? null : (rules.find((rule) => matches(rule, fields)) ?? null);
