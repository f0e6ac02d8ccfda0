import type { z } from 'zod';
import { isRelative } from '../calendar/schedule.ts';
import type { EmitAction, RuleAction, TellAction } from '../rule-action.ts';
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
import { checkEmit, checkMade } from './check-emits.ts';
import { onSchedule, type Condition, type Rule } from './rule.ts';

const messageOf = (issue: z.core.$ZodIssue | undefined): string => {
  if (issue === undefined) return 'is not accepted here';
  if (issue.code === 'custom' || issue.code === 'invalid_format' || issue.code === 'invalid_union')
    return issue.message;
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

const isTelling = (action: RuleAction): action is TellAction =>
  action.do === 'request' || action.do === 'notify';

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

/** Events of a tenant's own have no words: a rule says in the form of which type of the catalogue it asks or tells, and makes its data. */
const checkForm = (
  { do: what, as, data }: TellAction,
  { type, typeOf }: { type: RuleType; typeOf: RuleTypes },
  path: string,
): RuleProblem[] => {
  if (type.forms.length === 0)
    return Object.entries({ as, data }).flatMap(([name, value]) =>
      value === undefined
        ? []
        : [{ field: `${path}.${name}`, message: 'goes with events of your own: this type has its words' }],
    );
  const form = type.forms.find((one) => one.as === as);
  const known = type.forms.filter((one) => one.do === what).map((one) => one.as);
  const target = form === undefined ? undefined : typeOf(form.as);
  if (form === undefined || target === undefined)
    return [{ field: `${path}.as`, message: `is required: one of ${known.join(', ')}` }];
  if (form.do !== what)
    return [{ field: `${path}.as`, message: `must be one of ${known.join(', ')} to ${what}` }];
  return checkMade(data ?? {}, target, { source: type, path });
};

type Timed = Pick<RuleType, 'timing' | 'isDecision'>;

/** What may be said about the moment of telling: as of the type in whose form it is told. */
const timingTypeOf = ({ then }: Pick<Rule, 'then'>, type: RuleType): Timed => {
  const as = then.find(isTelling)?.as;
  const form = type.forms.find((one) => one.as === as);
  return form === undefined
    ? type
    : { timing: form.timing, isDecision: ruleTypeOf(form.as)?.isDecision ?? false };
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
  if (isTelling(action)) return checkForm(action, { type, typeOf }, path);
  if (action.do === 'task' && !type.taskRoles.includes(action.role))
    return [
      {
        field: `${path}.role`,
        message: `${type.audience === 'compartment' || action.role === 'compliance' ? 'compartment: ' : ''}must be ${type.taskRoles.join(' or ')}`,
      },
    ];
  return [];
};

const refuseTiming = (name: RuleTiming, field: string, type: Timed): RuleProblem[] => {
  if (type.timing.includes(name)) return [];
  const why = type.isDecision ? 'decision_never_silent: ' : '';
  return [{ field, message: `${why}is not for events of this type` }];
};

/** Nobody would be asked, and whoever waits for the decision would never hear of it. */
const checkFallback = (action: RuleAction, type: Timed, path: string): RuleProblem[] =>
  isTelling(action) && type.isDecision && action.audience?.fallback === 'nobody'
    ? [
        {
          field: `${path}.audience.fallback`,
          message: 'decision_never_silent: somebody waits for a decision, so somebody is asked',
        },
      ]
    : [];

const checkTiming = (action: RuleAction, type: Timed, path: string): RuleProblem[] => {
  if (!isTelling(action)) return [];
  const used = ruleTimings.filter((name) => name !== 'cap' && action[name] !== undefined);
  const problems = used.flatMap((name) =>
    name === 'cap' ? [] : refuseTiming(name, `${path}.${name}`, type),
  );
  const lengths = (action.escalate ?? []).map(({ after }) => checkedDuration(after));
  if (lengths.some((length, at) => at > 0 && length <= (lengths[at - 1] ?? 0)))
    problems.push({ field: `${path}.escalate`, message: 'must be one after the other' });
  // Waiting for no time is no second way of waiting.
  if (action.collapse !== undefined && checkedDuration(action.wait?.for ?? 'PT0S') > 0)
    problems.push({ field: `${path}.wait.for`, message: 'stands beside collapse, which waits by itself' });
  return problems;
};

const checkCap = ({ cap = null, then }: Rule, type: Timed): RuleProblem[] => {
  if (cap === null) return [];
  const refused = refuseTiming('cap', 'cap', type);
  return refused.length > 0 || then.some(isTelling)
    ? refused
    : [{ field: 'cap', message: 'limits what is told, and this rule tells nothing' }];
};

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
  const timed = timingTypeOf(rule, type);
  const actions = rule.then.flatMap((action, at) => {
    const found = checkAction(action, { rule, type, typeOf }, `then[${at}]`);
    // Without a form it is not known what may be said about it.
    const isFormless = type.forms.length > 0 && timed === type;
    return isFormless
      ? found
      : [
          ...found,
          ...checkFallback(action, timed, `then[${at}]`),
          ...checkTiming(action, timed, `then[${at}]`),
        ];
  });
  return [
    ...checkConditions(rule.when, type),
    ...actions,
    ...(actions.length > 0 ? [] : checkTogether(rule, type)),
    ...checkCap(rule, timed),
  ];
};
