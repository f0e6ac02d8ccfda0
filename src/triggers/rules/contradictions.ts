import { Decimal } from 'decimal.js';
import type { RuleField } from './fields.ts';
import { thresholdsOf } from './operators.ts';
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
  if (first === undefined) return startsClash(conditions);
  const left = first.filter((word) => !unwanted.has(word) && others.every((other) => other.includes(word)));
  const start = conditions.filter(({ op }) => op === 'starts_with');
  return !left.some((word) => start.every(({ value }) => word.startsWith(String(value))));
};

/** Of two beginnings one is the beginning of the other, or no word has both. */
const startsClash = (conditions: readonly CheckedCondition[]): boolean => {
  const starts = conditions.filter(({ op }) => op === 'starts_with').map(({ value }) => String(value));
  return starts.some((one) => starts.some((other) => !one.startsWith(other) && !other.startsWith(one)));
};

const presenceClashes = (conditions: readonly CheckedCondition[]): boolean => {
  const isMissing = conditions.some(({ op }) => op === 'is_missing');
  const needsOne = conditions.some(({ op }) => !['is_missing', 'is_not', 'none_of'].includes(op));
  return isMissing && needsOne;
};

const floors: ReadonlySet<string> = new Set(['at_least', 'above']);
const ceilings: ReadonlySet<string> = new Set(['at_most', 'below']);
const strict: ReadonlySet<string> = new Set(['above', 'below']);

/** Whole numbers and days come one after the other: `above 5` is `at least 6`. */
interface Bound {
  op: 'at_least' | 'at_most';
  at: number;
}

const boundsOf = ({ op }: CheckedCondition, at: number): Bound[] => {
  switch (op) {
    case 'is':
    case 'on':
      return [
        { op: 'at_least', at },
        { op: 'at_most', at },
      ];
    case 'at_least':
    case 'at_most':
      return [{ op, at }];
    case 'above':
    case 'after':
      return [{ op: 'at_least', at: at + 1 }];
    case 'below':
    case 'before':
      return [{ op: 'at_most', at: at - 1 }];
    default:
      return [];
  }
};

/** Nothing is left between the bounds, or everything that is left is left out. */
const stepsClash = (
  conditions: readonly CheckedCondition[],
  placeOf: (value: Condition['value']) => number,
): boolean => {
  const bounds = conditions.flatMap((one) => boundsOf(one, placeOf(one.value)));
  const least = Math.max(...bounds.filter(({ op }) => op === 'at_least').map(({ at }) => at));
  const most = Math.min(...bounds.filter(({ op }) => op === 'at_most').map(({ at }) => at));
  if (least > most) return true;
  const unwanted = new Set(conditions.filter(({ op }) => op === 'is_not').map(({ value }) => placeOf(value)));
  // Only what is left out can empty a range, and rules have few conditions.
  if (most - least >= unwanted.size) return false;
  return Array.from({ length: most - least + 1 }, (_none, step) => least + step).every((at) =>
    unwanted.has(at),
  );
};

const dayOf = (value: Condition['value']): number => Date.parse(`${String(value)}T00:00:00Z`) / 86_400_000;

/** A lower bound over an upper one, or on it where one of the two leaves it out. */
const boundsClash = (
  conditions: readonly CheckedCondition[],
  compare: (one: Condition, other: Condition) => number,
): boolean =>
  conditions
    .filter(({ op }) => floors.has(op))
    .some((floor) =>
      conditions
        .filter(({ op }) => ceilings.has(op))
        .some((ceiling) => {
          const order = compare(floor, ceiling);
          return order > 0 || (order === 0 && (strict.has(floor.op) || strict.has(ceiling.op)));
        }),
    );

/** Those of the units that every condition has a threshold for: amounts of others meet none of them all. */
const commonUnits = (conditions: readonly Condition[]): readonly string[] =>
  conditions
    .map(({ value }) => thresholdsOf(value).map(({ unit }) => unit))
    .reduce((common, units) => common.filter((unit) => units.includes(unit)));

const limitOf = ({ value }: Condition, unit: string): Decimal =>
  new Decimal(thresholdsOf(value).find((one) => one.unit === unit)?.quantity ?? 0);

const amountsClash = (conditions: readonly CheckedCondition[], known: RuleField): boolean =>
  // One quantity has one unit; lines may have several, and each condition may be met by another line.
  known.unitField !== null &&
  commonUnits(conditions).every((unit) =>
    boundsClash(conditions, (one, other) => limitOf(one, unit).cmp(limitOf(other, unit))),
  );

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
      return presenceClashes(conditions) || stepsClash(conditions, (value) => Number(value));
    case 'date':
      return presenceClashes(conditions) || stepsClash(conditions, dayOf);
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
    wordsClash([
      ...unit,
      {
        ...of,
        field: of.known.unitField ?? '',
        op: 'one_of',
        value: thresholdsOf(of.value).map((threshold) => threshold.unit),
      },
    ])
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
