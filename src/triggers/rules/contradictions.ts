import { Decimal } from 'decimal.js';
import type { RuleField } from './fields.ts';
import type { Amount } from './operators.ts';
import type { Condition } from './rule.ts';

/** A condition whose field, operator and value were looked at before. */
export interface CheckedCondition extends Condition {
  at: number;
  known: RuleField;
}

const words = ({ value }: Condition): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [String(value)];

/** The words a field can still have; null: any. */
const allowedBy = ({ op, known, ...condition }: CheckedCondition): readonly string[] | null => {
  if (op === 'is' || op === 'one_of') return words({ op, ...condition });
  if ((op === 'is_not' || op === 'none_of') && known.kind === 'choice')
    return known.choices.filter((choice) => !words({ op, ...condition }).includes(choice));
  return null;
};

const wordsClash = (conditions: readonly CheckedCondition[]): boolean => {
  const unwanted = new Set(
    conditions.filter(({ op }) => op === 'is_not' || op === 'none_of').flatMap((one) => words(one)),
  );
  const allowed = conditions.map(allowedBy).filter((one) => one !== null);
  const [first, ...others] = allowed;
  if (first === undefined) return false;
  const left = first.filter((word) => !unwanted.has(word) && others.every((other) => other.includes(word)));
  const start = conditions.filter(({ op }) => op === 'starts_with');
  return !left.some((word) => start.every(({ value }) => word.startsWith(String(value))));
};

const presenceClashes = (conditions: readonly CheckedCondition[]): boolean => {
  const isMissing = conditions.some(({ op }) => op === 'is_missing');
  const needsOne = conditions.some(({ op }) => !['is_missing', 'is_not', 'none_of'].includes(op));
  return isMissing && needsOne;
};

const floors: ReadonlySet<string> = new Set(['at_least', 'above', 'after']);
const ceilings: ReadonlySet<string> = new Set(['at_most', 'below', 'before']);
const strict: ReadonlySet<string> = new Set(['above', 'below', 'after', 'before']);

/** A lower bound over an upper one, or on it where one of the two leaves it out. */
const boundsClash = (
  conditions: readonly CheckedCondition[],
  compare: (one: Condition, other: Condition) => number,
): boolean =>
  conditions
    .filter(({ op }) => floors.has(op) || op === 'on')
    .some((floor) =>
      conditions
        .filter(
          (other) => other !== floor && (ceilings.has(other.op) || (other.op === 'on' && floor.op !== 'on')),
        )
        .some((ceiling) => {
          const order = compare(floor, ceiling);
          return order > 0 || (order === 0 && (strict.has(floor.op) || strict.has(ceiling.op)));
        }),
    ) || differentDays(conditions.filter(({ op }) => op === 'on'));

const differentDays = (on: readonly CheckedCondition[]): boolean =>
  new Set(on.map(({ value }) => value)).size > 1;

const amount = ({ value }: Condition): Amount => value as Amount; // the operators of amounts take nothing else

const amountsClash = (conditions: readonly CheckedCondition[], known: RuleField): boolean => {
  const units = new Set(conditions.map((one) => amount(one).unit));
  // One quantity has one unit; lines may have several, and each condition may be met by another line.
  if (known.unitField === null) return false;
  if (units.size > 1) return true;
  return boundsClash(conditions, (one, other) =>
    new Decimal(amount(one).quantity).cmp(amount(other).quantity),
  );
};

const labelsClash = (conditions: readonly CheckedCondition[]): boolean => {
  const unwanted = new Set(conditions.filter(({ op }) => op === 'has_none').flatMap((one) => words(one)));
  return conditions.some((one) => {
    if (one.op === 'has_all') return words(one).some((label) => unwanted.has(label));
    return one.op === 'has_any' && words(one).every((label) => unwanted.has(label));
  });
};

const clash = (conditions: readonly CheckedCondition[], known: RuleField): boolean => {
  switch (known.kind) {
    case 'text':
    case 'choice':
      return presenceClashes(conditions) || wordsClash(conditions);
    case 'flag':
      return new Set(conditions.map(({ value }) => value)).size > 1;
    case 'number':
      return (
        presenceClashes(conditions) ||
        boundsClash(conditions, (one, other) => Number(one.value) - Number(other.value))
      );
    case 'date':
      return (
        presenceClashes(conditions) ||
        boundsClash(conditions, (one, other) =>
          String(one.value) < String(other.value) ? -1 : Number(one.value !== other.value),
        )
      );
    case 'amount':
      return amountsClash(conditions, known);
    case 'labels':
      return labelsClash(conditions);
  }
};

/** An amount of a unit beside a condition that excludes this unit. */
const unitsClash = (conditions: readonly CheckedCondition[], of: CheckedCondition): boolean => {
  const unit = conditions.filter(({ field }) => field === of.known.unitField);
  return (
    of.known.kind === 'amount' &&
    unit.length > 0 &&
    wordsClash([...unit, { ...of, field: of.known.unitField ?? '', op: 'is', value: amount(of).unit }])
  );
};

/** Conditions that can never hold together, by the place of the last of them; empty: an event may match. */
export const contradictionsIn = (conditions: readonly CheckedCondition[]): readonly number[] => {
  const byField = new Map<string, CheckedCondition[]>();
  for (const one of conditions) byField.set(one.field, [...(byField.get(one.field) ?? []), one]);
  const ofFields = [...byField.values()].flatMap((group) => {
    const last = group.at(-1);
    return last !== undefined && clash(group, last.known) ? [last.at] : [];
  });
  const ofUnits = conditions.filter((one) => unitsClash(conditions, one)).map(({ at }) => at);
  return [...new Set([...ofFields, ...ofUnits])];
};
