import type { z } from 'zod';
import { isRelative } from '../calendar/schedule.ts';
import type { EmitAction, RuleAction } from '../rule-action.ts';
import { checkedDuration } from '../rule-timing.ts';
import { contradictionsIn, type CheckedCondition } from './contradictions.ts';
import { operatorsOf, valueSchemaOf } from './operators.ts';
import type { RuleProblem } from './rule-errors.ts';
import {
  anchorOf,
  ruleTimings,
  ruleTypeOf,
  ruleTypes,
  typeOfRule,
  type RuleTiming,
  type RuleType,
  type RuleTypes,
} from './rule-types.ts';
import { checkEmit } from './check-emits.ts';
import { onSchedule, type Condition, type Rule } from './rule.ts';

const messageOf = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue === undefined) return 'is not accepted here';
  if (issue.code === 'custom' || issue.code === 'invalid_format') return issue.message;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type') return `must be ${issue.expected}`;
  return 'is not accepted here';
};

const checkValue = (
  { op, value }: Condition,
  known: CheckedCondition['known'],
  path: string,
): RuleProblem[] => {
  const schema = valueSchemaOf(known.kind, op, known.choices);
  if (schema === undefined)
    return [
      { field: `${path}.op`, message: `must be one of ${operatorsOf(known.kind).join(', ')} for this field` },
    ];
  if (schema === null)
    return value === undefined ? [] : [{ field: `${path}.value`, message: 'is not used by this operator' }];
  const { error } = schema.safeParse(value);
  return error === undefined ? [] : [{ field: `${path}.value`, message: messageOf(error.issues[0]) }];
};

const checkConditions = (when: readonly Condition[], type: RuleType): RuleProblem[] => {
  const problems: RuleProblem[] = [];
  const sound: CheckedCondition[] = [];
  for (const [at, condition] of when.entries()) {
    const path = `when[${at}]`;
    const known = type.fields.find(({ field }) => field === condition.field);
    const found =
      known === undefined
        ? [{ field: `${path}.field`, message: 'unknown_field: events of this type have no such field' }]
        : checkValue(condition, known, path);
    problems.push(...found);
    if (known !== undefined && found.length === 0) sound.push({ ...condition, at, known });
  }
  const never = contradictionsIn(sound).map((at) => ({
    field: `when[${at}]`,
    message: 'never_matches: no event can meet this and the other conditions',
  }));
  return [...problems, ...never];
};

/** What comes to a customer, at once or by another event. */
const reaching: ReadonlySet<RuleAction['do']> = new Set(['request', 'notify', 'emit'] as const);
const isForStaff = ({ audience }: RuleType): boolean => audience === 'staff' || audience === 'compartment';

/** What a date causes knows the date; what customers are told needs one. */
const checkDateEmit = (
  action: EmitAction,
  { rule, type, typeOf }: { rule: Rule; type: RuleType; typeOf: RuleTypes },
  path: string,
): RuleProblem[] => {
  const isNear = rule.schedule !== undefined && isRelative(rule.schedule);
  const isForNobody = !isNear && (rule.customers ?? 'none') === 'none';
  return isForNobody && typeOf(action.type)?.audience === 'customer'
    ? [{ field: 'customers', message: 'must say for whom: events of this type are for a customer' }]
    : checkEmit(action, typeOf, { source: isNear ? type : null, words: ['local_date'], path });
};

const checkSchedule = (rule: Rule, typeOf: RuleTypes): RuleProblem[] => {
  const { on, schedule, customers } = rule;
  if (on !== onSchedule)
    return [
      ...(schedule === undefined ? [] : [{ field: 'schedule', message: 'goes with on: schedule' }]),
      ...(customers === undefined ? [] : [{ field: 'customers', message: 'goes with on: schedule' }]),
    ];
  if (schedule === undefined) return [{ field: 'schedule', message: 'is required' }];
  if (!isRelative(schedule)) return [];
  if (customers !== undefined)
    return [{ field: 'customers', message: 'are those of the events the dates lie near' }];
  if (typeOfRule(rule, typeOf) === undefined)
    return [
      { field: 'schedule.relative.of', message: 'must be a type of event for customers, or one of your own' },
    ];
  return anchorOf(rule, typeOf) === null
    ? [{ field: 'schedule.relative.field', message: 'unknown_field: must be a date of these events' }]
    : [];
};

