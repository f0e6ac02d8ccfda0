import type { TenantSettingsLookup } from '../../channels/tenant-settings.ts';
import type { Customer } from '../../customers/customer.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { TenantId } from '../../shared/ids.ts';
import { openedTask } from '../../tasks/new-task.ts';
import type { RequestContent } from '../../vocabulary/request-content.ts';
import type { PreviewedRequest, PreviewRequest } from '../../vocabulary/previewed-request.ts';
import type { CustomTypeRepository } from '../custom-type.repository.ts';
import { acceptedEvent } from '../emitted-check.ts';
import { deadlineItem, refusalOf, type AdmissionParts } from '../admit-request.ts';
import type { EventEnvelope } from '../event-envelope.ts';
import type { ReportedSample } from '../event-sample.repository.ts';
import { isForCompliance, type EventTask } from '../event-task.ts';
import { isStaffEventType } from '../event-types.ts';
import type { Asked } from '../event-requests.ts';
import { planEvent } from '../plan-event.ts';
import type { RuleTallyRepository } from '../rule-tally.repository.ts';
import { actingAt, checkedDuration } from '../rule-timing.ts';
import { actingByItself, type RuleRef } from '../rule-action.ts';
import { effectsOfRule, tellOf } from '../rule-effects.ts';
import { EventFields, inOrder, matches, type CompiledRule } from './compile-rule.ts';

export interface DryRunParts {
  rulesOn(tenantId: string, type: string): Promise<readonly CompiledRule[]>;
  requests: AdmissionParts['requests'];
  tenants: Pick<TenantSettingsLookup, 'settingsOf'>;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  tallies: Pick<RuleTallyRepository, 'hasRoom'>;
  customTypes: Pick<CustomTypeRepository, 'find'>;
  previewRequest: PreviewRequest;
}

/** Why it would not be said when the event comes. */
export interface DryHold {
  by: 'wait' | 'collapse';
  until: Date;
}

/** One thing that would happen. */
export type DryEffect =
  | ({
      do: 'request' | 'notify';
      requestKind: string;
      contactRef: string;
      at: Date;
      hold: DryHold | null;
    } & PreviewedRequest)
  | { do: 'task'; role: EventTask['role']; reason: string; urgent: boolean; dueAt: Date }
  | { do: 'callback'; type: string; name: string }
  /** `isAccepted`: the type takes what the rule makes of the event. */
  | { do: 'emit'; type: string; data: JsonObject; isAccepted: boolean };

/** What would come of an event. */
export interface DryOutcome {
  /** The rule that would act; null: none, and nothing comes with the product. */
  by: RuleRef | null;
  status: 'processed' | 'ignored' | 'failed';
  reason: string | null;
  effects: readonly DryEffect[];
}

export interface DryRunItem {
  eventId: string;
  /** The event came then, and everything is reckoned from then; what people said since counts. */
  at: Date;
  conditions: readonly { field: string; op: string; holds: boolean }[];
  matches: boolean;
  outcome: DryOutcome;
  /** What comes of it by the rules that are in use now. */
  now: DryOutcome;
}

type Settled = Pick<DryOutcome, 'status' | 'reason' | 'effects'>;

const nothing = (status: DryOutcome['status'], reason: string | null): Settled => ({
  status,
  reason,
  effects: [],
});

interface Scene {
  tenantId: string;
  envelope: EventEnvelope;
  customer: Customer | null;
  now: Date;
}

const taskEffect = (tenantId: string, task: EventTask, timeZone: string): DryEffect => {
  // The tenant of an event is one of the tenants.
  const { role, reason, urgent, dueAt } = openedTask(tenantId as TenantId, task, timeZone);
  return { do: 'task', role, reason, urgent, dueAt };
};

const besides = async (
  parts: DryRunParts,
  { tenantId, envelope, customer, now }: Scene,
  rule: CompiledRule | null,
  { timeZone, own = null }: { timeZone: string; own?: EventTask | null },
): Promise<DryEffect[]> => {
  if (rule === null) return [];
  const { tasks, announcements, emits } = effectsOfRule(envelope, rule, { now, customer, own });
  const accepted = await Promise.all(emits.map((made) => acceptedEvent(parts.customTypes, tenantId, made)));
  return [
    ...tasks.map((task) => taskEffect(tenantId, task, timeZone)),
    ...announcements.map(({ type, data }): DryEffect => ({
      do: 'callback',
      type,
      name: String(data['name']),
    })),
    ...emits.map(({ type, data }, at): DryEffect => ({
      ...{ do: 'emit', type, data },
      isAccepted: (accepted[at] ?? null) !== null,
    })),
  ];
};

/** An event that cannot be made is corrected before anything else happens. */
const refused = (effects: readonly DryEffect[]): boolean =>
  effects.some((effect) => effect.do === 'emit' && !effect.isAccepted);

/** What the rule itself would wait for; null: nothing, or what waits for an answer would be over by then. */
const holdOf = (
  { now }: Scene,
  rule: CompiledRule | null,
  { expiresAt }: RequestContent,
  timeZone: string,
): DryHold | null => {
  const tell = rule === null ? undefined : tellOf(rule);
  if (tell?.wait === undefined && tell?.collapse === undefined) return null;
  const { wait = { for: null, until: null }, collapse } = tell;
  const until = actingAt(now, collapse === undefined ? wait : { ...wait, for: collapse.within }, timeZone);
  if (until <= now || until >= new Date(expiresAt)) return null;
  return { by: collapse === undefined ? 'wait' : 'collapse', until };
};

