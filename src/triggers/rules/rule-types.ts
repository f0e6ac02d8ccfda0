import { z } from 'zod';
import type { TaskRole } from '../../../machines/shared/effects.ts';
import { customDataSchema, type CustomType } from '../custom-type.ts';
import { isForCompliance } from '../event-task.ts';
import { dataSchemaOf } from '../event-schema.ts';
import {
  isDecisionType,
  requestEventTypes,
  scheduledEventTypes,
  staffEventTypes,
  type ScheduledEventType,
} from '../event-types.ts';
import { requestRuleOf } from '../request-rules.ts';
import type { RuleAction } from '../rule-action.ts';
import { isRelative } from '../calendar/schedule.ts';
import { contactField, customerFields, fieldsOfData, type RuleField } from './fields.ts';
import { onSchedule, type Rule } from './rule.ts';

/** What no rule can change about a type (domain 6.3-a, R1, 5). */
export const lockedParts = {
  staff_only: 'It is for staff alone: no rule can name a customer, and its task is always made.',
  compartment:
    'It belongs to the compliance compartment: its tasks are of the role compliance, and nothing about it leaves.',
  decision_never_silent: 'Somebody waits for a decision: a rule asks the customer, or gives staff a task.',
  stop_above_rules: 'Who stopped messages gets none, whatever a rule says.',
  named_contact_first: 'A contact the event names is the one who is asked.',
  internal_transfers_untold: 'A transfer between accounts of one customer is told to nobody.',
  release_needed: 'Only what a person released to protect the customer is asked.',
} as const;
export type LockedPart = keyof typeof lockedParts;

/** Ways to tell later, together, less often or not at all. */
export const ruleTimings = ['wait', 'collapse', 'unless', 'supersede', 'escalate', 'cap'] as const;
export type RuleTiming = (typeof ruleTimings)[number];

/** A type of the catalogue in whose form a rule may ask or tell about events of a tenant's own. */
export interface TellingForm {
  do: 'request' | 'notify';
  as: ScheduledEventType;
  timing: readonly RuleTiming[];
}

/** What rules may do with events of a type. */
export interface RuleType {
  type: string;
  audience: 'customer' | 'staff' | 'compartment' | 'own';
  /** The asking or telling action of the type; null: no customer is ever asked or told. */
  tells: 'request' | 'notify' | null;
  /** In which forms a rule may ask or tell, where the type has no words of its own. */
  forms: readonly TellingForm[];
  actions: readonly RuleAction['do'][];
  taskRoles: readonly TaskRole[];
  /** What may be said beside the audience of asking or telling, and about the rule as a whole. */
  timing: readonly RuleTiming[];
  /** Without a request or a task nobody would hear of what waits for a decision. */
  isDecision: boolean;
  locked: readonly LockedPart[];
  fields: readonly RuleField[];
  /** Of the event's `data`. */
  schema: z.ZodType;
}

const schemaOf = (type: string): z.ZodType => {
  const schema = dataSchemaOf(type);
  if (schema === undefined) throw new TypeError(`${type} has no schema`);
  return schema;
};

/** Waiting for a decision is never cut short by a rule, and a fraud never waits (domain 6.3-i, 7). */
const timingOf = (type: string, tells: 'request' | 'notify'): RuleTiming[] => {
  if (type === 'transaction.verification.requested') return [];
  if (isDecisionType(type)) return ['wait', 'escalate'];
  return [
    'wait',
    ...(type === 'account.movement.posted' ? (['collapse'] as const) : []),
    'unless',
    ...(tells === 'notify' ? (['supersede'] as const) : []),
    ...(type === 'document.requested' ? (['escalate'] as const) : []),
    'cap',
  ];
};

const forCustomer = (type: string): RuleType => {
  const tells = requestRuleOf(type, {}, new Date(0))?.kind === 'notice' ? 'notify' : 'request';
  const schema = schemaOf(type);
  const isDecision = isDecisionType(type);
  const locked: LockedPart[] = [
    'stop_above_rules',
    'named_contact_first',
    ...(isDecision ? (['decision_never_silent'] as const) : []),
    ...(type === 'account.movement.posted' ? (['internal_transfers_untold'] as const) : []),
    ...(type === 'transaction.verification.requested' ? (['release_needed'] as const) : []),
  ];
  return {
    ...{ type, audience: 'customer', tells, forms: [], isDecision, locked, schema },
    actions: [tells, 'task', 'callback', 'emit', ...(isDecision ? [] : (['nothing'] as const))],
    taskRoles: ['staff', 'accounting'],
    timing: timingOf(type, tells),
    fields: [...fieldsOfData(schema), contactField, ...customerFields],
  };
};

const forStaff = (type: string): RuleType => {
  const schema = schemaOf(type);
  const isHidden = isForCompliance({ type });
  return {
    ...{ type, tells: null, forms: [], isDecision: false, schema, timing: [] },
    audience: isHidden ? 'compartment' : 'staff',
    actions: isHidden ? ['task'] : ['task', 'callback'],
    taskRoles: isHidden ? ['compliance'] : ['accounting', 'staff'],
    locked: isHidden ? ['staff_only', 'compartment'] : ['staff_only'],
    fields: [...fieldsOfData(schema), ...customerFields],
  };
};

