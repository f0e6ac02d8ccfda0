import { isDeepStrictEqual } from 'node:util';
import type { TellAction } from '../rule-action.ts';
import { tellOf } from '../rule-effects.ts';
import { inOrder, type CompiledRule } from './compile-rule.ts';
import { isRelative, type FixedSchedule } from '../calendar/schedule.ts';
import { onSchedule, type Condition, type Rule, type RuleWarning } from './rule.ts';

export interface WarningParts {
  /** The rules in use on a type. */
  rulesOn(tenantId: string, type: string): Promise<readonly CompiledRule[]>;
  /** Some contact of some customer has one of these roles. */
  hasContactWith(tenantId: string, roles: readonly string[]): Promise<boolean>;
  isCustomer(tenantId: string, ref: string): Promise<boolean>;
  /** The next date of a calendar; null: there is none. */
  nextDate(tenantId: string, schedule: FixedSchedule): Promise<unknown>;
}

const asked = ({ field, op, value }: Condition): Condition => ({
  field,
  op,
  ...(value === undefined ? {} : { value }),
});

/** Whatever meets all of one rule's conditions meets those of the other, because it has no others. */
const takesAllOf = (other: CompiledRule, { when }: Rule): boolean =>
  other.conditions.every((condition) => when.some((own) => isDeepStrictEqual(asked(own), asked(condition))));

const neverReached = async (
  parts: WarningParts,
  tenantId: string,
  id: string,
  rule: Rule,
): Promise<RuleWarning[]> => {
  // On a date every rule acts.
  if (rule.on === onSchedule) return [];
  const own = { id, priority: rule.priority };
  const others = await parts.rulesOn(tenantId, rule.on);
  const before = others.find(
    (other) => other.id !== id && inOrder(other, { ...other, ...own }) < 0 && takesAllOf(other, rule),
  );
  return before === undefined
    ? []
    : [
        {
          code: 'never_reached',
          field: 'priority',
          message: `${before.id} is looked at before and acts on everything this rule would act on`,
        },
      ];
};

const wantedRoles = ({ audience }: TellAction): readonly string[] | null => {
  if (audience === null || audience.fallback === 'usual') return null;
  return [...audience.roles, ...(audience.fallback === 'owner' ? ['owner'] : []), 'all', 'self'];
};

const reachesNobody = async (parts: WarningParts, tenantId: string, rule: Rule): Promise<RuleWarning[]> => {
  const tell = tellOf(rule);
  const roles = tell === undefined ? null : wantedRoles(tell);
  if (tell === undefined || roles === null || (await parts.hasContactWith(tenantId, roles))) return [];
  const field = `then[${rule.then.indexOf(tell)}].audience`;
  return [{ code: 'reaches_nobody', field, message: 'no contact of any customer has one of these roles' }];
};

const unknownCustomers = async (
  parts: WarningParts,
  tenantId: string,
  { when, customers }: Rule,
): Promise<RuleWarning[]> => {
  const listed = Array.isArray(customers) ? (customers as readonly string[]) : [];
  const conditions = when.flatMap(({ field, op, value }, at) =>
    field === 'customer.ref' && (op === 'is' || op === 'one_of')
      ? [value].flat().map((ref) => ({ ref: String(ref), field: `when[${at}].value` }))
      : [],
  );
  const named = [...conditions, ...listed.map((ref) => ({ ref, field: 'customers' }))];
  const checked = await Promise.all(
    named.map(async ({ ref, field }): Promise<RuleWarning[]> => {
      if (await parts.isCustomer(tenantId, ref)) return [];
      return [
        {
          code: 'unknown_customer',
          field,
          message: 'names a customer that is not known',
        },
      ];
    }),
  );
  return checked.flat();
};

const neverComes = async (
  parts: WarningParts,
  tenantId: string,
  { schedule }: Rule,
): Promise<RuleWarning[]> => {
  if (schedule === undefined || isRelative(schedule)) return [];
  if ((await parts.nextDate(tenantId, schedule)) !== null) return [];
  return [{ code: 'never_comes', field: 'schedule', message: 'no date of it comes in the next ten years' }];
};

/** What a person should know before a rule comes into use; nothing of it stops them. */
export const warningsOf = async (
  parts: WarningParts,
  tenantId: string,
  id: string,
  rule: Rule,
): Promise<readonly RuleWarning[]> =>
  (
    await Promise.all([
      neverReached(parts, tenantId, id, rule),
      reachesNobody(parts, tenantId, rule),
      unknownCustomers(parts, tenantId, rule),
      neverComes(parts, tenantId, rule),
    ])
  ).flat();
