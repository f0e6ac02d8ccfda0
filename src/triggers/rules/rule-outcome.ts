import type { TenantSettingsLookup } from '../../channels/tenant-settings.ts';
import type { Customer } from '../../customers/customer.ts';
import { stoppedAmong, type IsStopped } from '../../customers/willing-contacts.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { TenantCalendar } from '../../timers/business-calendar.ts';
import { openedTask } from '../../tasks/new-task.ts';
import { unnamed } from '../emit-data.ts';
import { acceptedEvent, type EmittedCheckParts } from '../emitted-check.ts';
import { deadlineItem, refusalOf } from '../admit-request.ts';
import type { EventEnvelope } from '../event-envelope.ts';
import { EventHolds, type Holding, type HoldParts, type Telling } from '../event-holds.ts';
import { isUnheard, refusedEmitTask, unaskedTask } from '../missed-tasks.ts';
import { isBeyondRules, type EventTask } from '../event-task.ts';
import type { Asked } from '../event-requests.ts';
import { choiceOf, planEvent, type EventPlan } from '../plan-event.ts';
import { actingByItself, type RuleRef } from '../rule-action.ts';
import { effectsOfRule, tellOf } from '../rule-effects.ts';
import { shippedTelling } from '../shipped-telling.ts';
import { isTextRefused, toldEvent } from '../told-event.ts';
import { matches, type CompiledRule, type EventFields } from './compile-rule.ts';

/** `tallies` and the like are of a stage: what is counted there is dropped with it. */
export interface OutcomeParts extends EmittedCheckParts, HoldParts {
  tenants: Pick<TenantSettingsLookup, 'settingsOf'>;
  isStopped: IsStopped;
}

/** Why it would not be said when the event comes. */
export interface RuleHold {
  by: 'wait' | 'collapse';
  until: Date;
  /** Its own time is over before: the office is closed then, and opens at `until`. Left out: it is not. */
  because?: 'business_hours';
}

/** One thing that would happen. */
export type PlannedEffect =
  /** `group`: that in whose name it waits for others, or is told with them; null: none. */
  | { do: 'request' | 'notify'; asked: Asked; hold: RuleHold | null; group: string | null }
  | { do: 'task'; role: EventTask['role']; reason: string; urgent: boolean; dueAt: Date }
  | { do: 'callback'; type: string; name: string }
  /** `isAccepted`: the type takes what the rule makes of the event, and `made` is that; null: it does not. */
  | { do: 'emit'; type: string; data: JsonObject; isAccepted: boolean; made: EventEnvelope | null };

/** What would come of an event. */
export interface PlannedOutcome {
  /** The rule that would act; null: none, and nothing comes with the product. */
  by: RuleRef | null;
  status: 'processed' | 'ignored' | 'failed';
  reason: string | null;
  effects: readonly PlannedEffect[];
  /** When the cap that was in the way has room again; left out: none was. */
  roomAt?: Date;
}

type Settled = Omit<PlannedOutcome, 'by'>;

const nothing = (status: PlannedOutcome['status'], reason: string | null): Settled => ({
  status,
  reason,
  effects: [],
});

/** An event, and the moment in which it is looked at. */
export interface Scene extends Pick<Telling, 'tenantId' | 'eventId' | 'receivedAt' | 'waited'> {
  envelope: EventEnvelope;
  customer: Customer | null;
  now: Date;
  /** How many rules made it one of another; left out: none. */
  depth?: number | undefined;
}

const taskEffect = (tenantId: string, task: EventTask, calendar: TenantCalendar): PlannedEffect => {
  // The tenant of an event is one of the tenants.
  const { role, reason, urgent, dueAt } = openedTask(tenantId as TenantId, task, calendar);
  return { do: 'task', role, reason, urgent, dueAt };
};

interface Beside {
  calendar: TenantCalendar;
  /** A task the event makes by itself. */
  own?: EventTask | null;
  /** What is known beside the event. */
  words?: Readonly<Record<string, string>>;
}

/** What a rule does beside asking and telling. */
export const besides = async (
  parts: EmittedCheckParts,
  { tenantId, envelope, customer, now }: Scene,
  rule: CompiledRule | null,
  { calendar, own = null, words = {} }: Beside,
): Promise<PlannedEffect[]> => {
  if (rule === null) return [];
  const { tasks, announcements, emits } = effectsOfRule(envelope, rule, { now, customer, own, words });
  const { emits: said } = effectsOfRule(envelope, rule, { now, customer: unnamed(customer), own, words });
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
      made: accepted[at] ?? null,
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
export const isEmitRefused = (effects: readonly PlannedEffect[]): boolean =>
  effects.some((effect) => effect.do === 'emit' && !effect.isAccepted);

const go: Holding = { kind: 'go' };

const holdOf = (holding: Holding): RuleHold | null => {
  if (holding.kind !== 'wait') return null;
  const { group, until, isForHours } = holding;
  return {
    ...{ by: group === null ? 'wait' : 'collapse', until },
    ...(isForHours ? { because: 'business_hours' } : {}),
  };
};

interface Asking {
  rule: CompiledRule | null;
  calendar: TenantCalendar;
  others: readonly PlannedEffect[];
  told: EventEnvelope;
  planOf(envelope: EventEnvelope): EventPlan;
}

const askedBy = (plan: EventPlan): Asked | null => (plan.kind === 'request' ? plan : null);

const asked = async (
  parts: OutcomeParts,
  scene: Scene,
  { content, contact }: Asked,
  { rule, calendar, others, told, planOf }: Asking,
): Promise<Settled> => {
  const { tenantId, now, waited } = scene;
  const refusal = await refusalOf(parts, tenantId, content, contact.ref, now);
  if (refusal !== null)
    return nothing(refusal.reason === 'conflicting_content' ? 'failed' : 'ignored', refusal.reason);
  const telling = { ...scene, envelope: told, content, contact, calendar };
  const timed = rule ?? shippedTelling(told.type);
  const holding =
    timed === null
      ? go
      : await new EventHolds(parts).look(telling, timed, async (other) => askedBy(planOf(other)));
  if (holding.kind === 'not') {
    const roomAt = holding.reason === 'capped' ? await holding.roomAt() : null;
    const settled: Settled = { status: 'ignored', reason: holding.reason, effects: others };
    return roomAt === null ? settled : { ...settled, roomAt };
  }
  const first: PlannedEffect = {
    do: content.kind === 'notice' ? 'notify' : 'request',
    asked: { content: holding.kind === 'together' ? holding.content : content, contact },
    hold: holdOf(holding),
    group: holding.kind === 'wait' ? holding.group : (waited?.group ?? null),
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
  const planOf = (other: EventEnvelope): EventPlan =>
    planEvent(other, customer, {
      ...{ now, timeZone: settings.timeZone, ownDays: settings.ownDays, quietHours: settings.quietHours },
      ...{ ownerRef: item?.contactRef ?? null, rule, stopped },
    });
  const plan = planOf(told);
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
      if (isEmitRefused(effects)) return { by, status: 'failed', reason: 'emit_refused', effects };
      return effects.length === 0
        ? { by, ...nothing('ignored', 'by_rule') }
        : { by, status: 'processed', reason: null, effects };
    }
    case 'request': {
      if (item?.state === 'closed') return { by, ...nothing('ignored', 'item_closed') };
      const others = await besides(parts, scene, rule, { calendar });
      return { by, ...(await asked(parts, scene, plan, { rule, calendar, others, told, planOf })) };
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