const checkAction = (
  action: RuleAction,
  { rule, type, typeOf }: { rule: Rule; type: RuleType; typeOf: RuleTypes },
  path: string,
): RuleProblem[] => {
  if (!type.actions.includes(action.do)) {
    const why =
      action.do === 'nothing' && type.isDecision
        ? 'decision_never_silent: somebody waits for a decision'
        : isForStaff(type) && reaching.has(action.do)
          ? 'staff_only: events of this type never reach a customer'
          : `must be one of ${type.actions.join(', ')} for this type`;
    return [{ field: `${path}.do`, message: why }];
  }
  if (action.do === 'emit')
    return rule.on === onSchedule
      ? checkDateEmit(action, { rule, type, typeOf }, path)
      : checkEmit(action, typeOf, { source: type, path });
  if (action.do === 'task' && !type.taskRoles.includes(action.role))
    return [
      {
        field: `${path}.role`,
        message: `${type.audience === 'compartment' || action.role === 'compliance' ? 'compartment: ' : ''}must be ${type.taskRoles.join(' or ')}`,
      },
    ];
  return [];
};

const refuseTiming = (name: RuleTiming, field: string, type: RuleType): RuleProblem[] => {
  if (type.timing.includes(name)) return [];
  const why = type.isDecision ? 'decision_never_silent: ' : '';
  return [{ field, message: `${why}is not for events of this type` }];
};

const checkTiming = (action: RuleAction, type: RuleType, path: string): RuleProblem[] => {
  if (action.do !== 'request' && action.do !== 'notify') return [];
  const used = ruleTimings.filter((name) => name !== 'cap' && action[name] !== undefined);
  const problems = used.flatMap((name) =>
    name === 'cap' ? [] : refuseTiming(name, `${path}.${name}`, type),
  );
  const lengths = (action.escalate ?? []).map(({ after }) => checkedDuration(after));
  if (lengths.some((length, at) => at > 0 && length <= (lengths[at - 1] ?? 0)))
    problems.push({ field: `${path}.escalate`, message: 'must be one after the other' });
  if (action.collapse !== undefined && (action.wait?.for ?? null) !== null)
    problems.push({ field: `${path}.wait.for`, message: 'stands beside collapse, which waits by itself' });
  return problems;
};

const checkCap = ({ cap = null, then }: Rule, type: RuleType): RuleProblem[] => {
  if (cap === null) return [];
  const refused = refuseTiming('cap', 'cap', type);
  return refused.length > 0 || then.some(isTelling)
    ? refused
    : [{ field: 'cap', message: 'limits what is told, and this rule tells nothing' }];
};

const isTelling = ({ do: what }: RuleAction): boolean => what === 'request' || what === 'notify';

const checkTogether = ({ then }: Rule, type: RuleType): RuleProblem[] => {
  const problems: RuleProblem[] = [];
  if (then.filter(isTelling).length > 1)
    problems.push({ field: 'then', message: 'must ask or tell the customer once' });
  if (then.length > 1 && then.some((action) => action.do === 'nothing'))
    problems.push({ field: 'then', message: 'nothing stands alone' });
  if (type.isDecision && !then.some((action) => isTelling(action) || action.do === 'task'))
    problems.push({
      field: 'then',
      message: 'decision_never_silent: the customer is asked, or staff has a task',
    });
  const names = then.flatMap((action) => (action.do === 'callback' ? [action.name] : []));
  if (new Set(names).size < names.length)
    problems.push({ field: 'then', message: 'must name every callback once' });
  return problems;
};

/** Everything that keeps a rule from being saved; empty: it can be published. */
export const checkRule = (rule: Rule, typeOf: RuleTypes = ruleTypeOf): readonly RuleProblem[] => {
  const schedule = checkSchedule(rule, typeOf);
  if (schedule.length > 0) return schedule;
  const type = typeOfRule(rule, typeOf);
  if (type === undefined)
    return [{ field: 'on', message: `must be one of ${[...ruleTypes().keys(), onSchedule].join(', ')}` }];
  const actions = rule.then.flatMap((action, at) => [
    ...checkAction(action, { rule, type, typeOf }, `then[${at}]`),
    ...checkTiming(action, type, `then[${at}]`),
  ]);
  return [
    ...checkConditions(rule.when, type),
    ...actions,
    ...(actions.length > 0 ? [] : checkTogether(rule, type)),
    ...checkCap(rule, type),
  ];
};
