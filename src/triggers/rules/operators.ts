import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { customerLabel } from '../../customers/customer-schema.ts';
import type { Json } from '../../shared/json.ts';
import { lineOfText, localDate, quantityOfUnit } from '../../vocabulary/data-fields.ts';
import type { ConditionValue } from './rule.ts';

/** What kind of thing a field holds decides how it can be compared. */
export const fieldKinds = ['text', 'choice', 'flag', 'number', 'amount', 'date', 'labels'] as const;
export type FieldKind = (typeof fieldKinds)[number];

export interface Amount {
  unit: string;
  quantity: string;
}

/** A value as it was found in an event, or in the books; null: it is not there. */
export type FieldValue = Json | readonly Amount[] | null;

interface Operator {
  /** What it compares with; null: nothing. */
  value: (choices: readonly string[]) => z.ZodType | null;
  /** The comparison, prepared once for a rule. */
  prepare: (value: ConditionValue | undefined) => (found: FieldValue) => boolean;
}

const word = lineOfText(200);
const oneWord = (choices: readonly string[]): z.ZodType => (choices.length === 0 ? word : z.enum(choices));
const words = (choices: readonly string[]): z.ZodType =>
  z
    .array(choices.length === 0 ? word : z.enum(choices))
    .min(1)
    .max(50)
    .refine((all: readonly string[]) => new Set(all).size === all.length, 'must name every value once');

// The schema of each operator was applied before a rule is prepared, so the forms below are those.
const list = (value: ConditionValue | undefined): ReadonlySet<string> => new Set(value as readonly string[]);

const equal: Operator = {
  value: oneWord,
  prepare: (value) => (found) => found === value,
};

const set: { readonly [op: string]: Operator } = {
  is_set: { value: () => null, prepare: () => (found) => found !== null },
  is_missing: { value: () => null, prepare: () => (found) => found === null },
};

const ofWords: { readonly [op: string]: Operator } = {
  is: equal,
  is_not: { value: oneWord, prepare: (value) => (found) => found !== value },
  one_of: {
    value: words,
    prepare: (value) => {
      const wanted = list(value);
      return (found) => typeof found === 'string' && wanted.has(found);
    },
  },
  none_of: {
    value: words,
    prepare: (value) => {
      const unwanted = list(value);
      return (found) => typeof found !== 'string' || !unwanted.has(found);
    },
  },
};

const starting: Operator = {
  value: () => word,
  prepare: (value) => (found) => typeof found === 'string' && found.startsWith(value as string),
};

const comparisons = {
  at_least: (order: number) => order >= 0,
  at_most: (order: number) => order <= 0,
  above: (order: number) => order > 0,
  below: (order: number) => order < 0,
} as const;

const eachComparison = (make: (holds: (order: number) => boolean) => Operator) =>
  Object.fromEntries(Object.entries(comparisons).map(([op, holds]) => [op, make(holds)]));

const ofNumbers: { readonly [op: string]: Operator } = {
  is: { value: () => z.int(), prepare: (value) => (found) => found === value },
  // As of words: what is not there is not that number.
  is_not: { value: () => z.int(), prepare: (value) => (found) => found !== value },
  ...eachComparison((holds) => ({
    value: () => z.int(),
    prepare: (value) => (found) => typeof found === 'number' && holds(found - (value as number)),
  })),
};

/** Read once, however many rules look at it. */
const decimals = new WeakMap<Amount, Decimal>();

const decimalOf = (amount: Amount): Decimal => {
  const known = decimals.get(amount);
  if (known !== undefined) return known;
  const made = new Decimal(amount.quantity);
  decimals.set(amount, made);
  return made;
};

/** One threshold, or one for each of several units. */
const threshold = z.union(
  [
    quantityOfUnit,
    z
      .array(quantityOfUnit)
      .min(1)
      .max(20)
      .refine((all) => new Set(all.map(({ unit }) => unit)).size === all.length, 'must name every unit once'),
  ],
  'must be an amount of one unit, or one of each of several, every unit once',
);

/** The thresholds of a condition that was checked, as a list. */
export const thresholdsOf = (value: ConditionValue | undefined): readonly Amount[] =>
  [value as Amount | readonly Amount[]].flat();

/** Decimals of one unit: an amount is compared with the threshold of its unit, and without one is neither more nor less (domain R8). */
const ofAmounts = eachComparison((holds) => ({
  value: () => threshold,
  prepare: (value) => {
    const limits = new Map(thresholdsOf(value).map(({ unit, quantity }) => [unit, new Decimal(quantity)]));
    return (found) =>
      Array.isArray(found) &&
      (found as readonly Amount[]).some((amount) => {
        const limit = limits.get(amount.unit);
        return limit !== undefined && holds(decimalOf(amount).cmp(limit));
      });
  },
}));

/** Local dates, and the dates instants begin with: as text they sort as they follow each other. */
const ofDates: { readonly [op: string]: Operator } = {
  on: {
    value: () => localDate,
    prepare: (value) => (found) => typeof found === 'string' && found.slice(0, 10) === value,
  },
  before: {
    value: () => localDate,
    prepare: (value) => (found) => typeof found === 'string' && found.slice(0, 10) < (value as string),
  },
  after: {
    value: () => localDate,
    prepare: (value) => (found) => typeof found === 'string' && found.slice(0, 10) > (value as string),
  },
};

const labelList = (): z.ZodType => z.array(customerLabel).min(1).max(20);
const labelsOf = (found: FieldValue): readonly string[] =>
  Array.isArray(found) ? (found as readonly string[]) : [];
const ofLabels: { readonly [op: string]: Operator } = {
  has_any: {
    value: labelList,
    prepare: (value) => {
      const wanted = list(value);
      return (found) => labelsOf(found).some((label) => wanted.has(label));
    },
  },
  has_all: {
    value: labelList,
    prepare: (value) => {
      const wanted = [...list(value)];
      return (found) => wanted.every((label) => labelsOf(found).includes(label));
    },
  },
  has_none: {
    value: labelList,
    prepare: (value) => {
      const unwanted = list(value);
      return (found) => !labelsOf(found).some((label) => unwanted.has(label));
    },
  },
};

const operators: { readonly [kind in FieldKind]: { readonly [op: string]: Operator } } = {
  text: { ...ofWords, starts_with: starting, ...set },
  choice: { ...ofWords, ...set },
  /** One that is not there counts as false. */
  flag: { is: { value: () => z.boolean(), prepare: (value) => (found) => (found ?? false) === value } },
  number: { ...ofNumbers, ...set },
  amount: ofAmounts,
  date: { ...ofDates, ...set },
  labels: ofLabels,
};

export const operatorsOf = (kind: FieldKind): readonly string[] => Object.keys(operators[kind]);

/** What the operator compares a field of the kind with; null: with nothing; undefined: no such operator. */
export const valueSchemaOf = (
  kind: FieldKind,
  op: string,
  choices: readonly string[],
): z.ZodType | null | undefined =>
  Object.hasOwn(operators[kind], op) ? operators[kind][op]?.value(choices) : undefined;

/** The comparison of a condition that was checked; throws `RangeError` for an operator that is none of the kind. */
export const prepareOperator = (
  kind: FieldKind,
  op: string,
  value: ConditionValue | undefined,
): ((found: FieldValue) => boolean) => {
  const operator = Object.hasOwn(operators[kind], op) ? operators[kind][op] : undefined;
  if (operator === undefined) throw new RangeError(`${op} is no operator of ${kind}`);
  return operator.prepare(value);
};
