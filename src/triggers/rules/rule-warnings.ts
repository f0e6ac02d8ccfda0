import { isDeepStrictEqual } from 'node:util';
import type { TenantSettingsLookup } from '../../channels/tenant-settings.ts';
import type { TellAction } from '../rule-action.ts';
import { tellOf } from '../rule-effects.ts';
import { inOrder, type CompiledRule } from './compile-rule.ts';
import { isRelative, type FixedSchedule } from '../calendar/schedule.ts';
import { isStrict, reachOf, type ReachParts, type RuleReach } from './rule-reach.ts';
import { saysTemplate, templateNotInUse, type RuleTemplate } from './rule-templates.ts';
import { pastItsEnd } from './rule-terms.ts';
import { onSchedule, type Condition, type Rule, type RuleWarning } from './rule.ts';

export interface WarningParts extends ReachParts, Pick<TenantSettingsLookup, 'settingsOf'> {
  /** The rules in use on a type. */
  rulesOn(tenantId: string, type: string): Promise<readonly CompiledRule[]>;
  /** Those the tenant made. */
  templatesOf(tenantId: string): Promise<readonly RuleTemplate[]>;
  isCustomer(tenantId: string, ref: string): Promise<boolean>;
  /** The next date of a calendar; null: there is none. */
  nextDate(tenantId: string, schedule: FixedSchedule): Promise<unknown>;
  now(): Date;
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

const lookedAt = ({ looked, isWhole }: RuleReach): string =>
  isWhole ? `${looked} customers` : `the first ${looked} customers`;

const whyNobody = (reach: RuleReach, tell: TellAction): string => {
  const { customers, stopped } = reach;
  if (reach.looked === 0) return 'there is no customer yet';
  if (customers === 0) return `none of ${lookedAt(reach)} meets the conditions on the customer`;
  if (stopped > 0)
    return `everybody it would ask or tell stopped messages, at ${stopped} of ${customers} customers it acts on`;
  const those = `the ${customers} customers it acts on${reach.isWhole ? '' : ` among ${lookedAt(reach)}`}`;
  return isStrict(tell)
    ? `no contact of ${those} has one of these roles`
    : `no contact of ${those} can be asked or told this`;
};

/** `isUnknown`: those the rule names are not known, which is said by itself. */
const reachesNobody = (rule: Rule, reach: RuleReach | null, isUnknown: boolean): RuleWarning[] => {
  const tell = tellOf(rule);
  if (tell === undefined || reach === null) return [];
  const path = `then[${rule.then.indexOf(tell)}]`;
  if (reach.reached > 0)
    return (tell.escalate ?? []).flatMap((_step, at): RuleWarning[] =>
      reach.next[at] === 0
        ? [
            {
              code: 'reaches_nobody',
              field: `${path}.escalate[${at}].roles`,
              message: `at none of the ${reach.reached} customers it reaches another contact has one of these roles: staff has a task`,
            },
          ]
        : [],
    );
  // Rules may be there before the books are.
  if (isUnknown || (reach.looked === 0 && !isStrict(tell))) return [];
  const isOfWhen = reach.customers === 0 && reach.looked > 0;
  const field = isOfWhen ? 'when' : `${path}.audience`;
  return [{ code: 'reaches_nobody', field, message: whyNobody(reach, tell) }];
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

export interface LookedOver {
  warnings: readonly RuleWarning[];
  /** Null: the rule asks and tells nobody by itself, or it was not counted. */
  reach: RuleReach | null;
}

/**
 * What a person should know before a rule comes into use; nothing of it stops them. Whom it reaches, and whether it reaches nobody, is
 * read from thousands of customers: where nobody asked for it (`countsReach` false), neither is said.
 */
export const lookOver = async (
  parts: WarningParts,
  tenantId: string,
  { id, rule, countsReach }: { id: string; rule: Rule; countsReach: boolean },
): Promise<LookedOver> => {
  const [reach, unknown, calendar, before, comes, templates] = await Promise.all([
    countsReach ? reachOf(parts, tenantId, rule) : null,
    unknownCustomers(parts, tenantId, rule),
    parts.settingsOf(tenantId),
    neverReached(parts, tenantId, id, rule),
    neverComes(parts, tenantId, rule),
    saysTemplate(rule) ? parts.templatesOf(tenantId) : [],
  ]);
  const isUnknown = reach !== null && reach.looked === 0 && unknown.length > 0;
  const warnings = [
    ...before,
    ...reachesNobody(rule, reach, isUnknown),
    ...unknown,
    ...pastItsEnd(rule, parts.now(), calendar),
    ...comes,
    ...templateNotInUse(rule, templates),
  ];
  return { warnings, reach };
};