/** A rule says no more than so often; events that are tried together do not count for each other. */
const isCapped = async (
  { tallies }: DryRunParts,
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
  parts: DryRunParts,
  scene: Scene,
  { content, contact }: Asked,
  { rule, timeZone, others }: { rule: CompiledRule | null; timeZone: string; others: readonly DryEffect[] },
): Promise<Settled> => {
  const { tenantId, now } = scene;
  const refusal = await refusalOf(parts, tenantId, content, contact.ref, now);
  if (refusal !== null)
    return nothing(refusal.reason === 'conflicting_content' ? 'failed' : 'ignored', refusal.reason);
  if (await isCapped(parts, scene, rule, { content, contact })) return nothing('ignored', 'capped');
  const hold = holdOf(scene, rule, content, timeZone);
  const preview = await parts.previewRequest(tenantId, { content, contact, now: hold?.until ?? now });
  const first: DryEffect = {
    do: content.kind === 'notice' ? 'notify' : 'request',
    requestKind: content.kind,
    contactRef: contact.ref,
    at: preview.messages.at(-1)?.at ?? hold?.until ?? now,
    hold,
    ...preview,
  };
  return { status: 'processed', reason: null, effects: [first, ...others] };
};

/** What a rule makes of an event, as the worker would do it; null is what the product does by itself. */
const outcomeOf = async (
  parts: DryRunParts,
  scene: Scene,
  rule: CompiledRule | null,
): Promise<DryOutcome> => {
  const { tenantId, envelope, customer, now } = scene;
  const by = rule === null ? actingByItself(envelope.type) : { id: rule.id, version: rule.version };
  const settings = await parts.tenants.settingsOf(tenantId);
  const item =
    envelope.type === 'deadline.approaching' ? await deadlineItem(parts.requests, tenantId, envelope) : null;
  const plan = planEvent(envelope, customer, {
    ...{ now, timeZone: settings.timeZone, quietHours: settings.quietHours },
    ...{ ownerRef: item?.contactRef ?? null, rule },
  });
  const zone = settings.timeZone;
  switch (plan.kind) {
    case 'failed':
    case 'ignored':
      return { by, ...nothing(plan.kind, plan.reason) };
    case 'emit':
      return { by, ...nothing('processed', null) };
    case 'task': {
      const own = taskEffect(tenantId, plan.task, zone);
      const others = await besides(parts, scene, rule, { timeZone: zone, own: plan.task });
      const effects = [own, ...others];
      return { by, status: 'processed', reason: null, effects };
    }
    case 'untold': {
      const effects = await besides(parts, scene, rule, { timeZone: zone });
      if (refused(effects)) return { by, status: 'failed', reason: 'emit_refused', effects };
      return effects.length === 0
        ? { by, ...nothing('ignored', 'by_rule') }
        : { by, status: 'processed', reason: null, effects };
    }
    case 'request': {
      if (item?.state === 'closed') return { by, ...nothing('ignored', 'item_closed') };
      const others = await besides(parts, scene, rule, { timeZone: zone });
      if (refused(others)) return { by, status: 'failed', reason: 'emit_refused', effects: others };
      return { by, ...(await asked(parts, scene, plan, { rule, timeZone: zone, others })) };
    }
  }
};

const actingOf = (
  rules: readonly CompiledRule[],
  envelope: EventEnvelope,
  fields: EventFields,
): CompiledRule | null =>
  isForCompliance(envelope) && !isStaffEventType(envelope.type)
    ? null
    : (rules.find((rule) => matches(rule, fields)) ?? null);

const tryOn = async (
  parts: DryRunParts,
  tenantId: string,
  candidate: CompiledRule,
  { eventId, envelope, receivedAt }: ReportedSample,
): Promise<DryRunItem> => {
  const customer =
    envelope.customer_id === undefined ? null : await parts.findCustomer(tenantId, envelope.customer_id);
  const inUse = await parts.rulesOn(tenantId, envelope.type);
  const tried = [...inUse.filter(({ id }) => id !== candidate.id), candidate].sort(inOrder);
  const fields = new EventFields({ envelope, customer });
  const scene = { tenantId, envelope, customer, now: receivedAt };
  const acting = actingOf(tried, envelope, fields);
  const actingNow = actingOf(inUse, envelope, fields);
  const outcome = await outcomeOf(parts, scene, acting);
  return {
    eventId,
    at: receivedAt,
    conditions: candidate.conditions.map(({ field, op, holds }) => ({ field, op, holds: holds(fields) })),
    matches: matches(candidate, fields),
    outcome,
    now: acting === actingNow ? outcome : await outcomeOf(parts, scene, actingNow),
  };
};

/** So many are looked at side by side: their look-ups travel together. */
const sideBySide = 16;

/**
 * What a rule would do with events, as if it were in use: whom it would ask or tell, in which words, when, and what would hold
 * it. Nothing is stored and nobody is written to. `candidate` takes the place of the rule of its id.
 */
export const dryRun = async (
  parts: DryRunParts,
  tenantId: string,
  candidate: CompiledRule,
  samples: readonly ReportedSample[],
): Promise<readonly DryRunItem[]> => {
  const items: DryRunItem[] = [];
  for (let from = 0; from < samples.length; from += sideBySide)
    items.push(
      ...(await Promise.all(
        samples.slice(from, from + sideBySide).map((sample) => tryOn(parts, tenantId, candidate, sample)),
      )),
    );
  return items;
};