let made: ReadonlyMap<string, RuleType> | null = null;

/** By type, in the order of the catalogue. */
export const ruleTypes = (): ReadonlyMap<string, RuleType> =>
  (made ??= new Map([
    ...requestEventTypes.map((type) => [type, forCustomer(type)] as const),
    ...staffEventTypes.map((type) => [type, forStaff(type)] as const),
  ]));

/** What a rule may cause, it may ask or tell by an event of a tenant's own. */
const formsOfOwn = (): TellingForm[] =>
  scheduledEventTypes.flatMap((as) => {
    const { tells = null, timing = [] } = ruleTypes().get(as) ?? {};
    return tells === null ? [] : [{ do: tells, as, timing }];
  });

/** Of whatever may be told of events of a tenant's own. */
const ofOwn: readonly LockedPart[] = ['stop_above_rules', 'named_contact_first'];
/** Of whatever a date may cause. */
const ofDates: readonly LockedPart[] = ['stop_above_rules'];

/** What no rule on this type can change; of events of a tenant's own also what is locked of the form they are told in. */
export const lockedPartsOf = (
  on: string,
  then: readonly { do: string; as?: string | undefined }[],
): readonly LockedPart[] => {
  const known = ruleTypeOf(on);
  if (known !== undefined) return known.locked;
  if (on === onSchedule) return ofDates;
  const forms = then.flatMap(({ as }) => (as === undefined ? [] : (ruleTypeOf(as)?.locked ?? [])));
  return [...new Set([...ofOwn, ...forms])];
};

/** What rules may do with events of a type that a tenant made: they have no words of their own. */
const ownRuleType = (custom: CustomType): RuleType => {
  const schema = customDataSchema(custom);
  return {
    ...{ type: custom.type, audience: 'own', tells: null, isDecision: false, schema, timing: [] },
    forms: formsOfOwn(),
    actions: ['request', 'notify', 'emit', 'task', 'callback', 'nothing'],
    taskRoles: ['staff', 'accounting'],
    locked: ofOwn,
    fields: [...fieldsOfData(schema), contactField, ...customerFields],
  };
};

/** What rules may do with a type; undefined: no rule can be on it. */
export type RuleTypes = (type: string) => RuleType | undefined;

/** Those of the catalogue and those a tenant made. */
export const ruleTypesWith = (custom: readonly CustomType[]): RuleTypes => {
  const own = new Map(custom.map((one) => [one.type, ownRuleType(one)]));
  return (type) => ruleTypeOf(type) ?? own.get(type);
};

/** What rules may do on dates: cause what may be caused, and everything that tells nobody by itself. */
const onDates = (fields: readonly RuleField[], schema: z.ZodType): RuleType => ({
  ...{ type: onSchedule, audience: 'own', tells: null, isDecision: false, timing: [], locked: ofDates },
  forms: [],
  actions: ['emit', 'task', 'callback'],
  taskRoles: ['staff', 'accounting'],
  ...{ fields, schema },
});

/** What a rule may do, by its type of event, its calendar, or the type of event near whose date it acts; undefined: there is no such type. */
export const typeOfRule = (
  { on, schedule, customers = 'none' }: Pick<Rule, 'on' | 'schedule' | 'customers'>,
  typeOf: RuleTypes,
): RuleType | undefined => {
  if (on !== onSchedule || schedule === undefined) return typeOf(on);
  if (!isRelative(schedule)) return onDates(customers === 'none' ? [] : customerFields, z.strictObject({}));
  const near = typeOf(schedule.relative.of);
  // What is for staff alone causes nothing, on no date either (domain 6.3-a).
  const isOpen = near?.audience === 'customer' || near?.audience === 'own';
  return near !== undefined && isOpen ? onDates(near.fields, near.schema) : undefined;
};

/** The date of the events a rule lies near; null: none. */
export const anchorOf = (rule: Pick<Rule, 'on' | 'schedule'>, typeOf: RuleTypes): RuleField | null => {
  const { schedule } = rule;
  if (schedule === undefined || !isRelative(schedule)) return null;
  const { field: name } = schedule.relative;
  return (
    typeOfRule(rule, typeOf)?.fields.find(({ field, kind }) => field === name && kind === 'date') ?? null
  );
};

/** What rules can be on whatever a tenant made: the catalogue, then dates of the calendar. */
export const commonRuleTypes = (): readonly RuleType[] => [
  ...ruleTypes().values(),
  onDates(customerFields, z.strictObject({})),
];

/** Of the catalogue; undefined: there is no such type in it. */
export const ruleTypeOf = (type: string): RuleType | undefined => ruleTypes().get(type);

/** Rules on this type are of the compliance compartment: nobody else sees that they are there (domain 6.2). */
export const isHiddenType = (type: string): boolean => ruleTypeOf(type)?.audience === 'compartment';

export const hiddenTypes = (): readonly string[] => [...ruleTypes().keys()].filter(isHiddenType);
